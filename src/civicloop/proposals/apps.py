"""The room's place in Django."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """See README.md."""

    name = "civicloop.proposals"
    label = "proposals"
