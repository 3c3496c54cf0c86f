"""Every way proposals are read by many: lists, searches, counts, points of a map."""
# ruff: noqa: S608 - statements are joined from constants; every value is bound

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQueryField
from django.db import connection, models
from django.db.models import Count, Func, Value

from civicloop.proposals.cursors import PAGE_MAX, Cursor
from civicloop.proposals.domain import State
from civicloop.proposals.filters import ProposalFilter
from civicloop.proposals.models.question import ANYTHING, Question, Sql
from civicloop.proposals.models.ways import TABLE, aimed, counted, limited, matches, number_of, passing, walked, ways

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
    """A page of a list; a cursor is None where nothing stands before or behind the page.

    A cursor back to page 1 is the first page itself, whatever has come to stand there since.
    """

    rows: "list[Proposal]"
    before: Cursor | None = None
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many proposals fit; `more` says that there are more, and counting stopped there."""

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
        if cursor is not None and cursor.backward:
            return self._page_before(wanted, cursor, size, *more_columns)
        found = self._first(Question(wanted), size + 1, columns=(*CARD, *more_columns))
        rows, number = found[:size], cursor.page if cursor else 1
        return ProposalPage(
            rows,
            before=_cursor(wanted, rows[0], number - 1, backward=True) if rows and number > 1 else None,
            after=_cursor(wanted, rows[-1], number + 1) if len(found) > size else None,
        )

    def _page_before(self, wanted: ProposalFilter, cursor: Cursor, size: int, *more_columns: str) -> ProposalPage:
        found = self._first(Question(wanted), size, columns=(*CARD, *more_columns))
        if len(found) < size or cursor.page <= 1:
            return self.page(wanted.changed(), size, *more_columns)
        rows = found[::-1]
        return ProposalPage(
            rows,
            before=_cursor(wanted, rows[0], cursor.page - 1, backward=True),
            after=_cursor(wanted, rows[-1], cursor.page + 1),
        )

    def count_up_to(self, wanted: ProposalFilter, most: int = COUNT_MAX) -> Counted:
        """Return how many visible proposals a filter asks for, counted as far as `most`."""
        number, more = counted(Question(wanted.question), most)
        return Counted(number, more)

    def points(self, wanted: ProposalFilter, most: int = POINTS_MAX) -> "list[Proposal]":
        """Return proposals a filter asks for that stand at a point, the first ones in its order, at most so many."""
        return self._first(
            Question(wanted.changed()),
            most,
            columns=(*CARD, "latitude", "longitude"),
            also=Sql("p.latitude IS NOT NULL"),
            enough=PAGE,  # a thousand points of a rare kind would be looked for everywhere
        )

    def per_place(self, wanted: ProposalFilter) -> tuple[Mapping[str, int], bool]:
        """Return how many visible proposals of a filter each place has, by code, and whether that is all of them.

        Counting stops after the newest WALKED_MAX proposals of the region, or after FOUND_MAX that words find.
        """
        question = Question(wanted.question)
        if question.words:
            rows, most = limited(matches("p.place_id", question.matching()), FOUND_MAX), FOUND_MAX
        else:
            most = FOUND_MAX if wanted.aim else WALKED_MAX
            rows = aimed(question, "w.place_id", passing(question, walked(question, most)))
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
        return number_of(Sql(f"SELECT 1 FROM {TABLE} WHERE NOT hidden"), number + 1) > number

    def _first(
        self, question: Question, size: int, *, columns: Sequence[str], also: Sql = ANYTHING, enough: int | None = None
    ) -> "list[Proposal]":
        """Return the first rows of a question; a way that finds `enough` of them (all, unless told) ends the search."""
        found: list[Proposal] = []
        # `from_db` takes columns in the order of the model's fields.
        names = [field.attname for field in self.model._meta.concrete_fields if field.attname in columns]
        trying = ways(question, size, ", ".join(f"p.{name}" for name in names), also)
        way: Sql | None = next(trying)
        while way is not None:
            found = self._loaded(way, names)
            way = None if len(found) >= (enough or size) else _another(trying, len(found))
        return found

    def _loaded(self, statement: Sql, columns: Sequence[str]) -> "list[Proposal]":
        """Return the rows of a statement, as `raw` does at three times the price."""
        with connection.cursor() as cursor:
            cursor.execute(statement.text, statement.values)
            return [self.model.from_db(self.db, columns, row) for row in cursor.fetchall()]


def _another(trying: Generator[Sql, int], found: int) -> Sql | None:
    try:
        return trying.send(found)
    except StopIteration:
        return None


def _cursor(wanted: ProposalFilter, row: "Proposal", page: int, *, backward: bool = False) -> Cursor:
    column = Question(wanted).order.column
    return Cursor(getattr(row, column), row.pk, backward, min(page, PAGE_MAX))
