"""Ways to a page of proposals that cost the same in a thousand and in a million.

*Walk*: read the sort's own index, which carries what filters ask, until the page is full – for what many pass.
*Gather*: let an index name every match, then sort them – for few matches. *Window*: gather within a stretch of the sort
order – for words, however common. Each way is one statement; the next one is tried only when the one before found less
than a page, and is then cheap, for the matches are few.
"""
# ruff: noqa: S608 - statements are joined from constants; every value is bound

from collections.abc import Generator, Iterator

from django.db import connection

from civicloop.proposals.cursors import Cursor
from civicloop.proposals.models.question import ANYTHING, Question, Sql, all_of, any_of, mark

TABLE = "proposals_proposal"
COVERED = ("challenge_id", "place_id", "language", "state", "published_at")
WALK = 20_000  # entries of an index read for one page at most, about 2 ms
LOOKED = 400  # rows whose words are looked through one by one at most, about 2 ms
FLOOR = 8_192  # rows of the sort order among which an index looks for words first
COUNTED = 50_000  # entries of an index that counting reads first
FEW = 50  # matches among those from which on “more than” is worth no more work
BLOCKS = (10, 14, 18)  # bits of a number that blocks leave out: the newest thousand or two, then 16 times as many …


def ways(question: Question, size: int, columns: str, also: Sql = ANYTHING) -> Generator[Sql, int]:
    """Give statements for up to `size` rows of a question, each to be tried when the one before found too few.

    Shapes: `columns` are what to select from the table `p`; `also` is one more condition on it. What is sent back is
    how many rows the last statement found.
    """
    if question.is_plain and also == ANYTHING:
        yield straight(question, size, columns, also)
    elif not question.words:
        yield walk(question, size, columns, also)
        if _row_behind(question, WALK) is None:
            return
    elif question.order.column == "id" and not question.marks:
        stretches = list(blocks(question))
        if stretches:
            found = yield gather(question, size, columns, also, stretches[0])
            if len(stretches) > 1:  # none among the nearest: the words are so rare that the middle would have few
                yield gather(question, size, columns, also, stretches[1 if found else -1])
    else:
        yield walk(question, size, columns, also, looked=LOOKED)
        if question.order.column != "id":
            floor = _row_behind(question, FLOOR)
            if floor is None:
                yield walk(question, size, columns, also, looked=FLOOR)
                return
            yield gather(question, size, columns, also, within=stretch(question, floor))
    yield gather(question, size, columns, also)


def straight(question: Question, size: int, columns: str, also: Sql) -> Sql:
    """Return the statement for a question that nearly all proposals answer: its rows, in the order of an index."""
    order = question.order
    rows = matches(columns, all_of(question.covered("p"), order.behind("p", question.wanted.cursor), also))
    return Sql(f"{rows.text} ORDER BY {order.by('p', backward=question.backward)} LIMIT %s", (*rows.values, size))


def walk(question: Question, size: int, columns: str, also: Sql = ANYTHING, *, looked: int | None = None) -> Sql:
    """Return the statement that reads the index of the sort until the page is full.

    Words and aim are looked for in the rows that pass the rest; `looked` bounds how many.
    """
    by = question.order.by("w", backward=question.backward)
    entries = passing(question, walked(question, WALK))
    if looked:
        entries = limited(Sql(f"{entries.text} ORDER BY {by}", entries.values), looked)
    condition = all_of(question.searched if question.words else None, question.aim, also)
    return Sql(
        f"SELECT {columns} FROM ({entries.text}) w JOIN {TABLE} p ON p.id = w.id WHERE {condition.text} "
        f"ORDER BY {by} LIMIT %s",
        (*entries.values, *condition.values, size),
    )


def passing(question: Question, entries: Sql) -> Sql:
    """Return entries of an index that pass what the index can tell: all of a filter but words and aim."""
    condition = question.covered("w")
    return Sql(f"SELECT w.* FROM ({entries.text}) w WHERE {condition.text}", entries.values + condition.values)


def walked(question: Question, most: int) -> Sql:
    """Return up to so many entries of the sort's index, before any filter; reads no row of the table."""
    order, cursor = question.order, question.wanted.cursor
    behind = order.behind("i", cursor)
    columns = ", ".join(f"i.{name}" for name in (*order.key, *COVERED))
    text = f"SELECT {columns} FROM {TABLE} i WHERE NOT i.hidden AND {behind.text}"
    return Sql(f"{text} ORDER BY {order.by('i', backward=question.backward)} LIMIT %s", (*behind.values, most))


