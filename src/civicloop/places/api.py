"""The API's side of places."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from civicloop.core.api import LanguageTexts, Page, PageQuery, cursor_of, next_link, page_address, read_cursor
from civicloop.places.models import Boundary, Place

router = Router(tags=["places"])


class PlaceQuery(PageQuery):
    """Which places of the list."""

    kind: Annotated[Literal["region", "municipality", "district"] | None, Field(description="Only this kind.")] = None
    parent: Annotated[str, Field(description="Only what lies directly in the place with this code.")] = ""


class PlaceOut(Schema):
    """A place."""

    code: Annotated[str, Field(description="Statistical code.")]
    kind: str
    parent: str | None
    name: LanguageTexts
    population: int | None
    population_date: str
    population_source: str
    page: Annotated[str, Field(description="Address of its page.")]


class PlaceWhole(PlaceOut):
    """A place with its outline."""

    outline: Annotated[dict[str, Any] | None, Field(description="GeoJSON geometry (WGS 84), simplified for drawing.")]
    outline_source: str


@router.get("", response=Page[PlaceOut], operation_id="place_list", summary="List places")
def place_list(request: HttpRequest, query: Query[PlaceQuery]) -> Page[PlaceOut]:
    """List the region, its municipalities and their districts, by code."""
    rows = Place.objects.order_by("code")
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.parent:
        rows = rows.filter(parent=query.parent)
    if place := read_cursor(query.after, str):
        rows = rows.filter(code__gt=place[0])
    found = list(rows[: query.limit + 1])
    after = cursor_of(found[query.limit - 1].code) if len(found) > query.limit else None
    items = [PlaceOut(**_place(one)) for one in found[: query.limit]]
    return Page[PlaceOut](items=items, next=next_link(request, after))


@router.get("/{code}", response=PlaceWhole, operation_id="place_show", summary="Show a place")
def place_show(request: HttpRequest, code: str) -> PlaceWhole:  # noqa: ARG001
    """Show one place by its statistical code, with its outline where boundaries were imported."""
    place = Place.objects.filter(code=code).first()
    if place is None:
        raise Http404
    boundary = Boundary.objects.filter(place=place).values("outline", "source").first()
    return PlaceWhole(
        **_place(place),
        outline=boundary["outline"] if boundary else None,
        outline_source=boundary["source"] if boundary else "",
    )


def _place(place: Place) -> dict[str, Any]:
    return {
        "code": place.code,
        "kind": place.kind,
        "parent": place.parent_id,
        "name": place.name,
        "population": place.population,
        "population_date": place.population_date,
        "population_source": place.population_source,
        "page": page_address("places:place-show", place.slug),
    }
