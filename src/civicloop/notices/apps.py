"""The room's place in Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """See README.md."""

    name = "civicloop.notices"
    label = "notices"
