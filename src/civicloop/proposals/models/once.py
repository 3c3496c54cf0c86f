"""Rows that may exist once: stored or refused by the database in one statement."""

from typing import Any

from django.db import connection, models


def insert_once(model: type[models.Model], **values: Any) -> bool:
    """Store a row unless a unique constraint forbids it; return whether this call stored it.

    Shapes: column names (`person_id`, not `person`) to values; the other columns take their database defaults.
    """
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(["%s"] * len(values))
    table = model._meta.db_table
    statement = f'INSERT INTO "{table}" ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING'  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values.values()))
        return bool(cursor.rowcount == 1)
