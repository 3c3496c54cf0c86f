"""What the cells of a row say: texts, counts, moments, choices; or the cause why not."""

import re
import unicodedata
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from civicloop.core import clock
from civicloop.core.region import pack
from civicloop.proposals import words
from civicloop.proposals.importing.mapping import Mapping, Rule
from civicloop.proposals.importing.reading import Line

COUNT_MAX = 2**31 - 1  # of PostgreSQL's integer
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = timedelta(days=1)  # ahead of now: clocks and time zones differ
SHOWN = 60  # characters of a wrong value that a cause repeats


class BadRowError(ValueError):
    """A row cannot be taken over; the message says which field and column, and why."""


def said(name: str, rule: Rule) -> str:
    """Return how a cause names a field: with the columns it comes from."""
    return f"{name} (column {' + '.join(rule.columns)})" if rule.columns else name


def value(name: str, mapping: Mapping, line: Line) -> str:
    """Return a field's value after lookup, default and prefix; empty where the row says nothing.

    Errors: BadRowError for a NUL, and for a value that the mapping's list does not know.
    """
    rule = mapping[name]
    raw = rule.raw(line.cells)
    if "\0" in raw:
        raise BadRowError(f"{said(name, rule)} holds a NUL character. Remove it.")
    if rule.values is not None and raw in rule.values:
        raw = rule.values[raw]
    elif rule.values is not None and raw and rule.default is None and not rule.keep:
        raise BadRowError(f"{said(name, rule)}: “{raw[:SHOWN]}” is not among the values of the mapping.")
    elif not raw or (rule.values is not None and not rule.keep):
        raw = rule.default or ""
    return f"{rule.prefix}{raw}" if raw else ""


def text(name: str, mapping: Mapping, line: Line, most: int) -> str:
    """Return a field's text, cleaned as people's words are; not empty, at most so many characters.

    Errors: BadRowError.
    """
    return _fitting(name, mapping, words.visible(value(name, mapping, line)).strip(), most)


def short(name: str, mapping: Mapping, line: Line, most: int, *, empty: bool = False) -> str:
    """Return a field's text as one line, at most so many characters; not empty unless it may be.

    Errors: BadRowError.
    """
    return _fitting(name, mapping, words.one_line(value(name, mapping, line)), most, empty=empty)


def _fitting(name: str, mapping: Mapping, found: str, most: int, *, empty: bool = False) -> str:
    if not _shows(found) and not empty:
        raise BadRowError(f"{said(name, mapping[name])} is empty.")
    if len(found) > most:
        raise BadRowError(f"{said(name, mapping[name])} has {len(found):,} characters; at most {most:,} fit.")
    return found


def _shows(found: str) -> bool:
    return any(unicodedata.category(character)[0] not in "CZ" for character in found)


def count(name: str, mapping: Mapping, line: Line) -> int:
    """Return a field's whole number; 0 where the row says nothing.

    Errors: BadRowError for anything that is not a number from 0 to 2,147,483,647.
    """
    found = value(name, mapping, line).strip()
    if not found:
        return 0
    if not re.fullmatch(r"[0-9]{1,10}", found) or int(found) > COUNT_MAX:
        raise BadRowError(f"{said(name, mapping[name])}: “{found[:SHOWN]}” is no whole number from 0 to {COUNT_MAX:,}.")
    return int(found)


def degrees(name: str, mapping: Mapping, line: Line, most: int) -> float | None:
    """Return a field's degrees between -most and most, or None where the row says nothing; a decimal comma is fine.

    Errors: BadRowError.
    """
    found = value(name, mapping, line).strip().replace(",", ".")
    if not found:
        return None
    if not re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]+)?", found) or abs(float(found)) > most:
        raise BadRowError(f"{said(name, mapping[name])}: “{found[:SHOWN]}” is not a number from -{most} to {most}.")
    return float(found)


def choice[C: str](name: str, mapping: Mapping, line: Line, known: Collection[C], otherwise: C) -> C:
    """Return a field's value as one of the known ones; `otherwise` where the row says nothing.

    Errors: BadRowError naming the known ones.
    """
    found = value(name, mapping, line).strip()
    if not found:
        return otherwise
    for one in known:
        if one == found:
            return one
    raise BadRowError(f"{said(name, mapping[name])}: “{found[:SHOWN]}” is none of {', '.join(known)}.")


def moment(name: str, mapping: Mapping, line: Line) -> datetime:
    """Return a field's date and time; a date alone is its first moment, in the mapping's or the region's time zone.

    Errors: BadRowError for a date in another form, before 1900 or in the future.
    """
    rule = mapping[name]
    found = value(name, mapping, line).strip()
    if not found:
        raise BadRowError(f"{said(name, rule)} is empty.")
    try:
        at = datetime.strptime(found, rule.format) if rule.format else datetime.fromisoformat(found)  # noqa: DTZ007 - below
    except ValueError:
        form = f"of the form {rule.format}" if rule.format else "such as 2026-03-31 or 2026-03-31T14:30:00+02:00"
        raise BadRowError(f"{said(name, rule)}: “{found[:SHOWN]}” is not a date {form}.") from None
    if at.tzinfo is None:
        at = at.replace(tzinfo=_zone(rule.timezone or pack().timezone))
    try:
        at = at.astimezone(UTC)
    except OverflowError:
        at = EARLIEST - LATEST
    if not EARLIEST <= at <= clock.now() + LATEST:
        raise BadRowError(f"{said(name, rule)}: “{found[:SHOWN]}” lies before 1900 or in the future.")
    return at


@cache
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadRowError(f"The mapping's time zone “{name}” does not exist. Write it like Europe/Brussels.") from None
