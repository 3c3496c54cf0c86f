"""Keyset pages: the next page begins behind the last row seen, so no page costs more than the first."""

import base64
import binascii
import json
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import Schema
from pydantic import Field

from civicloop.core.errors import Invalid
from civicloop.core.region import pack

LIMIT, LIMIT_MAX = 20, 100
CURSOR_MAX = 400
BIGGEST = 2**63 - 1  # PostgreSQL's bigint


class PageQuery(Schema):
    """Which page of a list."""

    after: Annotated[str, Field(description="Where the page begins: the `after` of the last answer's `next`.")] = ""
    limit: Annotated[int, Field(ge=1, le=LIMIT_MAX, description="How many items a page has at most.")] = LIMIT


class Page[T](Schema):
    """A page of a list."""

    items: list[T]
    next: Annotated[str | None, Field(description="The address of the next page; null on the last one.")]


def page_address(name: str, *args: object, language: str = "") -> str:
    """Return the whole address of a page, in a text's own language where the interface speaks it.

    The region's first official language stands in for others: an API's answer must not depend on who asks.
    """
    spoken = language if language in pack().interface_languages else pack().official_languages[0]
    with override(spoken):
        return settings.BASE_URL + reverse(name, args=args)


def cursor_of(*values: int | str) -> str:
    """Return the opaque name of a place in a list, from the sort values of the row before it."""
    return base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


def wrong_cursor() -> Invalid:
    """Return the error for an `after` that names no place in a list."""
    return Invalid(_("“after” is not a place in this list. Take it from “next” of the page before."), field="after")


def read_cursor(text: str, *kinds: type[int] | type[str]) -> tuple[Any, ...] | None:
    """Return the sort values a cursor names, one per kind, or None for an empty text: the first page.

    Errors: Invalid at `after` when it is none of ours.
    """
    if not text:
        return None
    if len(text) > CURSOR_MAX:
        raise wrong_cursor()
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        raise wrong_cursor() from None
    if not isinstance(values, list) or len(values) != len(kinds):
        raise wrong_cursor()
    if not all(_fits(value, kind) for value, kind in zip(values, kinds, strict=True)):
        raise wrong_cursor()
    return tuple(values)


def _fits(value: object, kind: type[int] | type[str]) -> bool:
    if type(value) is not kind:  # True is an int to isinstance
        return False
    return abs(value) <= BIGGEST if isinstance(value, int) else str(value).isprintable()


def next_link(request: HttpRequest, after: str | None) -> str | None:
    """Return the address of the same list behind a cursor, or None where there is no more."""
    if after is None:
        return None
    query = request.GET.copy()
    query["after"] = after
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
