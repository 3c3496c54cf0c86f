"""The room's place in Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """See README.md."""

    name = "civicloop.places"
    label = "places"
