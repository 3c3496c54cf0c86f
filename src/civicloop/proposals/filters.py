"""What a reader asks of the proposals: one frozen value that is the address, the question and the sentence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from civicloop.core import clock
from civicloop.core.region import pack
from civicloop.places import tree
from civicloop.proposals.cursors import Cursor
from civicloop.proposals.domain import State
from civicloop.strategy import lists
from civicloop.ui.formats import language_name, long_date
from civicloop.ui.forms import UNSTORABLE

WORDS_MAX = 120  # characters of a search; longer ones are cut
SHOWN_MAX = 40  # characters of a mistaken value that a notice repeats
FIRST_YEAR, LAST_YEAR = 1900, 2200  # what a date in a filter may mean


class Sort(StrEnum):
    """In which order proposals stand."""

    NEW = "new"
    SUPPORTED = "supported"
    ARGUED = "argued"
    ATTENTION = "attention"


class Period(StrEnum):
    """How long ago a proposal was published at most, counted back from now."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


DAYS = {Period.WEEK: 7, Period.MONTH: 30, Period.YEAR: 365}

SORT_NAMES: dict[str, str | Promise] = {
    Sort.NEW: gettext_lazy("Newest first"),
    Sort.SUPPORTED: gettext_lazy("Most supported first"),
    Sort.ARGUED: gettext_lazy("Most argued first"),
    Sort.ATTENTION: gettext_lazy("In need of attention first"),
}
PERIOD_NAMES: dict[str, str | Promise] = {
    Period.WEEK: gettext_lazy("The last 7 days"),
    Period.MONTH: gettext_lazy("The last 30 days"),
    Period.YEAR: gettext_lazy("The last 365 days"),
}
STATE_NAMES: dict[str, str | Promise] = {
    State.OPEN: gettext_lazy("Open"),
    State.ARCHIVED: gettext_lazy("Archived"),
    State.WITHDRAWN: gettext_lazy("Withdrawn"),
}
IGNORED: dict[str, str | Promise] = {
    "challenge": gettext_lazy("Ignored: “%(value)s” is not one of the challenges."),
    "aim": gettext_lazy("Ignored: “%(value)s” is not one of the aims."),
    "place": gettext_lazy("Ignored: “%(value)s” is not a place of this region."),
    "state": gettext_lazy("Ignored: “%(value)s” is not a state; proposals are open, archived or withdrawn."),
    "language": gettext_lazy("Ignored: “%(value)s” is not one of the languages here."),
    "period": gettext_lazy("Ignored: “%(value)s” is not a period; use week, month or year, or two dates."),
    "from": gettext_lazy("Ignored: “%(value)s” is not a date; write it like 2026-03-31."),
    "to": gettext_lazy("Ignored: “%(value)s” is not a date; write it like 2026-03-31."),
    "order": gettext_lazy("Ignored: the period would end (%(value)s) before it begins."),
    "sort": gettext_lazy("Ignored: “%(value)s” is not an order; use new, supported, argued or attention."),
    "cursor": gettext_lazy("We could not find that page of the list, so this is the first one."),
    "q": gettext_lazy("Your search was too long; we used its beginning: “%(value)s”."),
}


DATES = ("since", "until")


# How each part of a filter says itself.
PARTS: dict[str, tuple[str | Promise, Callable[[str], object]]] = {
    "q": (gettext_lazy("Words: %(value)s"), str),
    "challenge": (gettext_lazy("Challenge: %(value)s"), lists.challenge_name),
    "aim": (gettext_lazy("Aim: %(value)s"), lists.aim_name),
    "place": (gettext_lazy("Place: %(value)s"), tree.name),
    "state": (gettext_lazy("State: %(value)s"), STATE_NAMES.__getitem__),
    "language": (gettext_lazy("Written in: %(value)s"), language_name),
    "period": (gettext_lazy("Published: %(value)s"), PERIOD_NAMES.__getitem__),
}


