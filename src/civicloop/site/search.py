"""One search for everything: proposals, places, challenges and aims, public bodies."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from civicloop.core.access import public
from civicloop.core.texts import Texts
from civicloop.people.models import Body
from civicloop.places import tree
from civicloop.proposals.cards import cards_of
from civicloop.proposals.domain import normalise
from civicloop.proposals.filters import ProposalFilter, parse
from civicloop.proposals.models import Proposal
from civicloop.proposals.models.question import words_query
from civicloop.strategy import lists

PROPOSALS_SHOWN = 6
SHOWN = 12  # of each other kind


class Hit(NamedTuple):
    """Something found by its name."""

    url: str
    name: Texts
    note: str | Texts = ""


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what fits some words, by kind; without words, how to search."""
    parsed = parse(request.GET)
    wanted = ProposalFilter(q=parsed.filter.q)
    context: dict[str, Any] = {"words": wanted.q, "notices": parsed.notices}
    if wanted.q:
        context |= _found(wanted)
    return render(request, "site/search.html", context)


def _found(wanted: ProposalFilter) -> dict[str, Any]:
    rows = Proposal.objects.page(wanted, PROPOSALS_SHOWN).rows if words_query(wanted.q) else []
    groups = [
        ("places", _("Places"), _places(wanted.q)),
        ("challenges", _("Challenges and aims"), _strategy(wanted.q)),
        ("bodies", _("Public bodies"), _bodies(wanted.q)),
    ]
    return {
        "cards": cards_of(rows),
        "list_url": f"{reverse('proposals:proposal-list')}?{wanted.to_query()}",
        "groups": [group for group in groups if group[2]],
        "nothing": not rows and not any(hits for *_names, hits in groups),
    }


def _places(words: str) -> list[Hit]:
    found = [node for node in tree.nodes() if _fits(words, [node.name])]
    return [
        Hit(reverse("places:place-show", args=[node.slug]), node.name, tree.name(node.parent) if node.parent else "")
        for node in found[:SHOWN]
    ]


def _strategy(words: str) -> list[Hit]:
    challenges = [one for one in lists.challenges() if _says(words, one)]
    aims = [one for one in lists.aims() if _says(words, one)]
    return [
        *(Hit(reverse("strategy:challenge-show", args=[one.slug]), one.name, one.summary) for one in challenges),
        *(Hit(reverse("strategy:aim-show", args=[one.slug]), one.name, one.summary) for one in aims),
    ]


def _bodies(words: str) -> list[Hit]:
    found = [
        body
        for body in Body.objects.working()
        # All municipalities do the same things: only their names tell them apart.
        if _fits(words, [body.name] if body.kind == Body.Kind.MUNICIPALITY else [body.name, body.summary])
    ]
    return [Hit(reverse("people:body-show", args=[one.slug]), one.name, one.summary) for one in found[:SHOWN]]


def _says(words: str, item: lists.ChallengeItem | lists.AimItem) -> bool:
    return _fits(words, [item.name, item.summary])


def _fits(words: str, texts: Iterable[Texts]) -> bool:
    """Return whether one language of some texts has a word beginning with each of the words, accents aside."""
    wanted = [f" {word}" for word in normalise(words).split()]
    by_language: dict[str, str] = {}
    for text in (text for texts_ in texts for text in texts_.values()):
        by_language[text.lang] = by_language.get(text.lang, "") + _said(text.text)
    return bool(wanted) and any(all(one in said for one in wanted) for said in by_language.values())


@lru_cache(maxsize=2048)
def _said(text: str) -> str:
    """Return a text's words, a blank before each."""
    return f" {normalise(text)}"
