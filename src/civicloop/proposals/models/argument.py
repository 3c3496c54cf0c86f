"""Arguments for and against a proposal."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from civicloop.proposals.domain import Side
from civicloop.proposals.models.proposal import Proposal


class Argument(models.Model):
    """A reason for or against a proposal, or a remark taken over from an imported discussion."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="argument_rows", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="arguments")
    author_name = models.CharField(max_length=100, blank=True)
    side = models.CharField(max_length=7, choices=[(str(s), str(s)) for s in Side])
    text = models.TextField()
    language = models.CharField(max_length=7)
    at = models.DateTimeField(db_default=Now())
    # helpful = rows of Helpful + those the source counted (imported_helpful)
    helpful = models.PositiveIntegerField(default=0)
    imported_helpful = models.PositiveIntegerField(default=0)
    imported_unhelpful = models.PositiveIntegerField(default=0)
    hidden = models.BooleanField(default=False)
    sample = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=32)
    # Only imported threads have replies; here people answer the proposal, not each other.
    answers_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                F("proposal"), F("side"), F("helpful").desc(), F("id"), condition=Q(hidden=False), name="argument_best"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "author", "fingerprint"],
                condition=Q(author__isnull=False),
                name="argument_once_per_author",
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source=""), name="argument_once_per_source"
            ),
            models.CheckConstraint(condition=Q(side__in=[str(s) for s in Side]), name="argument_known_side"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Helpful(models.Model):
    """A person finds an argument helpful, whichever side it speaks for."""

    argument = models.ForeignKey(Argument, on_delete=models.CASCADE, related_name="helpful_rows", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="helpful_marks")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["argument", "person"], name="helpful_once")]

    def __str__(self) -> str:
        return f"{self.person_id} finds {self.argument_id} helpful"
