"""A filter as SQL conditions: on the columns that the index of every sort carries, or on the search index."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db import connection

from civicloop.core.region import pack
from civicloop.places import tree
from civicloop.proposals.cursors import Cursor
from civicloop.proposals.domain import State
from civicloop.proposals.filters import ProposalFilter, Sort


class Sql(NamedTuple):
    """A piece of SQL and the values for its placeholders."""

    text: str
    values: tuple[Any, ...] = ()


ANYTHING = Sql("true")


def all_of(*conditions: Sql | None) -> Sql:
    """Return the conditions joined by AND."""
    given = [condition for condition in conditions if condition and condition != ANYTHING] or [ANYTHING]
    return Sql(" AND ".join(part.text for part in given), tuple(value for part in given for value in part.values))


@dataclass(frozen=True, slots=True)
class Order:
    """A sort: its column and which way; the number decides between equals."""

    column: str
    descending: bool = True

    @property
    def key(self) -> tuple[str, ...]:
        """Return the columns of the order."""
        return ("id",) if self.column == "id" else (self.column, "id")

    def columns(self, table: str) -> str:
        """Return the columns of the order as a list in SQL."""
        return ", ".join(f"{table}.{name}" for name in self.key)

    def by(self, table: str, *, backward: bool = False) -> str:
        """Return the ORDER BY of a table, or its reverse."""
        way = "DESC" if self.descending is not backward else "ASC"
        return ", ".join(f"{table}.{name} {way}" for name in self.key)

    def behind(self, table: str, cursor: Cursor | None) -> Sql:
        """Return the condition for what stands behind a cursor, seen the way it looks."""
        if cursor is None:
            return ANYTHING
        return self._compare(table, "<" if self.descending is not cursor.backward else ">", cursor)

    def up_to(self, table: str, cursor: Cursor) -> Sql:
        """Return the condition for what stands before a row, seen the way the cursor looks, or is the row."""
        return self._compare(table, ">=" if self.descending is not cursor.backward else "<=", cursor)

    def _compare(self, table: str, sign: str, cursor: Cursor) -> Sql:
        if self.column == "id":
            return Sql(f"{table}.id {sign} %s", (cursor.number,))
        return Sql(f"({table}.{self.column}, {table}.id) {sign} (%s, %s)", (cursor.value, cursor.number))


ORDERS = {
    Sort.NEW: Order("id"),
    Sort.SUPPORTED: Order("supports"),
    Sort.ARGUED: Order("arguments"),
    Sort.ATTENTION: Order("attention", descending=False),  # the least noticed, and among them those that wait longest
}


@dataclass(frozen=True)
class Question:
    """What a filter asks of the table; `p` is the table in every condition unless it says otherwise."""

    wanted: ProposalFilter

    @property
    def order(self) -> Order:
        """Return the sort."""
        return ORDERS[self.wanted.sort]

    @property
    def backward(self) -> bool:
        """Return whether the page looks back."""
        return self.wanted.cursor is not None and self.wanted.cursor.backward

    @cached_property
    def words(self) -> str:
        """Return the reader's words as a tsquery in every language of the region; empty when none of them counts."""
        return words_query(self.wanted.q) if self.wanted.q else ""

    @cached_property
    def places(self) -> tuple[str, ...] | None:
        """Return the codes of the places asked for, or None where any will do."""
        root = tree.root()
        if not self.wanted.place or (root is not None and self.wanted.place == root.code):
            return None
        return tree.codes_within(self.wanted.place)

    @cached_property
    def period(self) -> tuple[datetime | None, datetime | None]:
        """Return the first moment asked for and the first one after it."""
        return self.wanted.moments()

    @cached_property
    def marks(self) -> list[str]:
        """Return the terms of a tsquery for all parts of the filter that few proposals pass, but for dates."""
        wanted = self.wanted
        state = wanted.state if wanted.state != State.OPEN else ""
        single = {"challenge": wanted.challenge, "aim": wanted.aim, "language": wanted.language, "state": state}
        terms = [mark(kind, value) for kind, value in single.items() if value]
        return terms if self.places is None else [*terms, any_of(mark("place", code) for code in self.places)]

    @property
    def is_plain(self) -> bool:
        """Return whether nearly all proposals answer the question: it asks for an order and no more."""
        return not (self.words or self.marks or any(self.period))

    def covered(self, table: str) -> Sql:
        """Return the conditions on the columns that every sort's index carries: all but words and aim."""
        wanted = self.wanted
        return all_of(
            Sql(f"{table}.challenge_id = %s", (wanted.challenge,)) if wanted.challenge else None,
            None if self.places is None else Sql(f"{table}.place_id = ANY(%s)", (list(self.places),)),
            Sql(f"{table}.language = %s", (wanted.language,)) if wanted.language else None,
            self._unmarked(table),
        )

    @property
    def aim(self) -> Sql:
        """Return the condition on the aim."""
        return Sql("p.aims @> ARRAY[%s]::varchar[]", (self.wanted.aim,)) if self.wanted.aim else ANYTHING

    @property
    def searched(self) -> Sql:
        """Return the condition on the words alone."""
        return Sql("p.search @@ %s::tsquery", (self.words,))

    def matching(self, *marks: str) -> Sql:
        """Return the conditions for a look into an index that names every match, and more marks to look for."""
        terms = [f"({self.words})"] if self.words else []
        terms += [*self.marks, *marks]
        if not terms or (not self.words and any(self.period)):  # the index of days is the better one then
            return all_of(self.covered("p"), self.aim)
        return all_of(Sql("p.search @@ %s::tsquery", (" & ".join(terms),)), self._unmarked("p"))

    def _unmarked(self, table: str) -> Sql:
        since, before = self.period
        return all_of(
            Sql(f"{table}.state = ANY(%s)", ([str(state) for state in self.wanted.states],)),
            Sql(f"{table}.published_at >= %s", (since,)) if since else None,
            Sql(f"{table}.published_at < %s", (before,)) if before else None,
        )


def mark(kind: str, value: object) -> str:
    """Return a mark (migration 0010) as a term of a tsquery."""
    return "'#{}:{}'".format(kind, str(value).replace("\\", "\\\\").replace("'", "''"))


def any_of(terms: Iterable[str]) -> str:
    """Return a tsquery that any of some terms answers."""
    return f"({' | '.join(terms)})"


@lru_cache(maxsize=4096)
def words_query(words: str) -> str:
    """Return the tsquery of a reader's words in every language of the region; empty when they are all too common."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT civic_query(%s, to_jsonb(%s::text[]))::text", [words, list(pack().content_languages)])
        return str(cursor.fetchone()[0])
