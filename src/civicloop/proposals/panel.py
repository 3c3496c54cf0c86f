"""The panel of filters: the choices of each field as HTML, made once per language."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy

from civicloop.core.region import pack
from civicloop.places import tree
from civicloop.places.events import PlacesChanged
from civicloop.places.memory import Memory
from civicloop.proposals.filters import PERIOD_NAMES, SORT_NAMES, STATE_NAMES, ProposalFilter
from civicloop.strategy import lists
from civicloop.strategy.events import StrategyChanged
from civicloop.ui.formats import language_name

type Choices = Iterable[tuple[str, str | Promise | list[tuple[str, str]]]]

# Made once per language and field, and anew when places or challenges change.
_made: Memory[dict[tuple[str, str], str]] = Memory(dict, PlacesChanged, StrategyChanged)
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


def fields(wanted: ProposalFilter) -> list[Field]:
    """Return the selects of the panel with what a filter chooses."""
    return [Field(name, label, _options(name, str(getattr(wanted, name)))) for name, label in LABELS.items()]


def _options(name: str, chosen: str) -> SafeString:
    made = _made.get()
    key = (get_language() or "en", name)
    html = made.get(key)
    if html is None:
        html = made[key] = "".join(_html(choices) for choices in ([("", _anything(name))], _choices(name)))
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
