"""Who may decide about words that people report, and who may ask for a second look."""

from django.utils.translation import gettext as _

from civicloop.core.errors import Conflict, Forbidden
from civicloop.people.access import Permission
from civicloop.people.models import User
from civicloop.proposals.access.answer import allows
from civicloop.proposals.access.read import owns
from civicloop.proposals.models import Appeal, Decision, Subject


def check_moderate(person: User | None) -> None:
    """Raise Forbidden unless a person is a moderator."""
    if person is None or not person.may(Permission.MODERATE):
        raise Forbidden(_("Only moderators may do this."))


def check_decide(person: User, subject: Subject) -> None:
    """Raise the sentence that says why a moderator may not decide about something."""
    check_moderate(person)
    if owns(person, subject):
        raise Forbidden(_("You wrote this yourself. Another moderator has to decide about it."))


def check_appeal(person: User, decision: Decision | None) -> None:
    """Raise the sentence that says why a person may not ask for a second look at a decision that hides something.

    Blocked people may: it is how they defend their words.
    """
    if decision is None or not decision.subject.hidden:
        raise Conflict(_("This is not hidden, so there is nothing to look at again."))
    if not owns(person, decision.subject):
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


def can_moderate(person: User | None) -> bool:
    """Return whether a person is a moderator."""
    return allows(check_moderate, person)


def can_decide(person: User, subject: Subject) -> bool:
    """Return whether a moderator may decide about something."""
    return allows(check_decide, person, subject)


def can_appeal(person: User, decision: Decision | None) -> bool:
    """Return whether a person may ask for a second look at a decision."""
    return allows(check_appeal, person, decision)


def can_judge(person: User, appeal: Appeal) -> bool:
    """Return whether a moderator may decide an appeal."""
    return allows(check_judge, person, appeal)
