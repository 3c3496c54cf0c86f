"""The room's place in Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """See README.md."""

    name = "civicloop.people"
    label = "people"
