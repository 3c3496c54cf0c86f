"""Pages of places."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from civicloop.core.access import public
from civicloop.core.region import pack
from civicloop.core.texts import Text
from civicloop.places import map as maps
from civicloop.places import tree
from civicloop.places.models import Boundary, Place
from civicloop.places.sections import sections_of


@dataclass(frozen=True, slots=True)
class Item:
    """A municipality in the list; `others` are its names in official languages that differ."""

    place: Place
    name: Text
    others: tuple[Text, ...]
    url: str
    districts: list[tree.Node]


@public
@require_safe
def place_list(request: HttpRequest) -> HttpResponse:
    """Show all places: the municipalities on a map and in a list with their residents, and their districts."""
    municipalities = list(Place.objects.municipalities())
    urls = {place.code: reverse("places:place-show", args=[place.slug]) for place in municipalities}
    residents = {place.code: place.population or 0 for place in municipalities}
    region_map = maps.region_map(
        residents, urls, _("Residents of each municipality"), listed="municipalities", id="residents-map"
    )
    items = [
        Item(
            place, place.name.best(), tree.other_names(place.name), urls[place.code], _nodes(tree.children(place.code))
        )
        for place in municipalities
    ]
    facts = {(_day(place.population_date), place.population_source) for place in municipalities if place.population}
    context = {
        "region_place": Place.objects.filter(kind=Place.Kind.REGION).first(),
        "municipalities": sorted(items, key=lambda item: item.name.text),
        "facts": sorted(facts, key=str),
        "map": region_map,
    }
    return render(request, "places/place_list.html", context)


@public
@require_safe
def place_show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a place: its names, its residents, what it lies in and what lies in it, and what other rooms add."""
    place = get_object_or_404(Place, slug=slug)
    context = {
        "place": place,
        "names": [place.name[language] for language in pack().official_languages if language in place.name],
        "path": [node for code in tree.path(place.code)[:-1] if (node := tree.node(code))],
        "children": _nodes(tree.children(place.code)),
        "population_date": _day(place.population_date),
        "boundary_source": Boundary.objects.filter(place=place).values_list("source", flat=True).first(),
        "sections": sections_of(place, request),
    }
    return render(request, "places/place_show.html", context)


@public
@require_safe
def place_boundaries(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the address alone decides
    """Return the municipalities' outlines as GeoJSON, for the map that scripts can zoom."""
    response = HttpResponse(maps.boundaries_json(), content_type="application/geo+json")
    response["Cache-Control"] = "public, max-age=600"
    return response


def _nodes(codes: tuple[str, ...]) -> list[tree.Node]:
    found = [node for code in codes if (node := tree.node(code))]
    return sorted(found, key=lambda node: tree.name(node.code))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
