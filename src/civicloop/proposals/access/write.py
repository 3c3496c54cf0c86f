"""Who may write, edit, add to and withdraw a proposal, and when: `check_x` raises the sentence, `can_x` answers."""

from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from civicloop.core import clock
from civicloop.core.errors import Conflict, Forbidden, NotYet, TooMany
from civicloop.core.region import pack
from civicloop.people.access import check_may_write
from civicloop.people.models import User
from civicloop.proposals.access.answer import allows
from civicloop.proposals.access.read import any_proposal, can_read_words, owns
from civicloop.proposals.domain import EditWindow, Quota, State
from civicloop.proposals.models import Draft, Proposal
from civicloop.ui.formats import date_and_time


def own_draft(person: User, key: UUID) -> Draft:
    """Return a draft of a person's own, sent or not.

    Errors: Http404 for any other.
    """
    draft = Draft.objects.of(person).filter(pk=key).select_related("challenge", "proposal").first()
    if draft is None:
        raise Http404
    return draft


def own_proposal(person: User, number: int) -> Proposal:
    """Return a proposal of a person's own.

    Errors: Http404 where it cannot be read, Forbidden where it is someone else's.
    """
    proposal = readable_proposal(person, number)
    check_owner(person, proposal)
    return proposal


def readable_proposal(person: User | None, number: int) -> Proposal:
    """Return a proposal whose words a person may read.

    Errors: Http404 otherwise.
    """
    proposal = any_proposal(number)
    if not can_read_words(person, proposal):
        raise Http404
    return proposal


def edit_window(proposal: Proposal) -> EditWindow:
    """Return until when the words of a proposal may change."""
    return EditWindow(proposal.published_at, proposal.supports, pack().rules.edit_hours)


def check_owner(person: User, proposal: Proposal) -> None:
    """Raise Forbidden unless a person wrote a proposal."""
    if not owns(person, proposal):
        raise Forbidden(_("Only the person who wrote this proposal can change it."))


def check_edit(person: User, proposal: Proposal) -> None:
    """Raise the sentence why a person may not change a proposal's words now."""
    _check_standing(person, proposal)
    if proposal.supports:
        raise NotYet(_("Somebody supports these words already, so they stay. You can add something below them."))
    if not edit_window(proposal).is_open(clock.now()):
        raise NotYet(_("The time for changes is over, so the words stay. You can add something below them."))


def check_extend(person: User, proposal: Proposal) -> None:
    """Raise the sentence why a person may not add to a proposal now: as long as its words may change, they change."""
    _check_standing(person, proposal)
    if edit_window(proposal).is_open(clock.now()):
        raise NotYet(_("You can still change the words themselves. Adding comes after that."))


def check_withdraw(person: User, proposal: Proposal) -> None:
    """Raise the sentence why a person may not withdraw a proposal."""
    _check_standing(person, proposal)


def check_quota(person: User) -> None:
    """Raise TooMany, with the moment of the next one, when a person has all the open proposals they may have."""
    next_at = next_proposal_at(person)
    if next_at is None:
        return
    limit = pack().rules.open_proposals_per_30_days
    sentence = ngettext(
        "You can have %(limit)d open proposal from the last 30 days. The next one is possible from %(moment)s.",
        "You can have %(limit)d open proposals from the last 30 days. The next one is possible from %(moment)s.",
        limit,
    )
    raise TooMany(sentence % {"limit": limit, "moment": date_and_time(next_at)})


def next_proposal_at(person: User) -> datetime | None:
    """Return None when a person may publish one more proposal now, else from when."""
    published = Proposal.objects.filter(author=person, state=State.OPEN).values_list("published_at", flat=True)
    return Quota(tuple(published), pack().rules.open_proposals_per_30_days).next_at(clock.now())


def can_edit(person: User, proposal: Proposal) -> bool:
    """Return whether a person may change a proposal's words now."""
    return allows(check_edit, person, proposal)


def can_extend(person: User, proposal: Proposal) -> bool:
    """Return whether a person may add to a proposal now."""
    return allows(check_extend, person, proposal)


def can_withdraw(person: User, proposal: Proposal) -> bool:
    """Return whether a person may withdraw a proposal."""
    return allows(check_withdraw, person, proposal)


def _check_standing(person: User, proposal: Proposal) -> None:
    check_may_write(person)
    check_owner(person, proposal)
    if proposal.hidden:
        raise Conflict(_("The moderators have hidden this proposal. You can ask for a second look at it."))
    if proposal.state == State.WITHDRAWN:
        raise Conflict(_("You have withdrawn this proposal, so it stays as it is."))
    if proposal.state == State.ARCHIVED:
        raise Conflict(_("This proposal is in the archive, so it stays as it is."))
