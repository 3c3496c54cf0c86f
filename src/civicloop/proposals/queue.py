"""What waits for a moderator: appeals first, then what was reported, the longest waiting first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from civicloop.proposals.domain import TITLE_MAX, Reason
from civicloop.proposals.models import Appeal, Argument, Proposal, Report, Subject
from civicloop.proposals.reasons import REASON_NAMES
from civicloop.ui.markdown import excerpt

APPEAL, REPORT = "a", "r"
NUMBER_DIGITS = 18  # what surely fits a row's number


@dataclass(frozen=True, slots=True)
class Item:
    """One subject that waits: because of an appeal, or because of `reports` reports with `reasons`."""

    subject: Subject
    since: datetime
    cursor: str
    appeal: Appeal | None = None
    reports: int = 0
    reasons: Sequence[str] = ()

    @property
    def is_argument(self) -> bool:
        """Return whether it is about an argument."""
        return isinstance(self.subject, Argument)

    @property
    def title(self) -> str:
        """Return a proposal's title, or an argument's first words."""
        return excerpt(self.subject.text, TITLE_MAX) if isinstance(self.subject, Argument) else self.subject.title

    @property
    def url(self) -> str:
        """Return the address of the moderators' page about it."""
        return reverse("proposals:moderation-show", kwargs={kind_of(self.subject): self.subject.pk})

    @property
    def reason_names(self) -> list[str | Promise]:
        """Return the reasons people gave, in words."""
        return [REASON_NAMES[Reason(reason)] for reason in self.reasons]

    @property
    def proposal(self) -> Proposal:
        """Return the proposal it is about, or whose argument it is about."""
        return self.subject.proposal if isinstance(self.subject, Argument) else self.subject


def kind_of(subject: Subject) -> str:
    """Return the name by which addresses tell a proposal (`number`) from an argument (`argument`)."""
    return "argument" if isinstance(subject, Argument) else "number"


def waiting(after: str, count: int) -> list[Item]:
    """Return up to `count` items behind a cursor (`a7`: behind appeal 7, `r7`: behind report 7); four queries at most.

    A cursor that makes no sense begins at the beginning.
    """
    kind, digits = after[:1], after[1:]
    number = int(digits) if digits.isdecimal() and len(digits) <= NUMBER_DIGITS else 0
    found = [] if kind == REPORT else _appeals(number if kind == APPEAL else 0, count)
    if len(found) < count:
        found += _reported(number if kind == REPORT else 0, count - len(found))
    return found


def count_waiting() -> int:
    """Return how many subjects wait, for the team's menu."""
    reported = Report.objects.waiting().values("proposal_id", "argument_id").distinct().count()
    return Appeal.objects.waiting().count() + reported


def _appeals(after: int, count: int) -> list[Item]:
    rows = Appeal.objects.queue(after, count)
    return [Item(row.decision.subject, row.at, f"{APPEAL}{row.pk}", appeal=row) for row in rows]


def _reported(after: int, count: int) -> list[Item]:
    groups = Report.objects.queue(after, count)
    proposals = _rows(Proposal.objects.all(), [group["proposal_id"] for group in groups])
    arguments = _rows(Argument.objects.select_related("proposal"), [group["argument_id"] for group in groups])
    return [
        Item(
            subject=proposals[group["proposal_id"]] if group["proposal_id"] else arguments[group["argument_id"]],
            since=group["since"],
            cursor=f"{REPORT}{group['first']}",
            reports=group["reports"],
            reasons=group["reasons"],
        )
        for group in groups
    ]


def _rows[S: Subject](rows: QuerySet[S], numbers: Sequence[int | None]) -> dict[int, S]:
    wanted = [number for number in numbers if number]
    return rows.in_bulk(wanted) if wanted else {}
