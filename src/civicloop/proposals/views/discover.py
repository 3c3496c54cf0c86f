"""Find proposals: as a list, on a map, as points for that map."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from civicloop.core.access import public
from civicloop.places import tree
from civicloop.places.map import region_map
from civicloop.proposals import figures, panel
from civicloop.proposals.cards import cards_of
from civicloop.proposals.filters import Parsed, ProposalFilter, Sort, parse
from civicloop.proposals.models import Proposal
from civicloop.proposals.models.queries import COUNT_MAX, Counted
from civicloop.proposals.models.question import words_query
from civicloop.ui.formats import number

MAP_CARDS = 3  # proposals beside the map; the list has them all


@public
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Show the proposals a filter asks for, a page at a time."""
    if tidy := _tidy(request):
        return HttpResponseRedirect(tidy)
    parsed = _read(request)
    page = Proposal.objects.page(parsed.filter)
    address = _address("proposal-list")
    alone = parsed.filter.cursor is None and page.after is None
    counted = Counted(len(page.rows)) if alone else figures.count(parsed.filter)
    context = _context(parsed, address, counted) | {
        "cards": cards_of(page.rows),
        "newer": page.before and _at(address, parsed.filter.changed(cursor=page.before)),
        "older": page.after and _at(address, parsed.filter.changed(cursor=page.after)),
    }
    if "HX-Request" not in request.headers:
        return render(request, "proposals/proposal_list.html", context)
    response = render(request, "proposals/proposal_list.html#results", context)
    # The browser's address bar shows the short form, without the empty fields of the form.
    response["HX-Push-Url"] = _at(address, parsed.filter)
    return response


@public
@require_safe
def proposal_map(request: HttpRequest) -> HttpResponse:
    """Show how many proposals of a filter each municipality has, and the first of them."""
    if tidy := _tidy(request):
        return HttpResponseRedirect(tidy)
    parsed = _read(request)
    wanted = parsed.filter.changed()
    counts, whole = figures.by_place_of(wanted)
    root = tree.root()
    total = counts.get(root.code, 0) if root else 0
    inside = [node for node in tree.nodes("municipality") if not wanted.place or _touches(wanted.place, node.code)]
    address = _address("proposal-list")
    counted = Counted(min(total, COUNT_MAX), more=total > COUNT_MAX) if whole else figures.count(wanted)
    context = _context(parsed, _address("proposal-map"), counted) | {
        "map": region_map(
            {node.code: counts.get(node.code, 0) for node in inside},
            {node.code: f"{address}?{_within(wanted, node.code).to_query()}" for node in inside},
            _("Proposals per municipality"),
            points=_at(_address("proposal-points"), wanted),
            id="proposal-map",
        ),
        "whole": whole,
        "cards": cards_of(Proposal.objects.page(wanted, MAP_CARDS).rows),
    }
    return render(request, "proposals/proposal_map.html", context)


@public
@require_safe
def proposal_points(request: HttpRequest) -> HttpResponse:
    """Return up to a thousand proposals of a filter that stand at a point, as GeoJSON."""
    address = reverse("proposals:proposal-show", args=[0]).removesuffix("0")
    features = [
        {
            "type": "Feature",
            "id": row.pk,
            "geometry": {"type": "Point", "coordinates": [row.longitude, row.latitude]},
            "properties": {"title": row.title, "url": f"{address}{row.pk}", "lang": row.language},
        }
        for row in Proposal.objects.points(parse(request.GET).filter)
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")


def count_words(counted: Counted) -> str:
    """Return how many proposals were found, in words."""
    if counted.more:
        return _("More than %(count)s proposals") % {"count": number(counted.number)}
    if not counted.number:
        return _("No proposal fits")
    words = ngettext("%(count)s proposal", "%(count)s proposals", counted.number)
    return words % {"count": number(counted.number)}


def _read(request: HttpRequest) -> Parsed:
    """Return the filter of a request; words too common to search for are left out with a notice."""
    parsed = parse(request.GET)
    q = parsed.filter.q
    if not q or words_query(q):
        return parsed
    notice = _("“%(words)s” stands in nearly every text, so we searched without it.") % {"words": q}
    return Parsed(parsed.filter.changed(q="", cursor=parsed.filter.cursor), [*parsed.notices, notice])


def _tidy(request: HttpRequest) -> str:
    """Return the address without what a form sends and nobody chose, or nothing when there is no such thing."""
    idle = [name for name, value in request.GET.items() if not value or (name, value) == ("sort", Sort.NEW)]
    if not idle or "HX-Request" in request.headers:
        return ""
    query = request.GET.copy()
    for name in idle:
        del query[name]
    return f"{request.path}?{query.urlencode()}".rstrip("?")


def _context(parsed: Parsed, address: str, counted: Counted) -> dict[str, Any]:
    """Return what list and map share: the filter in words, the panel, and the other ways to look at the same."""
    wanted, first = parsed.filter, parsed.filter.changed()
    return {
        "address": address,
        "filter": wanted,
        "panel": panel.html(wanted, address, live=address == _address("proposal-list")),
        "chips": [{"label": chip.label, "url": f"{address}?{chip.without}".rstrip("?")} for chip in wanted.chips()],
        "notices": parsed.notices,
        "sentence": wanted.sentence(),
        "found": count_words(counted),
        "none": not counted.number,
        "views": [
            {
                "url": _at(_address(name), first),
                "label": label,
                "icon": icon,
                "current": _address(name) == address,
            }
            for name, label, icon in (
                ("proposal-list", _("List"), "list"),
                ("proposal-map", _("Map"), "map"),
            )
        ],
        "feed_url": _at(_address("proposal-feed"), first),
        "save_url": _at(_address("saved-search-create"), first),
    }


def _address(name: str) -> str:
    return _address_in(name, get_language() or "en")


@lru_cache(maxsize=64)
def _address_in(name: str, language: str) -> str:  # noqa: ARG001 - the active one, for which it is remembered
    return reverse(f"proposals:{name}")


def _at(address: str, wanted: ProposalFilter) -> str:
    return f"{address}?{wanted.to_query()}".rstrip("?")


def _touches(place: str, municipality: str) -> bool:
    """Return whether one of the two places lies in the other."""
    return municipality in tree.codes_within(place) or place in tree.codes_within(municipality)


def _within(wanted: ProposalFilter, municipality: str) -> ProposalFilter:
    """Return the filter for a municipality of the map: a district asked for stays the narrower answer."""
    return wanted if wanted.place in tree.codes_within(municipality) else wanted.changed(place=municipality)
