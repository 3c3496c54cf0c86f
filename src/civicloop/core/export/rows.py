"""The rows of an export, read in one snapshot and in constant memory, however many there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable

from civicloop.core.export.fields import Export

ROWS_AT_ONCE = 2000
# A reader who stalls longer than this loses the export instead of holding the database's cleaning back.
STALL = "60s"


def rows(export: Export) -> Iterator[tuple[Any, ...]]:
    """Yield the published values of every row, in the order of the export's columns.

    It takes a connection of its own, outside the pool, so that a slow reader keeps no page waiting.
    """
    columns = export.columns()
    flat = [(number, column.read) for number, group in enumerate(columns) for column in group]
    with _own_connection() as connection:
        compiler = _query(export).query.get_compiler(connection=connection)
        found = compiler.results_iter(chunked_fetch=True, chunk_size=ROWS_AT_ONCE, tuple_expected=True)
        for row in found:
            yield tuple([read(row[number]) for number, read in flat])


def count(export: Export) -> int:
    """Return how many rows an export has now."""
    return export.rows().count()


def _query(export: Export) -> QuerySet[Any, Any]:
    return export.rows().values_list(*(_expression(field.value or field.name) for field in export.fields))


def _expression(value: str | Combinable) -> Any:
    return F(value) if isinstance(value, str) else value


@contextmanager
def _own_connection() -> Iterator[BaseDatabaseWrapper]:
    # The default connection belongs to one thread and to the pool; a stream may outlive the one and starve the other.
    connection = connections[DEFAULT_DB_ALIAS].copy()
    connection.settings_dict["OPTIONS"].pop("pool", None)
    connection.inc_thread_sharing()
    try:
        connection.set_autocommit(False)  # a server-side cursor lives in a transaction, which is also the snapshot
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            cursor.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{STALL}'")
        yield connection
    finally:
        connection.close()
