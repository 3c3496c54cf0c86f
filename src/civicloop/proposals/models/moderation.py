"""Reports of people, decisions of moderators, appeals against them."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Count, Min, Q
from django.db.models.functions import Now

from civicloop.proposals.domain import Reason
from civicloop.proposals.models.argument import Argument
from civicloop.proposals.models.proposal import Proposal

if TYPE_CHECKING:
    from civicloop.people.models import User

type Subject = Proposal | Argument

ONE_SUBJECT = Q(proposal__isnull=False, argument__isnull=True) | Q(proposal__isnull=True, argument__isnull=False)
WAITING = Q(outcome="waiting")


def about(subject: Subject) -> dict[str, Subject]:
    """Return the field and value by which reports and decisions name a subject."""
    return {"proposal": subject} if isinstance(subject, Proposal) else {"argument": subject}


class ReportQuerySet(models.QuerySet["Report"]):
    """Find reports."""

    def on(self, subject: Subject) -> "ReportQuerySet":
        """Return the reports about a proposal or an argument, oldest first."""
        return self.filter(**about(subject)).order_by("id")

    def waiting(self) -> "ReportQuerySet":
        """Return the reports nobody has decided yet."""
        return self.filter(WAITING)

    def queue(self, after: int, count: int) -> list[dict[str, Any]]:
        """Return up to `count` subjects with waiting reports, the longest waiting first, behind the number `after`.

        Shapes: dictionaries of proposal_id, argument_id, first (the oldest waiting report's number), since, reports,
        reasons.
        """
        groups = self.waiting().values("proposal_id", "argument_id")
        found = groups.annotate(
            first=Min("id"), since=Min("at"), reports=Count("id"), reasons=ArrayAgg("reason", distinct=True)
        )
        return [dict(group) for group in found.filter(first__gt=after).order_by("first")[:count]]

    def by_since(self, person: "User", moment: datetime) -> "ReportQuerySet":
        """Return what a person has reported since a moment."""
        return self.filter(reporter=person, at__gte=moment)


class Report(models.Model):
    """A person asks the moderators to look at a proposal or an argument."""

    class Outcome(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        UPHELD = "upheld"
        DISMISSED = "dismissed"

    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.CASCADE, related_name="reports")
    argument = models.ForeignKey(Argument, null=True, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=20, choices=[(str(r), str(r)) for r in Reason])
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(db_default=Now())
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=WAITING, name="report_waiting"),
            models.Index(fields=["reporter", "at"], name="report_of_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="report_one_subject"),
            models.UniqueConstraint(
                fields=["reporter", "proposal"], condition=Q(proposal__isnull=False), name="report_proposal_once"
            ),
            models.UniqueConstraint(
                fields=["reporter", "argument"], condition=Q(argument__isnull=False), name="report_argument_once"
            ),
            models.CheckConstraint(
                condition=WAITING & Q(decided_at=None) | ~WAITING & Q(decided_at__isnull=False),
                name="report_decided_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.proposal_id or self.argument_id}"

    @property
    def subject(self) -> Subject:
        """Return what the report is about."""
        return self.proposal or self.argument  # type: ignore[return-value]  # the constraint promises one


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Find decisions."""

    def on(self, subject: Subject) -> "DecisionQuerySet":
        """Return the decisions about a proposal or an argument, newest first, with moderator and appeal."""
        rows = self.filter(**about(subject)).select_related("moderator", "appeal", "appeal__decided_by")
        return rows.order_by("-id")

    def history(self, subject: Subject) -> "list[Decision]":
        """Return the decisions about a subject, newest first, each knowing it without another query."""
        decisions = list(self.on(subject))
        for decision in decisions:
            for field, value in about(subject).items():
                setattr(decision, field, value)
        return decisions

    def hiding(self, subject: Subject) -> "Decision | None":
        """Return the decision by which a subject is hidden now, or None where it is not."""
        if not subject.hidden:
            return None
        return next((one for one in self.history(subject) if one.kind == Decision.Kind.HIDE), None)


class Decision(models.Model):
    """A moderator hides or restores something, with a reason everybody may read and a note for the team."""

    class Kind(models.TextChoices):
        """What was decided."""

        HIDE = "hide"
        RESTORE = "restore"

    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.CASCADE, related_name="decisions")
    argument = models.ForeignKey(Argument, null=True, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.CharField(max_length=20, choices=[(str(r), str(r)) for r in Reason])
    public_reason = models.CharField(max_length=500)
    private_note = models.TextField(blank=True)
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="decision_one_subject"),
            models.CheckConstraint(condition=~Q(public_reason=""), name="decision_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.proposal_id or self.argument_id}"

    @property
    def subject(self) -> Subject:
        """Return what was decided about."""
        return self.proposal or self.argument  # type: ignore[return-value]  # the constraint promises one


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Find appeals."""

    def on(self, subject: Subject) -> "AppealQuerySet":
        """Return the appeals against decisions about a proposal or an argument."""
        return self.filter(**{f"decision__{field}": value for field, value in about(subject).items()})

    def waiting(self) -> "AppealQuerySet":
        """Return the appeals nobody has decided yet, oldest first."""
        return self.filter(WAITING).order_by("id")

    def queue(self, after: int, count: int) -> "AppealQuerySet":
        """Return up to `count` waiting appeals behind the number `after`, oldest first, with their subjects."""
        rows = self.waiting().filter(id__gt=after)
        return rows.select_related("decision", "decision__proposal", "decision__argument__proposal")[:count]


class Appeal(models.Model):
    """The author of something hidden asks for a second look."""

    class Outcome(models.TextChoices):
        """What became of it: upheld means that the author was right and the words are back."""

        WAITING = "waiting"
        UPHELD = "upheld"
        DISMISSED = "dismissed"

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField(db_default=Now())
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    answer = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["id"], condition=WAITING, name="appeal_waiting")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=WAITING & Q(decided_at=None, decided_by=None)
                | ~WAITING & Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(answer=""),
                name="appeal_decided_has_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"appeal against {self.decision_id}"
