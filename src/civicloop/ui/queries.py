"""Addresses that change one part of the question and keep the rest: filters, sorting, pages of a list."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

# Where a keyset page begins; any other change of the question starts from the first page again.
CURSORS = ("after", "before")


def with_query(query: QueryDict, changes: Mapping[str, Any]) -> str:
    """Return the query with some parameters set (None removes one), as "?…"; keeps its place only if told to."""
    changed = _first_page(query)
    for key, value in changes.items():
        if value is None or value == "":
            changed.pop(key, None)
        elif isinstance(value, (list, tuple)):
            changed.setlist(key, [str(item) for item in value])
        else:
            changed[key] = str(value)
    return f"?{changed.urlencode()}"


def without_query(query: QueryDict, key: str, value: object = None) -> str:
    """Return the query without a parameter, or without one of its values, as "?…"."""
    changed = _first_page(query)
    rest = [item for item in changed.getlist(key) if value is not None and item != str(value)]
    changed.setlist(key, rest)
    return f"?{changed.urlencode()}"


def _first_page(query: QueryDict) -> QueryDict:
    changed = query.copy()
    for cursor in CURSORS:
        changed.pop(cursor, None)
    for key in [key for key, values in changed.lists() if not any(values)]:
        del changed[key]  # an empty field of a filter form says nothing
    return changed
