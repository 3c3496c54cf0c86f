"""The room's place in Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """See README.md."""

    name = "civicloop.site"
    label = "site"
