"""Who may support, argue, mark and report, and when: `check_x` raises the sentence the page shows, `can_x` answers."""

from datetime import datetime

from django.utils.translation import gettext as _

from civicloop.core.clock import now
from civicloop.core.errors import Conflict, Forbidden, NotYet
from civicloop.people.access import check_may_write
from civicloop.people.models import User
from civicloop.proposals.access.answer import allows
from civicloop.proposals.access.read import owns
from civicloop.proposals.domain import State, WithdrawWindow
from civicloop.proposals.models import Argument, Proposal, Subject


def check_open(proposal: Proposal) -> None:
    """Raise Conflict unless people may still support and argue."""
    if proposal.hidden:
        raise Conflict(_("The moderators have hidden this proposal, so nothing can be added to it."))
    if proposal.state == State.WITHDRAWN:
        raise Conflict(_("Its author has withdrawn this proposal, so nothing can be added to it."))
    if proposal.state == State.ARCHIVED:
        raise Conflict(_("This proposal is in the archive, so nothing can be added to it."))


def check_support(person: User, proposal: Proposal) -> None:
    """Raise the sentence that says why a person may not support a proposal now."""
    check_may_write(person)
    check_open(proposal)


def check_argue(person: User, proposal: Proposal) -> None:
    """Raise the sentence that says why a person may not give an argument now."""
    check_may_write(person)
    check_open(proposal)


def check_mark(person: User, argument: Argument) -> None:
    """Raise the sentence that says why a person may not mark an argument as helpful."""
    check_may_write(person)
    if argument.hidden:
        raise Conflict(_("The moderators have hidden this argument, so it cannot be marked."))
    if owns(person, argument):
        raise Forbidden(_("This is your own argument. Others say whether it helps."))
    check_open(argument.proposal)


def check_withdraw_argument(person: User, argument: Argument, at: datetime) -> None:
    """Raise the sentence that says why a person may not take an argument back."""
    check_may_write(person)
    if not owns(person, argument):
        raise Forbidden(_("Only the person who gave an argument may take it back."))
    if argument.hidden:
        raise Conflict(_("The moderators have hidden this argument. You can ask for a second look instead."))
    if argument.helpful:
        raise NotYet(_("Somebody has marked this argument as helpful, so it stays."))
    if not WithdrawWindow(argument.at, argument.helpful).is_open(at):
        raise NotYet(_("An argument can be taken back for 24 hours. After that it stays."))


def check_report(person: User, subject: Subject) -> None:
    """Raise the sentence that says why a person may not report something."""
    check_may_write(person)
    if owns(person, subject):
        raise Conflict(_("You wrote this yourself, so there is nothing to report. You can withdraw it instead."))
    if subject.hidden:
        raise Conflict(_("The moderators have already hidden this."))


def can_support(person: User, proposal: Proposal) -> bool:
    """Return whether a person may support a proposal now."""
    return allows(check_support, person, proposal)


def can_argue(person: User, proposal: Proposal) -> bool:
    """Return whether a person may give an argument now."""
    return allows(check_argue, person, proposal)


def can_mark(person: User, argument: Argument) -> bool:
    """Return whether a person may mark an argument as helpful."""
    return allows(check_mark, person, argument)


def can_withdraw_argument(person: User, argument: Argument) -> bool:
    """Return whether a person may take an argument back now."""
    return allows(check_withdraw_argument, person, argument, now())


def can_report(person: User, subject: Subject) -> bool:
    """Return whether a person may report something."""
    return allows(check_report, person, subject)