class Chip(NamedTuple):
    """One part of a filter in words, and the query of the same filter without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """Which proposals, in which order, from where on; empty fields ask nothing.

    Shapes: challenge and aim are slugs, place a statistical code (with all places within it), language an ISO 639-1
    code. `since` and `until` are days of the region, both included; where one is given, `period` is empty. Without a
    state, withdrawn proposals stay out, and the order by attention shows open ones only.
    """

    q: str = ""
    challenge: str = ""
    aim: str = ""
    place: str = ""
    state: str = ""
    language: str = ""
    period: str = ""
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.NEW
    cursor: Cursor | None = None

    def to_query(self) -> str:
        """Return the canonical query string: always the same for the same question; empty when it asks for all."""
        return urlencode(list(self._pairs()))

    def changed(self, **changes: Any) -> Self:
        """Return the filter with some fields changed, on its first page."""
        return replace(self, **{"cursor": None} | changes)

    @property
    def question(self) -> Self:
        """Return what is asked alone, without order and page: what a count depends on."""
        return self.changed(sort=Sort.NEW, state=str(State.OPEN) if self.states == (State.OPEN,) else self.state)

    @property
    def states(self) -> tuple[State, ...]:
        """Return the states shown."""
        if self.state:
            return (State(self.state),)
        return (State.OPEN,) if self.sort is Sort.ATTENTION else (State.OPEN, State.ARCHIVED)

    def moments(self) -> tuple[datetime | None, datetime | None]:
        """Return the first moment of the period and the first one after it; None where it is open."""
        if self.period:
            return clock.now() - timedelta(days=DAYS[Period(self.period)]), None
        after = self.until + timedelta(days=1) if self.until else None
        return _midnight(self.since), _midnight(after)

    def chips(self) -> list[Chip]:
        """Return the parts of the filter in the reader's words, each with the query that leaves it out."""
        return [
            Chip(label, self.changed(**{name: getattr(NOTHING, name) for name in names}).to_query())
            for names, label in self._parts()
        ]

    def sentence(self) -> str:
        """Return the whole filter as a sentence in the reader's language, for titles and feeds."""
        values = {"order": SORT_NAMES[self.sort], "parts": "; ".join(label for _, label in self._parts())}
        if not values["parts"]:
            return gettext("All proposals. %(order)s.") % values
        return gettext("Proposals – %(parts)s. %(order)s.") % values

    def _parts(self) -> Iterator[tuple[tuple[str, ...], str]]:
        for name, (words, shown) in PARTS.items():
            if value := getattr(self, name):
                yield (name,), words % {"value": shown(value)}
        days = {"since": self.since and long_date(self.since), "until": self.until and long_date(self.until)}
        if self.since and self.until:
            yield DATES, gettext("Published: from %(since)s to %(until)s") % days
        elif self.since:
            yield DATES, gettext("Published: since %(since)s") % days
        elif self.until:
            yield DATES, gettext("Published: until %(until)s") % days

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for name in ("q", *CHOICES):
            if value := getattr(self, name):
                yield name, value
        if self.since:
            yield "from", self.since.isoformat()
        if self.until:
            yield "to", self.until.isoformat()
        if self.sort is not Sort.NEW:
            yield "sort", self.sort
        if self.cursor and self.cursor.page > 1:
            yield ("before" if self.cursor.backward else "after"), self.cursor.to_text(self.sort)


NOTHING = ProposalFilter()
# The fields with a closed list of answers, and which they are.
CHOICES: dict[str, Callable[[str], bool]] = {
    "challenge": lambda value: lists.challenge(value) is not None,
    "aim": lambda value: lists.aim(value) is not None,
    "place": lambda value: tree.node(value) is not None,
    "state": lambda value: value in State,
    "language": lambda value: value in pack().content_languages,
    "period": lambda value: value in Period,
}


class Parsed(NamedTuple):
    """A filter read from an address, and a sentence for each part that was not understood."""

    filter: ProposalFilter
    notices: list[str]


def parse(query: QueryDict) -> Parsed:
    """Return the filter an address asks for; what it cannot mean is left out with a notice, never an error."""
    notices: list[str] = []

    def ignore(key: str, value: object) -> None:
        notices.append(str(IGNORED[key]) % {"value": str(value)[:SHOWN_MAX]})

    fields: dict[str, Any] = {"q": _words(query.get("q", ""), ignore)}
    for name, known in CHOICES.items():
        value = _clean(query.get(name, ""))
        if value and not known(value):
            ignore(name, value)
        elif value:
            fields[name] = value
    fields |= _dates(query, ignore)
    if fields.get("period") and (fields["since"] or fields["until"]):
        ignore("period", fields.pop("period"))
    sort = _clean(query.get("sort", "")) or Sort.NEW
    if sort not in Sort:
        ignore("sort", sort)
        sort = Sort.NEW
    fields["sort"] = Sort(sort)
    for key in ("after", "before"):
        if text := query.get(key, ""):
            fields["cursor"] = Cursor.from_text(text, fields["sort"], backward=key == "before")
            if fields["cursor"] is None:
                ignore("cursor", "")
    return Parsed(ProposalFilter(**fields), notices)


def _dates(query: QueryDict, ignore: Callable[[str, object], None]) -> dict[str, date | None]:
    found: dict[str, date | None] = {}
    for name, key in zip(DATES, ("from", "to"), strict=True):
        text = _clean(query.get(key, ""))
        found[name] = _date(text)
        if text and not found[name]:
            ignore(key, text)
    since, until = found.values()
    if since and until and until < since:
        ignore("order", until.isoformat())
        found["until"] = None
    return found


def _date(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, timezone.get_default_timezone()) if day else None


def _words(text: str, ignore: Callable[[str, object], None]) -> str:
    words = _clean(text)
    if len(words) > WORDS_MAX:
        words = words[:WORDS_MAX].rstrip()
        ignore("q", words)
    return words


def _clean(text: str) -> str:
    return " ".join(UNSTORABLE.sub(" ", text).split())
