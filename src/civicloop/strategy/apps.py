"""The room's place in Django."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """See README.md."""

    name = "civicloop.strategy"
    label = "strategy"
