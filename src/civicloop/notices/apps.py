"""The room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """See README.md."""

    name = "civicloop.notices"
    label = "notices"

    def ready(self) -> None:
        """Make places followable, put the list on the account page, and forget people who leave."""
        from civicloop.core import events  # noqa: PLC0415 - models must be ready
        from civicloop.notices import actions, places, subjects  # noqa: PLC0415 - the same
        from civicloop.people import account  # noqa: PLC0415 - the same
        from civicloop.people.events import PersonErased  # noqa: PLC0415 - the same
        from civicloop.places import sections  # noqa: PLC0415 - the same
        from civicloop.ui import nav  # noqa: PLC0415 - the same

        events.subscribe(PersonErased, actions.forget_person)
        account.register(30, "notices:follow-list", _("What you follow"))
        nav.register_account(30, "notices:follow-list", _("What you follow"))
        subjects.register("place", places.title_for)
        sections.register(90, places.follow_section)
