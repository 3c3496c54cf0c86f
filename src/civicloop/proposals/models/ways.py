"""Ways to a page of proposals that cost the same in a thousand and in a million.

*Walk*: read the sort's own index, which carries what filters ask, until the page is full – for filters that many
proposals pass. *Gather*: let an index name every match, then sort them – for few matches. *Window*: gather within a
stretch of the sort order – for words, however common. Each way is one statement; the next one is tried only when the
one before found less than a page, and is then cheap, for the matches are few.
"""
# ruff: noqa: S608 - statements are joined from constants; every value is bound

from collections.abc import Iterator

from django.db import connection

from civicloop.proposals.cursors import Cursor
from civicloop.proposals.models.question import ANYTHING, Order, Question, Sql, all_of, any_of, mark

TABLE = "proposals_proposal"
COVERED = ("challenge_id", "place_id", "language", "state", "published_at")
WALK = 20_000  # entries of an index read for one page at most, about 2 ms
FLOOR = 8_192  # rows of the sort order among which words are looked for first
BLOCKS = (10, 14, 18)  # bits of a number that blocks leave out: the newest thousand or two, then 16 times as many …


def ways(question: Question, size: int, also: Sql = ANYTHING, columns: str = "*") -> Iterator[Sql]:
    """Return statements for up to `size` rows of a question, each to be tried when the one before found too few.

    Shapes: `also` is one more condition on the table `p`; `columns` are what to select from `p`.
    """
    if not question.words:
        yield walk(question, size, also, columns)
    elif question.order.column == "id":
        for marks in blocks(question):
            yield gather(question, size, also, columns, marks)
    elif floor := _floor(question):
        yield window(question, size, also, columns, floor)
    yield gather(question, size, also, columns)


def countings(question: Question) -> Iterator[Sql]:
    """Return statements that give one row per match: of the newest proposals first, at last of all."""
    if not question.words:
        yield passing(question, "1", walked(question, WALK))
    else:
        for marks in list(blocks(question))[1:]:
            yield matches("1", question.matching(marks))
    yield matches("1", question.matching())


def walk(question: Question, size: int, also: Sql, columns: str) -> Sql:
    """Return the statement that reads the index of the sort until the page is full."""
    rows = passing(question, columns, walked(question, WALK), also)
    order = question.order.by("w", backward=question.backward)
    return Sql(f"{rows.text} ORDER BY {order} LIMIT %s", (*rows.values, size))


def walked(question: Question, most: int) -> Sql:
    """Return up to so many entries of the sort's index, before any filter; reads no row of the table."""
    order, cursor = question.order, question.wanted.cursor
    behind = order.behind("i", cursor)
    columns = ", ".join(f"i.{name}" for name in (*order.key, *COVERED))
    text = f"SELECT {columns} FROM {TABLE} i WHERE NOT i.hidden AND {behind.text}"
    return Sql(f"{text} ORDER BY {order.by('i', backward=question.backward)} LIMIT %s", (*behind.values, most))


def gather(question: Question, size: int, also: Sql, columns: str, *marks: str) -> Sql:
    """Return the statement that names every match (within a block, where marks say so), then sorts them."""
    order, cursor = question.order, question.wanted.cursor
    hits = matches(order.columns("p"), all_of(question.matching(*marks), order.behind("p", cursor), also))
    by = order.by("f", backward=question.backward)
    return Sql(
        f"WITH hits AS MATERIALIZED ({hits.text}) "
        f"SELECT {columns} FROM (SELECT * FROM hits f ORDER BY {by} LIMIT %s) f JOIN {TABLE} p ON p.id = f.id "
        f"ORDER BY {by}",
        (*hits.values, size),
    )


def window(question: Question, size: int, also: Sql, columns: str, floor: Cursor) -> Sql:
    """Return the statement that looks for matches between the cursor and a row not far behind it."""
    order = question.order
    stretch = all_of(order.behind("p", question.wanted.cursor), order.up_to("p", floor))
    rows = matches(columns, all_of(question.matching(), stretch, also))
    return Sql(f"{rows.text} ORDER BY {order.by('p', backward=question.backward)} LIMIT %s", (*rows.values, size))


def matches(columns: str, condition: Sql) -> Sql:
    """Return the statement for all visible rows that meet a condition."""
    return Sql(f"SELECT {columns} FROM {TABLE} p WHERE NOT p.hidden AND {condition.text}", condition.values)


def limited(rows: Sql, most: int) -> Sql:
    """Return a statement that stops after so many rows."""
    return Sql(f"{rows.text} LIMIT %s", (*rows.values, most))


def blocks(question: Question) -> Iterator[str]:
    """Return terms of a tsquery for growing stretches of numbers from the cursor on, while they leave some out.

    A stretch is the cursor's own block and the next one, so it has at least a whole block's numbers.
    """
    cursor = question.wanted.cursor
    newest = _newest()
    start = cursor.number if cursor else newest
    for bits in BLOCKS:
        first = start >> bits
        second = first + 1 if question.backward else first - 1
        if (question.backward and (second + 1) << bits > newest) or second <= 0:
            return
        yield any_of((mark(str(bits), first), mark(str(bits), second)))


def passing(question: Question, columns: str, entries: Sql, also: Sql = ANYTHING) -> Sql:
    """Return entries of an index that pass the filter, with their rows where those are needed."""
    condition = all_of(question.covered("w"), question.aim, also)
    join = "" if not columns.startswith("p.") and not question.wanted.aim else f"JOIN {TABLE} p ON p.id = w.id"
    text = f"SELECT {columns} FROM ({entries.text}) w {join} WHERE {condition.text}"
    return Sql(text, entries.values + condition.values)


def _floor(question: Question) -> Cursor | None:
    """Return the row that stands FLOOR rows behind the cursor, or None when there are fewer."""
    order: Order = question.order
    entries = walked(question, 1)
    statement = f"SELECT {', '.join(order.key)} FROM ({entries.text} OFFSET {FLOOR}) w"
    with connection.cursor() as database:
        database.execute(statement, entries.values)
        row = database.fetchone()
    return Cursor(row[0], row[-1], question.backward) if row else None


def _newest() -> int:
    with connection.cursor() as database:
        database.execute(f"SELECT coalesce(max(id), 0) FROM {TABLE}")
        return int(database.fetchone()[0])
