"""Report, hide, restore, appeal: what people ask the moderators to do, and what those decide."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from civicloop.core import audit, events, page_cache
from civicloop.core.clock import now
from civicloop.core.errors import Conflict, TooMany
from civicloop.people.models import User
from civicloop.proposals import access, domain, jobs, words
from civicloop.proposals.domain import Reason
from civicloop.proposals.events import ProposalHidden, ProposalRestored
from civicloop.proposals.models import Appeal, Argument, Decision, Proposal, Report, Subject
from civicloop.proposals.models.moderation import about


class ReportedAlready(Conflict):
    """The same person has reported the same thing before; `earlier` is that report."""

    def __init__(self, message: str, earlier: Report) -> None:
        super().__init__(message)
        self.earlier = earlier


@dataclass(frozen=True, slots=True)
class Ruling:
    """A moderator's words: `public_reason` for everybody, `private_note` for the team."""

    reason: Reason
    public_reason: str
    private_note: str = ""


def add_report(*, subject: Subject, reason: Reason, note: str, by: User) -> Report:
    """Ask the moderators to look at a proposal or an argument, and return the report.

    Errors: ReportedAlready; Invalid at `note`; TooMany; Conflict and Forbidden as in `check_report`.
    Audit: report-add.
    """
    access.check_report(by, subject)
    note = words.check_passage(note, "note", least=0, most=domain.REPORT_NOTE_MAX)
    if Report.objects.by_since(by, now() - timedelta(days=1)).count() >= domain.REPORTS_PER_DAY:
        raise TooMany(_("You have sent many reports today. The moderators will look at them; come back tomorrow."))
    try:
        with transaction.atomic():
            report = Report.objects.create(**about(subject), reporter=by, reason=reason, note=note)
            audit.record("report-add", by=by, on=subject, after={"report": report.pk, "reason": reason})
            return report
    except IntegrityError:  # the constraint decides, so two clicks are one report
        earlier = Report.objects.on(subject).filter(reporter=by).first()
        if earlier is None:
            raise
        raise ReportedAlready(_("You have reported this already. Thank you; the moderators know."), earlier) from None


@transaction.atomic
def hide(*, subject: Subject, ruling: Ruling, by: User) -> Decision:
    """Hide a proposal or an argument from everybody but its author and moderators; its waiting reports are upheld.

    Errors: Forbidden; Conflict when it is hidden already; Invalid at `public_reason`. Audit: proposal-hide or
    argument-hide. Event: ProposalHidden. After commit: a mail to the author.
    """
    access.check_decide(by, subject)
    ruling = _checked(ruling)
    _switch(subject, hidden=True)
    decision = _decide(subject, Decision.Kind.HIDE, ruling, by)
    Report.objects.on(subject).waiting().update(outcome=Report.Outcome.UPHELD, decided_at=now())
    jobs.mail_hidden.defer(decision=decision.pk)
    return decision


@transaction.atomic
def restore(*, subject: Subject, ruling: Ruling, by: User) -> Decision:
    """Show something hidden again; an appeal that waits for it is answered with the public reason.

    Errors: Forbidden; Conflict when it is not hidden; Invalid at `public_reason`. Audit: proposal-restore or
    argument-restore. Event: ProposalRestored.
    """
    access.check_decide(by, subject)
    ruling = _checked(ruling)
    _switch(subject, hidden=False)
    answered = {"answer": ruling.public_reason, "decided_by": by, "decided_at": now()}
    for appeal in list(Appeal.objects.on(subject).waiting()):
        Appeal.objects.filter(pk=appeal.pk).update(outcome=Appeal.Outcome.UPHELD, **answered)
        jobs.mail_appeal.defer(appeal=appeal.pk)
    return _decide(subject, Decision.Kind.RESTORE, ruling, by)


@transaction.atomic
def dismiss_reports(*, subject: Subject, by: User) -> int:
    """Leave something visible although people reported it; return how many reports are settled by that.

    Errors: Forbidden; Conflict when no report waits. Audit: proposal-keep or argument-keep.
    """
    access.check_decide(by, subject)
    settled = Report.objects.on(subject).waiting().update(outcome=Report.Outcome.DISMISSED, decided_at=now())
    if not settled:
        raise Conflict(_("No report waits here any more. Another moderator may have been faster."))
    audit.record(f"{_kind(subject)}-keep", by=by, on=subject, after={"reports": settled})
    return settled


