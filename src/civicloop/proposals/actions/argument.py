"""Argue for or against a proposal, take an argument back, mark one as helpful."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from civicloop.core import audit
from civicloop.core.clock import now
from civicloop.core.errors import Conflict, Invalid, NotYet, TooMany
from civicloop.core.region import pack
from civicloop.people.access import check_may_write
from civicloop.people.models import User
from civicloop.proposals import access, domain, words
from civicloop.proposals.domain import Side, State
from civicloop.proposals.models import Argument, Helpful, Proposal

SIDES = (Side.FOR, Side.AGAINST)


class SaidAlready(Conflict):
    """The same person has given the same argument before; `earlier` is the one that stands."""

    def __init__(self, message: str, earlier: Argument) -> None:
        super().__init__(message, field="text")
        self.earlier = earlier


def add_argument(*, proposal_number: int, side: Side, text: str, language: str, by: User) -> Argument:
    """Give an argument for or against a proposal, and return it.

    Errors: Invalid at `side`, `text` or `language`; SaidAlready for the person's second copy; TooMany; Conflict when
    the proposal is not open; Http404 without it. Audit: argument-add.
    """
    check_may_write(by)
    text = words.check_argument(text)
    if side not in SIDES:
        raise Invalid(_("Choose whether your argument speaks for or against the proposal."), field="side")
    if language not in pack().content_languages:
        raise Invalid(_("Choose the language your argument is written in."), field="language")
    _check_pace(by)
    with transaction.atomic():
        argument = _insert(proposal_number, by, side=side, text=text, language=language)
        audit.record("argument-add", by=by, on=argument, after={"proposal": proposal_number, "side": side})
        open_ones = Proposal.objects.filter(pk=proposal_number, hidden=False, state=State.OPEN)
        if not open_ones.update(arguments=F("arguments") + 1):
            access.check_argue(by, access.any_proposal(proposal_number))
            raise Conflict(_("This proposal has just changed. Please try again."))
    return argument


@transaction.atomic
def remove_argument(*, argument: Argument, by: User) -> None:
    """Take one's own argument back, as long as the window is open; its words are gone then.

    Errors: Forbidden, NotYet, Conflict. Audit: argument-remove, without the words.
    """
    current = Argument.objects.select_for_update(of=("self",)).select_related("proposal").filter(pk=argument.pk).first()
    if current is None:
        raise Conflict(_("This argument has been taken back already."))
    access.check_withdraw_argument(by, current, now())
    if current.decisions.exists():
        raise NotYet(_("The moderators have decided about this argument, so it stays."))
    audit.record("argument-remove", by=by, on=current, before={"proposal": current.proposal_id, "side": current.side})
    current.delete()
    Proposal.objects.filter(pk=argument.proposal_id).update(arguments=F("arguments") - 1)


def mark_helpful(*, argument_id: int, by: User) -> bool:
    """Mark an argument as helpful; return whether the mark is new. Sending it again changes nothing.

    Errors: Http404; Forbidden for one's own argument and blocked people; Conflict where it can take no mark.
    Audit: helpful-add.
    """
    check_may_write(by)
    with transaction.atomic():
        if not Helpful.objects.add_once(by, argument_id):
            return False
        audit.record("helpful-add", by=by, on=Argument(pk=argument_id))
        markable = Argument.objects.filter(Q(author=None) | ~Q(author=by), pk=argument_id, hidden=False)
        if not markable.filter(proposal__hidden=False, proposal__state=State.OPEN).update(helpful=F("helpful") + 1):
            access.check_mark(by, access.visible_argument(argument_id))
            raise Conflict(_("This argument has just changed. Please try again."))
    return True


@transaction.atomic
def unmark_helpful(*, argument_id: int, by: User) -> bool:
    """Take a helpful mark back; return whether there was one. Audit: helpful-remove."""
    if not Helpful.objects.of(by, argument_id).delete()[0]:
        return False
    audit.record("helpful-remove", by=by, on=Argument(pk=argument_id))
    Argument.objects.filter(pk=argument_id).update(helpful=F("helpful") - 1)
    return True


def _check_pace(by: User) -> None:
    recent = Argument.objects.by_since(by, now() - timedelta(hours=1)).count()
    if recent >= domain.ARGUMENTS_PER_HOUR:
        raise TooMany(_("You have given many arguments within an hour. Take a break and come back in a while."))


def _insert(proposal_number: int, by: User, *, side: Side, text: str, language: str) -> Argument:
    mark = domain.fingerprint("", text)
    values = {"side": side, "text": text, "language": language, "fingerprint": mark}
    try:
        with transaction.atomic():
            return Argument.objects.create(proposal_id=proposal_number, author=by, **values)
    except IntegrityError:  # the constraint decides: two copies sent at the same moment are one argument
        earlier = Argument.objects.same_by(by, proposal_number, mark).first()
        if earlier is None:
            raise
        raise SaidAlready(_("You have given this argument already."), earlier) from None
