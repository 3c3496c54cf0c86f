"""What followers of a proposal are told, and what its author is told by mail."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from civicloop.notices import actions as notices
from civicloop.notices.actions import Words
from civicloop.proposals import events
from civicloop.proposals.models import Proposal

KIND = "proposal"
type Event = events.ProposalExtended | events.ProposalWithdrawn | events.ProposalHidden | events.ProposalRestored


def title_for(key: str) -> tuple[str, str] | None:
    """Return title and address of a proposal everybody may see, or None."""
    return titles_for([key]).get(key)


def titles_for(keys: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """Return titles and addresses of the proposals among these numbers that everybody may see; one query."""
    numbers = [int(key) for key in keys if key.isdecimal() and len(key) < 19]  # noqa: PLR2004 - digits of a row's number
    rows = Proposal.objects.visible().filter(pk__in=numbers).values_list("pk", "title")
    return {str(number): (title, reverse("proposals:proposal-show", args=[number])) for number, title in rows}


def author_follows(event: events.ProposalPublished) -> None:
    """Let the author of a new proposal follow it, so that answers reach them; one click ends it."""
    proposal = Proposal.objects.select_related("author").only("author", "sample").get(pk=event.number)
    if proposal.author is not None and not proposal.sample:
        notices.follow(by=proposal.author, kind=KIND, key=str(proposal.pk))


def tell_followers(event: Event) -> None:
    """Tell everyone who follows a proposal what happened to it, except its author when it was their own doing."""
    proposal = Proposal.objects.select_related("author").only("title", "author").get(pk=event.number)
    own_doing = isinstance(event, events.ProposalExtended | events.ProposalWithdrawn)
    by = proposal.author if own_doing else None
    notices.notify_followers(KIND, str(proposal.pk), lambda: _say(event, proposal), by=by)


def _say(event: Event, proposal: Proposal) -> Words:
    title, path = {"title": proposal.title}, proposal.get_absolute_url()
    match event:
        case events.ProposalExtended():
            text = _("The author added something to this proposal. Read it on its page.")
            return Words(_("New words on “%(title)s”") % title, text, path)
        case events.ProposalWithdrawn():
            text = _("The author has withdrawn this proposal. Its page stays, so that everybody can see what was said.")
            return Words(_("“%(title)s” was withdrawn") % title, text, path)
        case events.ProposalRestored():
            text = _("The moderators looked at this proposal again. Everybody can read it now.")
            return Words(_("“%(title)s” can be read again") % title, text, path)
        case events.ProposalHidden():  # without its title: that is hidden too
            text = _("The moderators have hidden a proposal you follow. Its page says why.")
            return Words(_("A proposal you follow was hidden"), text, path)
