"""The room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    """See README.md."""

    name = "civicloop.proposals"
    label = "proposals"

    def ready(self) -> None:
        """Listen to the rooms below, and put this room's pages where people look for them."""
        from civicloop.core import events  # noqa: PLC0415 - models must be ready
        from civicloop.notices import subjects  # noqa: PLC0415 - the same
        from civicloop.people.access import Permission  # noqa: PLC0415 - the same
        from civicloop.people.events import PersonErased  # noqa: PLC0415 - the same
        from civicloop.proposals import events as ours  # noqa: PLC0415 - the same
        from civicloop.proposals import followers, sections  # noqa: PLC0415 - the same
        from civicloop.proposals.actions.person import forget_person  # noqa: PLC0415 - the same
        from civicloop.proposals.importing.run import register_importers  # noqa: PLC0415 - the same
        from civicloop.ui import nav  # noqa: PLC0415 - the same

        register_importers()
        events.subscribe(PersonErased, forget_person)
        events.subscribe(ours.ProposalPublished, followers.author_follows)
        events.subscribe(ours.ProposalExtended, followers.tell_followers)
        events.subscribe(ours.ProposalWithdrawn, followers.tell_followers)
        events.subscribe(ours.ProposalHidden, followers.tell_followers)
        events.subscribe(ours.ProposalRestored, followers.tell_followers)
        subjects.register(followers.KIND, followers.title_for, titles_for=followers.titles_for)
        sections.register()
        nav.register(10, "proposals:proposal-list", _("Proposals"))
        nav.register_account(20, "proposals:draft-list", _("Your drafts"))
        nav.register_account(30, "proposals:saved-search-list", _("Your searches"))
        nav.register_staff(10, "proposals:moderation-list", _("Moderation"), permission=Permission.MODERATE)
        nav.register_footer(60, "proposals:moderation-figures", _("How we moderate"), group=nav.FooterGroup.TRUST)