def gather(
    question: Question, size: int, columns: str, also: Sql = ANYTHING, *marks: str, within: Sql = ANYTHING
) -> Sql:
    """Return the statement that names every match (in blocks or within a stretch, where told), then sorts them."""
    order, cursor = question.order, question.wanted.cursor
    # Inside, the planner would read half the table's numbers, or misjudge a comparison of pairs and read a whole index.
    near_end = order.column == "id" and cursor and not cursor.backward and cursor.number < 1 << BLOCKS[-1]
    inner, outer = (cursor, None) if near_end else (None, cursor)
    hits = matches(order.columns("p"), all_of(question.matching(*marks), order.behind("p", inner), within, also))
    behind, by = order.behind("f", outer), order.by("f", backward=question.backward)
    return Sql(
        f"WITH hits AS MATERIALIZED ({hits.text}) SELECT {columns} FROM "
        f"(SELECT * FROM hits f WHERE {behind.text} ORDER BY {by} LIMIT %s) f "
        f"JOIN {TABLE} p ON p.id = f.id ORDER BY {by}",
        (*hits.values, *behind.values, size),
    )


def stretch(question: Question, floor: Cursor) -> Sql:
    """Return the condition for what stands between the cursor and a row not far behind it.

    It ends with the last value that stands in it whole, or lies within one value: both are what the planner can judge.
    """
    order, cursor = question.order, question.wanted.cursor
    if cursor is not None and cursor.value == floor.value:
        low, high = sorted((cursor.number, floor.number))
        return Sql(f"p.{order.column} = %s AND p.id BETWEEN %s AND %s", (cursor.value, low, high))
    sign, back = (">", "<=") if order.descending is not question.backward else ("<", ">=")
    beyond = Sql(f"p.{order.column} {sign} %s", (floor.value,))
    return all_of(beyond, Sql(f"p.{order.column} {back} %s", (cursor.value,)) if cursor else None)


def matches(columns: str, condition: Sql) -> Sql:
    """Return the statement for all visible rows that meet a condition."""
    return Sql(f"SELECT {columns} FROM {TABLE} p WHERE NOT p.hidden AND {condition.text}", condition.values)


def limited(rows: Sql, most: int) -> Sql:
    """Return a statement that stops after so many rows."""
    return Sql(f"{rows.text} LIMIT %s", (*rows.values, most))


def counted(question: Question, most: int) -> tuple[int, bool]:
    """Return how many rows answer a question, and whether there are more: counting stops after `most` or enough work.

    Among the newest first; when those have only a few and are not all, everywhere, which is cheap for the matches are
    few.
    """
    near: Sql | None = None
    if question.words:
        stretches = list(blocks(question))[:2]
        near = matches("1", question.matching(stretches[-1])) if stretches else None
    elif not question.is_plain and not any(question.period):  # else an index leads straight to what is to be counted
        near = aimed(question, "1", passing(question, walked(question, COUNTED)))
    if near is not None:
        found = number_of(near, most + 1)
        if found > most:
            return most, True
        goes_on = bool(question.words) or _row_behind(question, COUNTED) is not None
        if found > FEW or not goes_on:
            return found, goes_on
    found = number_of(matches("1", question.matching()), most + 1)
    return min(found, most), found > most


def aimed(question: Question, columns: str, entries: Sql) -> Sql:
    """Return columns of entries `w` of an index whose rows have the aim asked for; reads no row where none is."""
    if not question.wanted.aim:
        return Sql(f"SELECT {columns} FROM ({entries.text}) w", entries.values)
    text = f"SELECT {columns} FROM ({entries.text}) w JOIN {TABLE} p ON p.id = w.id WHERE {question.aim.text}"
    return Sql(text, entries.values + question.aim.values)


def number_of(rows: Sql, most: int) -> int:
    """Return how many rows a statement gives, counted as far as `most`."""
    statement = limited(rows, most)
    with connection.cursor() as database:
        database.execute(f"SELECT count(*) FROM ({statement.text}) AS rows", statement.values)
        return int(database.fetchone()[0])


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


def _row_behind(question: Question, rows: int) -> Cursor | None:
    """Return the row that stands so many rows behind the cursor, or None when there are fewer."""
    entries = walked(question, 1)
    statement = f"SELECT {', '.join(question.order.key)} FROM ({entries.text} OFFSET {rows}) w"
    with connection.cursor() as database:
        database.execute(statement, entries.values)
        row = database.fetchone()
    return Cursor(row[0], row[-1], question.backward) if row else None


def _newest() -> int:
    with connection.cursor() as database:
        database.execute(f"SELECT coalesce(max(id), 0) FROM {TABLE}")
        return int(database.fetchone()[0])
