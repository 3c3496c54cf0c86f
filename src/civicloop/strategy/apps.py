"""The room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from civicloop.ui import nav


class StrategyConfig(AppConfig):
    """See README.md."""

    name = "civicloop.strategy"
    label = "strategy"

    def ready(self) -> None:
        """Make the challenges easy to find."""
        nav.register(20, "strategy:challenge-list", _("Challenges"))
