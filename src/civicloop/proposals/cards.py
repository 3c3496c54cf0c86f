"""What lists show of a proposal, made ready for the template: names instead of codes, sentences instead of numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from civicloop.places import tree
from civicloop.proposals import standing
from civicloop.proposals.domain import State
from civicloop.proposals.filters import STATE_NAMES
from civicloop.proposals.models import Proposal
from civicloop.strategy import lists
from civicloop.ui.formats import number
from civicloop.ui.templatetags.civic import lang_attr

STEPS = list(standing.Step)


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal as a card.

    Shapes: `lang` is the attribute for words in another language than the page's, or nothing; `step` counts the steps
    of the loop it has reached, `stand` says the last one in words.
    """

    number: int
    url: str
    title: str
    summary: str
    lang: SafeString
    challenge: str
    color: str
    place: str
    published_at: datetime
    supports: str
    arguments: str
    step: int
    stand: str | Promise
    sample: bool


def cards_of(proposals: Iterable[Proposal]) -> list[Card]:
    """Return the cards of some proposals, in their order; names come from memory, so this asks the database nothing.

    Later steps of the loop cost one question per room that answers for one, however many proposals there are.
    """
    rows = list(proposals)
    loops = standing.loop(rows)
    address = reverse("proposals:proposal-show", args=[0]).removesuffix("0")
    return [_card(row, f"{address}{row.pk}", loops[row.pk]) for row in rows]


def supports_words(count: int) -> str:
    """Return how many people support something, as a sentence's worth of words."""
    return ngettext("%(count)s support", "%(count)s supports", count) % {"count": number(count)}


def arguments_words(count: int) -> str:
    """Return how many arguments something has, in words."""
    return ngettext("%(count)s argument", "%(count)s arguments", count) % {"count": number(count)}


def _card(row: Proposal, url: str, loop: list[standing.Stand]) -> Card:
    step, stand = next((place, one) for place, one in enumerate(loop, start=1) if one.current)
    return Card(
        number=row.pk,
        url=url,
        title=row.title,
        summary=row.summary,
        lang=lang_attr(row.language),
        challenge=lists.challenge_name(row.challenge_id),
        color=lists.color(row.challenge_id),
        place=tree.name(row.place_id),
        published_at=row.published_at,
        supports=supports_words(row.supports),
        arguments=arguments_words(row.arguments),
        step=step,
        stand=stand.name if row.state == State.OPEN else STATE_NAMES[row.state],
        sample=row.sample,
    )
