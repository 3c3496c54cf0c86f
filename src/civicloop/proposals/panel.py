"""The panel of filters as HTML, made once a minute for each filter and language: it has a hundred choices."""

import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy

from civicloop.core.region import pack
from civicloop.places import tree
from civicloop.proposals.filters import PERIOD_NAMES, SORT_NAMES, STATE_NAMES, ProposalFilter
from civicloop.strategy import lists
from civicloop.ui.formats import language_name

type Choices = Iterable[tuple[str, str | Promise | list[tuple[str, str]]]]

SECONDS = 60.0  # how old a panel may be: a place or challenge is hardly ever renamed
KEPT = 500  # panels kept, each of a few kilobytes

_made: OrderedDict[tuple[str, ...], tuple[float, SafeString]] = OrderedDict()
LABELS = {
    "challenge": gettext_lazy("Challenge"),
    "place": gettext_lazy("Place"),
    "aim": gettext_lazy("Aim"),
    "language": gettext_lazy("Written in"),
    "state": gettext_lazy("State"),
    "period": gettext_lazy("Published in"),
    "sort": gettext_lazy("Order"),
}


class Field(NamedTuple):
    """A select of the panel: its name, its label and its options, one of them chosen."""

    name: str
    label: str | Promise
    options: SafeString


def html(wanted: ProposalFilter, address: str, *, live: bool) -> SafeString:
    """Return the panel's form, filled in with a filter; `live` lets scripts show the results as one chooses."""
    first = wanted.changed()
    key = (get_language() or "en", address, str(live), first.to_query())
    expires, made = _made.get(key, (0.0, SafeString()))
    if expires < time.monotonic():
        context = {"filter": first, "fields": _fields(first), "address": address, "live": live}
        made = SafeString(render_to_string("proposals/_filter.html", context))
        _made[key] = (time.monotonic() + SECONDS, made)
        while len(_made) > KEPT:
            _made.popitem(last=False)
    return made


def forget() -> None:
    """Make every panel anew at the next question."""
    _made.clear()


def _fields(wanted: ProposalFilter) -> list[Field]:
    return [Field(name, label, _options(name, str(getattr(wanted, name)))) for name, label in LABELS.items()]


def _options(name: str, chosen: str) -> SafeString:
    html = _html([("", _anything(name))]) + _html(_choices(name))
    value = format_html('value="{}"', chosen)
    return mark_safe(html.replace(value, f"{value} selected", 1) if chosen else html)  # made of escaped parts


def _html(choices: Choices) -> SafeString:
    return format_html_join("", "{}", ((_option(value, label),) for value, label in choices))


def _option(value: str, label: str | Promise | list[tuple[str, str]]) -> SafeString:
    if isinstance(label, list):
        return format_html('<optgroup label="{}">{}</optgroup>', value, _html(label))
    return format_html('<option value="{}">{}</option>', value, label)


def _anything(name: str) -> str:
    words = {
        "challenge": gettext("Any challenge"),
        "place": gettext("Anywhere"),
        "aim": gettext("Any aim"),
        "language": gettext("Any language"),
        "state": gettext("Open or archived"),
        "period": gettext("Any time"),
    }
    return words.get(name, "")


def _choices(name: str) -> Choices:
    if name == "challenge":
        return lists.challenge_choices()
    if name == "aim":
        return lists.aim_choices()
    if name == "place":
        return tree.choices()[1:]  # without the region: that is anywhere
    if name == "language":
        return [(code, language_name(code)) for code in pack().content_languages]
    return {"state": STATE_NAMES, "period": PERIOD_NAMES, "sort": SORT_NAMES}[name].items()
