"""Core's place in Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """What every room shares."""

    name = "civicloop.core"
    label = "core"
