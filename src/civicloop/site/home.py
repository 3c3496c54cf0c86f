"""The home page: what this is, what happens, where to begin."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from civicloop.core.access import public
from civicloop.people.models import Body
from civicloop.people.views import visitor
from civicloop.places import tree
from civicloop.proposals import figures
from civicloop.proposals.cards import cards_of
from civicloop.proposals.filters import Period, ProposalFilter, Sort
from civicloop.proposals.models import Proposal
from civicloop.strategy import lists
from civicloop.ui.formats import number

SHOWN = 3
TOP = ProposalFilter(period=Period.MONTH, sort=Sort.SUPPORTED)


class Shelf(NamedTuple):
    """A row of proposals with a heading and the list it is the beginning of."""

    id: str
    heading: str
    cards: list[SafeString]
    url: str
    more: str


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the region is asked to do, and where to begin."""
    counted = figures.everything()
    context = {
        "figures": _figures(counted),
        "challenges": [
            {"item": item, "url": reverse("strategy:challenge-show", args=[item.slug]), "facts": [_proposals(count)]}
            for item in lists.challenges()
            for count in [counted.by_challenge.get(item.slug, 0)]
        ],
        "shelves": [shelf for shelf in _shelves(request) if shelf.cards],
    }
    return render(request, "site/home.html", context)


def _figures(counted: figures.Everything) -> list[dict[str, Any]]:
    bodies = figures.remembered("bodies", lambda: Body.objects.filter(closed_at=None).count())
    labels = [
        (counted.proposals, ngettext("proposal", "proposals", counted.proposals), _list(ProposalFilter())),
        (
            counted.supports_this_month,
            ngettext("support in 30 days", "supports in 30 days", counted.supports_this_month),
            _list(TOP),
        ),
        (
            counted.municipalities,
            ngettext("municipality takes part", "municipalities take part", counted.municipalities),
            reverse("proposals:proposal-map"),
        ),
        (bodies, ngettext("public body", "public bodies", bodies), reverse("people:body-list")),
    ]
    return [{"value": value, "label": label, "url": url} for value, label, url in labels]


def _shelves(request: HttpRequest) -> list[Shelf]:
    shelves = [_shelf("top", _("Most supported this month"), TOP, _("All of this month’s proposals"))]
    person = visitor(request)
    if person and person.place_code and tree.node(person.place_code):
        heading = _("New in %(place)s") % {"place": tree.name(person.place_code)}
        mine = ProposalFilter(place=person.place_code)
        shelves.append(
            _shelf("mine", heading, mine, _("All proposals for %(place)s") % {"place": tree.name(mine.place)})
        )
    shelves.append(_shelf("latest", _("The latest"), ProposalFilter(), _("All proposals")))
    return shelves


def _shelf(name: str, heading: str, wanted: ProposalFilter, more: str) -> Shelf:
    return Shelf(name, heading, cards_of(Proposal.objects.page(wanted, SHOWN).rows), _list(wanted), more)


def _list(wanted: ProposalFilter) -> str:
    return f"{reverse('proposals:proposal-list')}?{wanted.to_query()}".rstrip("?")


def _proposals(count: int) -> str:
    return ngettext("%(count)s proposal", "%(count)s proposals", count) % {"count": number(count)}
