"""What moderators did, month by month, for everybody; and what one author wrote, for moderators."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from civicloop.people.models import User
from civicloop.proposals.models.argument import Argument
from civicloop.proposals.models.moderation import Appeal, Decision, Report
from civicloop.proposals.models.proposal import Proposal


class Median(Aggregate):
    """The middle value of a column, as PostgreSQL counts it (between two values: their mean)."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


@dataclass(frozen=True, slots=True)
class Month:
    """One month's numbers; `median_days` is None where no report was decided.

    Units: whole counts; `median_days` in days from report to decision, for the reports decided in the month.
    """

    month: date
    reports: int = 0
    hidden: int = 0
    restored: int = 0
    appeals: int = 0
    appeals_upheld: int = 0
    median_days: float | None = None


def monthly_figures() -> list[Month]:
    """Return every month in which something happened, the newest first; five queries, whatever the numbers."""
    waited = ExpressionWrapper(F("decided_at") - F("at"), output_field=DurationField())
    decided = Report.objects.exclude(outcome=Report.Outcome.WAITING)
    hide, restore = (Count("id", filter=Q(kind=kind)) for kind in (Decision.Kind.HIDE, Decision.Kind.RESTORE))
    rows: list[QuerySet[Any, dict[str, Any]]] = [
        _by_month(Report.objects.all(), "at").annotate(reports=Count("id")),
        _by_month(decided, "decided_at").annotate(median=Median(waited)),
        _by_month(Decision.objects.order_by(), "at").annotate(hidden=hide, restored=restore),
        _by_month(Appeal.objects.all(), "at").annotate(appeals=Count("id")),
        _by_month(Appeal.objects.filter(outcome=Appeal.Outcome.UPHELD), "decided_at").annotate(
            appeals_upheld=Count("id")
        ),
    ]
    months: dict[date, dict[str, Any]] = {}
    for facts in (row for query in rows for row in query):
        month = facts.pop("month").date()
        if "median" in facts:
            facts["median_days"] = facts.pop("median") / timedelta(days=1)
        months.setdefault(month, {}).update(facts)
    return [Month(month, **facts) for month, facts in sorted(months.items(), reverse=True)]


def _by_month(rows: QuerySet[Any], column: str) -> QuerySet[Any, dict[str, Any]]:
    return rows.values(month=TruncMonth(column))


def written_by(author: User) -> dict[str, int]:
    """Return how much a person has written, and how much of it is hidden; two queries.

    Shapes: proposals, hidden_proposals, arguments, hidden_arguments.
    """
    hidden = Count("id", filter=Q(hidden=True))
    proposals = Proposal.objects.filter(author=author).aggregate(proposals=Count("id"), hidden_proposals=hidden)
    arguments = Argument.objects.filter(author=author).aggregate(arguments=Count("id"), hidden_arguments=hidden)
    return {**proposals, **arguments}
