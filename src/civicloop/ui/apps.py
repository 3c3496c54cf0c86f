"""The room's place in Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """See README.md."""

    name = "civicloop.ui"
    label = "ui"
