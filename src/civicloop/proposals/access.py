"""Who may do what with a proposal, and when: `check_x` raises the sentence the page shows, `can_x` answers.

A person of None is a visitor; visitors may read what is visible and are led to sign in for everything else.
"""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404
from django.utils.translation import gettext as _

from civicloop.core.clock import now
from civicloop.core.errors import CivicError, Conflict, Forbidden, NotYet
from civicloop.core.region import pack
from civicloop.people.access import Permission, check_may_write
from civicloop.people.models import User
from civicloop.proposals.domain import EditWindow, State, WithdrawWindow
from civicloop.proposals.models import Appeal, Argument, Decision, Proposal, Subject


def any_proposal(number: int) -> Proposal:
    """Return a proposal with all a page says about it; one query.

    A hidden one is returned too, for its page says why it is hidden: ask `can_read_words` before showing its words.
    Errors: Http404 where no proposal has the number.
    """
    rows = Proposal.objects.select_related("author", "challenge", "place").defer("place__boundary", "search")
    proposal = rows.filter(pk=number).first()
    if proposal is None:
        raise Http404
    return proposal


def visible_proposal(number: int) -> Proposal:
    """Return a proposal that is not hidden.

    Errors: Http404 where there is none, or a hidden one.
    """
    proposal = Proposal.objects.visible().defer("search").filter(pk=number).first()
    if proposal is None:
        raise Http404
    return proposal


def visible_argument(argument_id: int) -> Argument:
    """Return an argument that is visible, with its proposal.

    Errors: Http404 where there is none, or it or its proposal is hidden.
    """
    rows = Argument.objects.visible().select_related("proposal", "author").defer("proposal__search")
    argument = rows.filter(pk=argument_id).first()
    if argument is None:
        raise Http404
    return argument


def can_read_words(person: User | None, subject: Subject) -> bool:
    """Return whether a person may read the words of something: hidden ones only its author and moderators."""
    return not subject.hidden or _owns(person, subject) or can_moderate(person)


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
    if _owns(person, argument):
        raise Forbidden(_("This is your own argument. Others say whether it helps."))
    check_open(argument.proposal)


def check_withdraw_argument(person: User, argument: Argument, at: datetime) -> None:
    """Raise the sentence that says why a person may not take an argument back."""
    check_may_write(person)
    if not _owns(person, argument):
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
    if _owns(person, subject):
        raise Conflict(_("You wrote this yourself, so there is nothing to report. You can withdraw it instead."))
    if subject.hidden:
        raise Conflict(_("The moderators have already hidden this."))


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


def check_moderate(person: User | None) -> None:
    """Raise Forbidden unless a person is a moderator."""
    if person is None or not person.may(Permission.MODERATE):
        raise Forbidden(_("Only moderators may do this."))


def check_decide(person: User, subject: Subject) -> None:
    """Raise the sentence that says why a moderator may not decide about something."""
    check_moderate(person)
    if _owns(person, subject):
        raise Forbidden(_("You wrote this yourself. Another moderator has to decide about it."))


def check_appeal(person: User, decision: Decision | None) -> None:
    """Raise the sentence that says why a person may not ask for a second look at a decision that hides something.

    Blocked people may: it is how they defend their words.
    """
    if decision is None or not decision.subject.hidden:
        raise Conflict(_("This is not hidden, so there is nothing to look at again."))
    if not _owns(person, decision.subject):
        raise Forbidden(_("Only the author may ask for a second look."))
    if appeal_of(decision) is not None:
        raise Conflict(_("You have asked for a second look already. One is possible for each decision."))


def check_judge(person: User, appeal: Appeal) -> None:
    """Raise the sentence that says why a moderator may not decide an appeal.

    Rule: nobody judges an appeal against their own decision, unless the region has no other moderator.
    """
    check_decide(person, appeal.decision.subject)
    if appeal.outcome != Appeal.Outcome.WAITING:
        raise Conflict(_("This appeal has been decided already."))
    if appeal.decision.moderator_id == person.pk and other_moderators(person, appeal):
        raise Forbidden(_("You made the decision this appeal is about. Another moderator has to look at it."))


def other_moderators(person: User, appeal: Appeal) -> bool:
    """Return whether somebody else could judge an appeal."""
    others = (
        User.objects.filter(is_active=True, blocked_at=None)
        .exclude(roles=[])
        .exclude(pk__in=[person.pk, appeal.author_id])
    )
    return any(other.may(Permission.MODERATE) for other in others)


def appeal_of(decision: Decision) -> Appeal | None:
    """Return the appeal against a decision, if there is one."""
    return getattr(decision, "appeal", None)


def can_support(person: User, proposal: Proposal) -> bool:
    """Return whether a person may support a proposal now."""
    return _allows(check_support, person, proposal)


def can_argue(person: User, proposal: Proposal) -> bool:
    """Return whether a person may give an argument now."""
    return _allows(check_argue, person, proposal)


def can_mark(person: User, argument: Argument) -> bool:
    """Return whether a person may mark an argument as helpful."""
    return _allows(check_mark, person, argument)


def can_withdraw_argument(person: User, argument: Argument) -> bool:
    """Return whether a person may take an argument back now."""
    return _allows(check_withdraw_argument, person, argument, now())


def can_report(person: User, subject: Subject) -> bool:
    """Return whether a person may report something."""
    return _allows(check_report, person, subject)


def can_edit(person: User, proposal: Proposal) -> bool:
    """Return whether a person may change the words of a proposal now."""
    return _allows(check_edit, person, proposal, now())


def can_extend(person: User, proposal: Proposal) -> bool:
    """Return whether a person may add something to a proposal."""
    return _allows(check_extend, person, proposal)


def can_withdraw(person: User, proposal: Proposal) -> bool:
    """Return whether a person may withdraw a proposal."""
    return _allows(check_withdraw, person, proposal)


def can_moderate(person: User | None) -> bool:
    """Return whether a person is a moderator."""
    return _allows(check_moderate, person)


def can_decide(person: User, subject: Subject) -> bool:
    """Return whether a moderator may decide about something."""
    return _allows(check_decide, person, subject)


def can_appeal(person: User, decision: Decision | None) -> bool:
    """Return whether a person may ask for a second look at a decision."""
    return _allows(check_appeal, person, decision)


def can_judge(person: User, appeal: Appeal) -> bool:
    """Return whether a moderator may decide an appeal."""
    return _allows(check_judge, person, appeal)


def _check_author(person: User, proposal: Proposal) -> None:
    check_may_write(person)
    if not _owns(person, proposal):
        raise Forbidden(_("Only the author of a proposal may change it."))
    if proposal.hidden:
        raise Conflict(_("The moderators have hidden this proposal. You can ask for a second look at it."))
    if proposal.state == State.WITHDRAWN:
        raise Conflict(_("You have withdrawn this proposal, so it stays as it is."))
    if proposal.state == State.ARCHIVED:
        raise Conflict(_("This proposal is in the archive, so it stays as it is."))


def _owns(person: User | None, subject: Subject) -> bool:
    return person is not None and subject.author_id == person.pk


def _allows[**P](check: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> bool:
    try:
        check(*args, **kwargs)
    except CivicError:
        return False
    return True
