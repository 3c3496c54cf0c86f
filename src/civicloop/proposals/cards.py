"""Proposals as cards of a list: names instead of codes, sentences instead of numbers, made into HTML at once.

A list shows twenty cards and has few milliseconds for all of them, so a card is one string filled in, not a template of
fifty nodes. Whatever people wrote is escaped here.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from civicloop.places import tree
from civicloop.proposals import standing
from civicloop.proposals.domain import State
from civicloop.proposals.filters import STATE_NAMES
from civicloop.proposals.models import Proposal
from civicloop.strategy import lists
from civicloop.ui.formats import number
from civicloop.ui.templatetags.civic import lang_attr

CARD = (
    '<li class="card" data-color="{color}"><p class="tag">{challenge}</p>'
    '<h3{lang}><a href="{url}">{title}</a></h3><p{lang}>{summary}</p>'
    '<p class="card-foot"><strong>{supports}</strong><span>{arguments}</span><span>{place}</span></p>'
    '<div class="loop-mini" data-step="{step}" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></div>'
    '<p class="small muted">{stand}</p></li>'
)

STEPS = {step: place for place, step in enumerate(standing.Step, start=1)}


def cards_of(proposals: Iterable[Proposal]) -> list[SafeString]:
    """Return some proposals as cards, in their order; names come from memory, so this asks the database nothing.

    Later steps of the loop cost one question per room that answers for one, however many proposals there are.
    """
    rows = list(proposals)
    steps = standing.last_steps(rows)
    address = reverse("proposals:proposal-show", args=[0]).removesuffix("0")
    language = get_language() or "en"
    return [_card(row, f"{address}{row.pk}", steps[row.pk], language) for row in rows]


def _card(row: Proposal, url: str, step: standing.Step, language: str) -> SafeString:
    html = CARD.format(
        color=_escaped(lists.color(row.challenge_id)),
        challenge=_escaped(lists.challenge_name(row.challenge_id)),
        lang=lang_attr(row.language),
        url=url,
        title=escape(row.title),
        summary=escape(row.summary),
        supports=_supports(row.supports, language),
        arguments=_arguments(row.arguments, language),
        place=_escaped(tree.name(row.place_id)),
        step=STEPS[step],
        stand=_stand(step if row.state == State.OPEN else row.state, row.sample, language),
    )
    return mark_safe(html)  # every part is escaped above or a number


# The same few words stand on thousands of cards: each is made once per language, which is part of the key.


@lru_cache(maxsize=4096)
def _supports(count: int, language: str) -> str:  # noqa: ARG001 - the key
    return escape(ngettext("%(count)s support", "%(count)s supports", count) % {"count": number(count)})


@lru_cache(maxsize=4096)
def _arguments(count: int, language: str) -> str:  # noqa: ARG001 - the key
    return escape(ngettext("%(count)s argument", "%(count)s arguments", count) % {"count": number(count)})


@lru_cache(maxsize=256)
def _stand(stand: str, sample: bool, language: str) -> str:  # noqa: ARG001, FBT001 - the key
    words = str(STATE_NAMES[stand] if stand in STATE_NAMES else standing.NAMES[standing.Step(stand)])
    return escape(gettext("%(stand)s · sample") % {"stand": words} if sample else words)


@lru_cache(maxsize=4096)
def _escaped(words: str) -> str:
    return escape(words)