@transaction.atomic
def add_appeal(*, subject: Subject, text: str, by: User) -> Appeal:
    """Let the author ask for a second look at the decision that hides their words, and return the appeal.

    Errors: Conflict, Forbidden; Invalid at `text`. Audit: appeal-add.
    """
    decision = Decision.objects.hiding(_locked(subject))
    access.check_appeal(by, decision)
    if decision is None:  # check_appeal says so already; the types cannot know
        raise RuntimeError("an appeal needs a decision")
    empty = _("Write why your words should be shown again.")
    text = words.check_passage(text, "text", least=domain.APPEAL_MIN, most=domain.APPEAL_MAX, empty=empty)
    appeal = Appeal.objects.create(decision=decision, author=by, text=text)
    audit.record("appeal-add", by=by, on=subject, after={"appeal": appeal.pk})
    return appeal


@transaction.atomic
def decide_appeal(*, appeal: Appeal, upheld: bool, answer: str, by: User) -> Appeal:
    """Answer an appeal: upheld shows the words again, else they stay hidden; return the appeal.

    Errors: Forbidden for whoever made the decision while another moderator is there; Conflict when it is decided
    already; Invalid at `answer`. Audit: appeal-uphold or appeal-dismiss. Event: ProposalRestored.
    After commit: a mail to the author.
    """
    subject = _locked(appeal.decision.subject)
    current = Appeal.objects.select_related("decision").select_for_update(of=("self",)).get(pk=appeal.pk)
    access.check_judge(by, current)
    answer = _check_public(answer, "answer")
    verb, outcome = ("uphold", Appeal.Outcome.UPHELD) if upheld else ("dismiss", Appeal.Outcome.DISMISSED)
    current.outcome, current.answer, current.decided_by, current.decided_at = outcome, answer, by, now()
    current.save(update_fields=["outcome", "answer", "decided_by", "decided_at"])
    audit.record(f"appeal-{verb}", by=by, on=subject, after={"appeal": current.pk})
    if upheld:
        restore(subject=subject, ruling=Ruling(Reason(current.decision.reason), answer), by=by)
    jobs.mail_appeal.defer(appeal=current.pk)
    return current


def _checked(ruling: Ruling) -> Ruling:
    note = words.check_passage(ruling.private_note, "private_note", least=0, most=domain.PRIVATE_NOTE_MAX)
    return Ruling(ruling.reason, _check_public(ruling.public_reason, "public_reason"), note)


def _check_public(value: str, field: str) -> str:
    empty = _("Give the reason in a sentence that everybody may read.")
    least, most = domain.PUBLIC_REASON_MIN, domain.PUBLIC_REASON_MAX
    return words.check_passage(value, field, least=least, most=most, empty=empty)


def _switch(subject: Subject, *, hidden: bool) -> None:
    # Only whoever turns the switch goes on: of two moderators who decide at once, the second reads the sentence.
    if not type(subject).objects.filter(pk=subject.pk, hidden=not hidden).update(hidden=hidden):
        raise Conflict(_("This is hidden already.") if hidden else _("This is not hidden."))
    subject.hidden = hidden
    transaction.on_commit(page_cache.clear)  # other processes forget within the time a page may be kept
    if isinstance(subject, Argument):
        Proposal.objects.filter(pk=subject.proposal_id).update(arguments=F("arguments") + (-1 if hidden else 1))
    else:
        events.emit(ProposalHidden(subject.pk) if hidden else ProposalRestored(subject.pk))


def _decide(subject: Subject, kind: str, ruling: Ruling, by: User) -> Decision:
    decision = Decision.objects.create(
        **about(subject),
        kind=kind,
        reason=ruling.reason,
        public_reason=ruling.public_reason,
        private_note=ruling.private_note,
        moderator=by,
    )
    after = {"decision": decision.pk, "reason": ruling.reason, "public_reason": ruling.public_reason}
    audit.record(f"{_kind(subject)}-{kind}", by=by, on=subject, after=after)
    return decision


def _kind(subject: Subject) -> str:
    return "proposal" if isinstance(subject, Proposal) else "argument"


def _locked[S: Subject](subject: S) -> S:
    rows: models.QuerySet[S] = type(subject).objects.all()  # type: ignore[assignment]  # a model's own rows
    return rows.select_for_update(of=("self",)).get(pk=subject.pk)
