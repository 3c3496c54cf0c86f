"""Arguments for and against a proposal."""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from civicloop.proposals.domain import Side
from civicloop.proposals.models.fetch import Columns, columns, fetch
from civicloop.proposals.models.once import insert_once
from civicloop.proposals.models.proposal import Proposal
from civicloop.proposals.models.whole import public_columns

if TYPE_CHECKING:
    from civicloop.people.models import User


BEST = """
SELECT {argument}, {author}, best.total FROM (
    SELECT *, row_number() OVER (PARTITION BY side ORDER BY helpful DESC, id) AS place,
        count(*) OVER (PARTITION BY side) AS total
    FROM proposals_argument WHERE proposal_id = %s AND NOT hidden
) best LEFT JOIN people_user author ON author.id = best.author_id
WHERE best.place <= %s OR best.author_id = %s ORDER BY best.side, best.place
"""


@cache
def _columns() -> Columns:
    return columns(Argument)


class ArgumentQuerySet(models.QuerySet["Argument"]):
    """Find arguments."""

    def visible(self) -> "ArgumentQuerySet":
        """Return the arguments that visitors may see, on proposals that visitors may see."""
        return self.filter(hidden=False, proposal__hidden=False)

    def best_of(self, proposal: Proposal, count: int, person: "User | None") -> "list[Argument]":
        """Return the most helpful arguments of a proposal, `count` a side, and all of a person's own; one query.

        Each carries its author's public side and its side's `total`.
        """
        parts = {"argument": _columns(), "author": public_columns()}
        sql = BEST.format(argument=parts["argument"].sql("best"), author=parts["author"].sql("author"))
        found = []
        for row in fetch(sql, [proposal.pk, count, person.pk if person else None], parts, ["total"]):
            argument: Argument = row["argument"]
            argument.proposal, argument.author, argument.total = proposal, row["author"], row["total"]
            found.append(argument)
        return found

    def page_of(self, proposal: Proposal, side: Side, after: tuple[int, int] | None, count: int) -> "ArgumentQuerySet":
        """Return up to `count` arguments of one side, best first, that stand behind `after` (helpful, id)."""
        rows = self.filter(proposal=proposal, side=side, hidden=False).select_related("author")
        if after:
            helpful, number = after
            rows = rows.filter(Q(helpful__lt=helpful) | Q(helpful=helpful, id__gt=number), helpful__lte=helpful)
        return rows.order_by("-helpful", "id")[:count]

    def thread_of(self, proposal: Proposal, after: int, count: int) -> "ArgumentQuerySet":
        """Return up to `count` remarks of an imported discussion, oldest first, behind the number `after`."""
        rows = self.filter(proposal=proposal, side=Side.REMARK, hidden=False, id__gt=after)
        return rows.select_related("author", "answers_to", "answers_to__author").order_by("id")[:count]

    def same_by(self, person: "User", proposal_number: int, fingerprint: str) -> "ArgumentQuerySet":
        """Return the argument a person gave earlier in the same words: one row or none."""
        return self.filter(author=person, proposal_id=proposal_number, fingerprint=fingerprint)

    def by_since(self, person: "User", moment: datetime) -> "ArgumentQuerySet":
        """Return what a person has argued since a moment, on any proposal."""
        return self.filter(author=person, at__gte=moment)


class Argument(models.Model):
    """A reason for or against a proposal, or a remark taken over from an imported discussion."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="argument_rows", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="arguments")
    author_name = models.CharField(max_length=100, blank=True)
    side = models.CharField(max_length=7, choices=[(str(s), str(s)) for s in Side])
    text = models.TextField()
    language = models.CharField(max_length=7)
    at = models.DateTimeField(db_default=Now())
    total: int  # how many its side has; only where `best_of` says it
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

    objects = ArgumentQuerySet.as_manager()

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
            models.CheckConstraint(condition=Q(helpful__gte=F("imported_helpful")), name="argument_helpful_counts_all"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        """Return the address of the argument's own page, in the active language."""
        from django.urls import reverse  # noqa: PLC0415 - urls import views import models

        return reverse("proposals:argument-show", args=[self.pk])


class HelpfulQuerySet(models.QuerySet["Helpful"]):
    """Find, store and remove marks; only actions write, for the count beside them must follow."""

    def of(self, person: "User", argument_id: int) -> "HelpfulQuerySet":
        """Return one person's mark on one argument: one row or none."""
        return self.filter(person=person, argument_id=argument_id)

    def add_once(self, person: "User", argument_id: int) -> bool:
        """Store a mark unless it stands; return whether this call stored it."""
        return insert_once(Helpful, argument_id=argument_id, person_id=person.pk)


class Helpful(models.Model):
    """A person finds an argument helpful, whichever side it speaks for."""

    argument = models.ForeignKey(Argument, on_delete=models.CASCADE, related_name="helpful_rows", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="helpful_marks")
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = HelpfulQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["argument", "person"], name="helpful_once")]

    def __str__(self) -> str:
        return f"{self.person_id} finds {self.argument_id} helpful"
