"""Every way proposals are read by many: lists, searches, counts, points of a map."""
# ruff: noqa: S608 - statements are joined from constants; every value is bound

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQueryField
from django.db import connection, models
from django.db.models import Count, Func, Value

from civicloop.proposals.cursors import Cursor
from civicloop.proposals.domain import State
from civicloop.proposals.filters import ProposalFilter
from civicloop.proposals.models.question import ANYTHING, Question, Sql
from civicloop.proposals.models.ways import TABLE, countings, limited, matches, passing, walked, ways

if TYPE_CHECKING:
    from civicloop.proposals.models.proposal import Proposal

PAGE = 20
COUNT_MAX = 1000  # more are “1 000+”
POINTS_MAX = 1000
WALKED_MAX = 200_000  # entries of an index that counting by place reads at most
FOUND_MAX = 5_000  # matches of words that counting by place reads at most
# What lists show.
CARD = ("id", "title", "summary", "language", "challenge_id", "place_id", "state", "published_at", "supports",
        "arguments", "attention", "sample")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A page of a list; a cursor is None where nothing stands before or behind the page."""

    rows: "list[Proposal]"
    before: Cursor | None = None
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many proposals fit; `more` says that counting stopped there."""

    number: int
    more: bool = False


class CivicQuery(Func):
    """A reader's search words as a tsquery that fits every language of the region."""

    function = "civic_query"
    output_field = SearchQueryField()

    def __init__(self, words: str, languages: list[str]) -> None:
        super().__init__(Value(words), Value(languages, output_field=models.JSONField()))


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Find proposals."""

    def visible(self) -> "ProposalQuerySet":
        """Return the proposals that visitors may see; hidden ones are for moderators."""
        return self.filter(hidden=False)

    def page(self, wanted: ProposalFilter, size: int = PAGE, *more_columns: str) -> ProposalPage:
        """Return a page of the visible proposals a filter asks for, loaded as far as lists show them, and more columns.

        A page reached backwards that is not full gives way to the first page.
        """
        cursor = wanted.cursor
        rows = self._first(Question(wanted), size + 1, columns=_columns(*more_columns))
        more = len(rows) > size
        rows = rows[:size]
        if cursor is not None and cursor.backward:
            if not more:
                return self.page(wanted.changed(), size, *more_columns)
            rows.reverse()
        if not rows:
            return ProposalPage([])
        first, last = (Cursor(getattr(row, Question(wanted).order.column), row.pk) for row in (rows[0], rows[-1]))
        return ProposalPage(
            rows,
            before=Cursor(first.value, first.number, backward=True) if cursor else None,
            after=last if more or (cursor and cursor.backward) else None,
        )

    def count_up_to(self, wanted: ProposalFilter, most: int = COUNT_MAX) -> Counted:
        """Return how many visible proposals a filter asks for, counted as far as `most`."""
        found = 0
        for rows in countings(Question(wanted.question)):
            found = _number(limited(rows, most + 1))
            if found > most:
                break
        return Counted(min(found, most), more=found > most)

    def points(self, wanted: ProposalFilter, most: int = POINTS_MAX) -> "list[Proposal]":
        """Return proposals a filter asks for that stand at a point, the first ones in its order, at most so many."""
        columns = _columns("latitude", "longitude")
        return self._first(Question(wanted.changed()), most, Sql("p.latitude IS NOT NULL"), columns=columns)

    def per_place(self, wanted: ProposalFilter) -> tuple[Mapping[str, int], bool]:
        """Return how many visible proposals of a filter each place has, by code, and whether that is all of them.

        Counting stops after the newest WALKED_MAX proposals of the region, or after FOUND_MAX that words find.
        """
        question = Question(wanted.question)
        if question.words:
            rows, most = limited(matches("p.place_id", question.matching()), FOUND_MAX), FOUND_MAX
        else:
            most = FOUND_MAX if wanted.aim else WALKED_MAX
            rows = passing(question, "w.place_id", walked(question, most))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT place_id, count(*) FROM ({rows.text}) AS found GROUP BY place_id", rows.values)
            counts: dict[str, int] = dict(cursor.fetchall())
        return counts, sum(counts.values()) < most if question.words else not self.more_than(most)

    def count_by_place_and_challenge(self) -> dict[tuple[str, str], int]:
        """Return how many visible proposals that are not withdrawn there are, from an index alone.

        Shapes: by statistical code of the place and slug of the challenge; without those that have none.
        """
        rows = self.visible().exclude(state=State.WITHDRAWN).order_by()
        counted = rows.values_list("place", "challenge").annotate(number=Count("id"))
        return {(place, challenge): number for place, challenge, number in counted}

    def roughly(self) -> int:
        """Return about how many proposals there are, as the database noted when it last looked through them."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [TABLE])
            return int(cursor.fetchone()[0])

    def more_than(self, number: int) -> bool:
        """Return whether more than so many proposals are visible; reads that many entries of an index."""
        return _number(limited(Sql(f"SELECT 1 FROM {TABLE} WHERE NOT hidden"), number + 1)) > number

    def _first(self, question: Question, size: int, also: Sql = ANYTHING, *, columns: str) -> "list[Proposal]":
        found: list[Proposal] = []
        for way in ways(question, size, also, columns):
            found = list(self.raw(way.text, way.values))
            if len(found) >= min(size, PAGE + 1):
                break
        return found


def _columns(*more: str) -> str:
    return ", ".join(f"p.{name}" for name in (*CARD, *more))


def _number(rows: Sql) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({rows.text}) AS rows", rows.values)
        return int(cursor.fetchone()[0])
