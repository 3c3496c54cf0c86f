"""Borders as geometry: read, mended, thinned out for drawing. Knows shapely and GeoJSON, no Django.

Units: degrees of longitude and latitude (WGS 84) throughout.
"""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

EXACT_DIGITS = 6  # a tenth of a metre
OUTLINE_DIGITS = 5  # a metre
OUTLINE_BYTES = 40_000  # all outlines of one kind of place together: a map page carries them
FINEST = 0.0001  # about ten metres: finer than any screen shows a region
OVERLAP = 0.02  # the share of a place that mending may move to a neighbour


class GeometryError(ValueError):
    """A geometry cannot be used; the message says why and what to do."""


def read(geometry: object) -> BaseGeometry:
    """Return the area a GeoJSON geometry describes, valid and without lines, points and heights.

    Errors: GeometryError with cause and cure.
    """
    if not isinstance(geometry, Mapping):
        raise GeometryError("it has no geometry. Export it with its borders.")
    try:
        with np.errstate(invalid="ignore"):  # what is no number is refused below, in a sentence
            drawn = shapely.force_2d(shape(dict(geometry)))
    except (TypeError, ValueError, AttributeError, KeyError, IndexError, shapely.errors.ShapelyError) as error:
        raise GeometryError(f"its geometry cannot be read ({_first_line(error)}). Export it again.") from error
    if drawn.is_empty:
        raise GeometryError("its geometry is empty. Export it with its borders.")
    if not all(map(math.isfinite, shapely.get_coordinates(drawn).ravel())):
        raise GeometryError("a coordinate of it is not a number. Export it again.")
    area = areas_of(rounded(drawn, EXACT_DIGITS))
    if area.is_empty or area.area == 0:
        raise GeometryError(f"it is drawn as {drawn.geom_type} and encloses no area. Export it as Polygon.")
    return area


def is_on_earth(geometry: BaseGeometry) -> bool:
    """Return whether all coordinates can be degrees of longitude and latitude."""
    west, south, east, north = geometry.bounds
    return west >= -180 and east <= 180 and south >= -90 and north <= 90  # noqa: PLR2004 - the Earth's own limits


def areas_of(geometry: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a geometry, mended where lines cross, as Polygon or MultiPolygon."""
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(geometry)))
    return shapely.union_all([part for part in parts if part.geom_type == "Polygon"])


def rounded(geometry: BaseGeometry, digits: int) -> BaseGeometry:
    """Return a geometry with rounded coordinates; equal points stay equal, so neighbours stay joined."""
    return shapely.transform(geometry, lambda points: points.round(digits))


def joined(areas: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Return neighbours without gaps and overlaps between them.

    Errors: GeometryError when an area would lose or win more than a sliver: the borders contradict each other.
    """
    if shapely.coverage_is_valid(areas):
        return list(areas)
    mended = [rounded(area, EXACT_DIGITS) for area in shapely.coverage_clean(areas)]  # type: ignore[attr-defined]  # newer than its stubs
    for before, after in zip(areas, mended, strict=True):
        if after.is_empty or before.symmetric_difference(areas_of(after)).area > OVERLAP * before.area:
            raise GeometryError("places of one kind overlap each other by more than a sliver. Export each place once.")
    return [areas_of(area) for area in mended]


def outlines(areas: Sequence[BaseGeometry], budget: int = OUTLINE_BYTES) -> list[BaseGeometry]:
    """Return the areas with as few points as it takes to fit in `budget` bytes of GeoJSON together, still joined.

    The tolerance grows from ten metres until they fit.
    """
    tolerance = FINEST
    while True:
        thinned = [_drawable(area) for area in shapely.coverage_simplify(areas, tolerance)]
        if sum(len(json.dumps(to_json(area), separators=(",", ":"))) for area in thinned) <= budget or tolerance > 1:
            return thinned
        tolerance *= 1.15


def label_point(area: BaseGeometry) -> tuple[float, float]:
    """Return where a label has the most room: the centre of the largest circle inside the largest part."""
    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    west, south, east, north = largest.bounds
    line = shapely.maximum_inscribed_circle(largest, tolerance=max(east - west, north - south) / 100)
    longitude, latitude = shapely.get_coordinates(line)[0]
    return round(float(longitude), OUTLINE_DIGITS), round(float(latitude), OUTLINE_DIGITS)


def to_json(area: BaseGeometry) -> dict[str, Any]:
    """Return a geometry as GeoJSON with lists, equal to what a JSON column gives back."""
    found: dict[str, Any] = json.loads(json.dumps(mapping(area)))
    return found


def _drawable(area: BaseGeometry) -> BaseGeometry:
    drawn = rounded(area, OUTLINE_DIGITS)
    return drawn if drawn.is_valid else areas_of(drawn)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
