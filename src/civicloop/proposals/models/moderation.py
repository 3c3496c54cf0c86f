"""Reports of people, decisions of moderators, appeals against them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from civicloop.proposals.domain import Reason
from civicloop.proposals.models.argument import Argument
from civicloop.proposals.models.proposal import Proposal

ONE_SUBJECT = Q(proposal__isnull=False, argument__isnull=True) | Q(proposal__isnull=True, argument__isnull=False)


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

    class Meta:
        indexes: ClassVar = [models.Index(fields=["id"], condition=Q(outcome="waiting"), name="report_waiting")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_SUBJECT, name="report_one_subject"),
            models.UniqueConstraint(
                fields=["reporter", "proposal"], condition=Q(proposal__isnull=False), name="report_proposal_once"
            ),
            models.UniqueConstraint(
                fields=["reporter", "argument"], condition=Q(argument__isnull=False), name="report_argument_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.proposal_id or self.argument_id}"


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

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.CheckConstraint(condition=ONE_SUBJECT, name="decision_one_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.proposal_id or self.argument_id}"


class Appeal(models.Model):
    """The author of something hidden asks for a second look."""

    class Outcome(models.TextChoices):
        """What became of it."""

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

    def __str__(self) -> str:
        return f"appeal against {self.decision_id}"
