"""What this room shows on the pages of places, challenges and aims: their most supported proposals."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from civicloop.places import sections as place_pages
from civicloop.places.models import Place
from civicloop.proposals import figures
from civicloop.proposals.cards import cards_of
from civicloop.proposals.filters import ProposalFilter, Sort
from civicloop.proposals.models import Proposal
from civicloop.strategy import sections as strategy_pages
from civicloop.strategy.models import Aim, Challenge

SHOWN = 6
ORDER = 20  # where the section stands among those of other rooms


def register() -> None:
    """Add the sections to the pages of the rooms below."""
    place_pages.register(ORDER, of_place)
    strategy_pages.register(ORDER, of_challenge)
    strategy_pages.register_aim(ORDER, of_aim)


def of_place(place: Place, request: HttpRequest) -> place_pages.Section:  # noqa: ARG001 - all see the same
    """Return the proposals for a place and the places in it."""
    return place_pages.Section("proposals/_section.html", _shown(ProposalFilter(place=place.code)))


def of_challenge(challenge: Challenge, request: HttpRequest) -> strategy_pages.Section:  # noqa: ARG001 - the same
    """Return the proposals that belong to a challenge."""
    return strategy_pages.Section("proposals/_section.html", _shown(ProposalFilter(challenge=challenge.slug)))


def of_aim(aim: Aim, request: HttpRequest) -> strategy_pages.Section:  # noqa: ARG001 - the same
    """Return the proposals that serve an aim."""
    return strategy_pages.Section("proposals/_section.html", _shown(ProposalFilter(aim=aim.slug)))


def _shown(wanted: ProposalFilter) -> dict[str, Any]:
    sorted_ = wanted.changed(sort=Sort.SUPPORTED)
    return {
        "cards": cards_of(Proposal.objects.page(sorted_, SHOWN).rows),
        "count": figures.count(wanted),
        "url": f"{reverse('proposals:proposal-list')}?{sorted_.to_query()}",
    }
