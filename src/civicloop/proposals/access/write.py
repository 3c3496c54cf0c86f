"""Who may change their own proposal, and when."""

from datetime import datetime

from django.utils.translation import gettext as _

from civicloop.core.clock import now
from civicloop.core.errors import Conflict, Forbidden, NotYet
from civicloop.core.region import pack
from civicloop.people.access import check_may_write
from civicloop.people.models import User
from civicloop.proposals.access.answer import allows
from civicloop.proposals.access.read import owns
from civicloop.proposals.domain import EditWindow, State
from civicloop.proposals.models import Proposal


def check_edit(person: User, proposal: Proposal, at: datetime) -> None:
    """Raise the sentence that says why a person may not change the words of a proposal."""
    _check_author(person, proposal)
    window = EditWindow(proposal.published_at, proposal.supports, pack().rules.edit_hours)
    if proposal.supports:
        raise NotYet(_("Somebody supports these words already, so they stay. You can add something below them."))
    if not window.is_open(at):
        raise NotYet(_("The time for changes is over, so the words stay. You can add something below them."))


def check_extend(person: User, proposal: Proposal) -> None:
    """Raise the sentence that says why a person may not add something to a proposal."""
    _check_author(person, proposal)


def check_withdraw(person: User, proposal: Proposal) -> None:
    """Raise the sentence that says why a person may not withdraw a proposal."""
    _check_author(person, proposal)


def can_edit(person: User, proposal: Proposal) -> bool:
    """Return whether a person may change the words of a proposal now."""
    return allows(check_edit, person, proposal, now())


def can_extend(person: User, proposal: Proposal) -> bool:
    """Return whether a person may add something to a proposal."""
    return allows(check_extend, person, proposal)


def can_withdraw(person: User, proposal: Proposal) -> bool:
    """Return whether a person may withdraw a proposal."""
    return allows(check_withdraw, person, proposal)


def _check_author(person: User, proposal: Proposal) -> None:
    check_may_write(person)
    if not owns(person, proposal):
        raise Forbidden(_("Only the author of a proposal may change it."))
    if proposal.hidden:
        raise Conflict(_("The moderators have hidden this proposal. You can ask for a second look at it."))
    if proposal.state == State.WITHDRAWN:
        raise Conflict(_("You have withdrawn this proposal, so it stays as it is."))
    if proposal.state == State.ARCHIVED:
        raise Conflict(_("This proposal is in the archive, so it stays as it is."))
