"""A map of the region's municipalities with a number each: tiles, or real borders once they are imported."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.urls import reverse

from civicloop.core.texts import Text
from civicloop.places import tree
from civicloop.places.domain import Step, level, steps
from civicloop.places.events import PlacesChanged
from civicloop.places.memory import Memory
from civicloop.places.models import Boundary, Place

# Lengths below are units of the drawing; its width on the page is up to the style sheet.
WIDTH = 1200
TILE_WIDTH, TILE_HEIGHT, TILE_GAP = 232, 216, 8
LINE, SHORT_LINE = 16, 11  # letters that fit side by side into a tile, in small and in large type
LETTER, LARGE_LETTER = 15, 30  # width of a digit on real borders, on wide and on narrow screens
NAME_LETTER = 12  # width of a letter of a name there
LINES = (-18, 0, 30, 54)  # heights, from a label's point: top and foot of its number, foot of a first and second line


@dataclass(frozen=True, slots=True)
class Drawn:
    """Where a municipality stands in the drawing: a tile's corner, or a path and its label's point.

    `rooms` says how wide a number, and one and two lines of a name below it, may be at that point.
    """

    code: str
    x: int
    y: int
    path: str = ""
    rooms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """The municipalities drawn; the same for every map of a region until borders change."""

    width: int
    height: int
    shapes: tuple[Drawn, ...]
    sources: tuple[str, ...] = ()

    @property
    def view_box(self) -> str:
        """Return the SVG viewBox: a little more than the drawing, so that lines at its edge stay whole."""
        return f"-4 -4 {self.width + 8} {self.height + 8}"

    @property
    def real(self) -> bool:
        """Return whether these are real borders."""
        return bool(self.sources)


@dataclass(frozen=True, slots=True)
class Shape:
    """A municipality on one map. `others` are its names in official languages that differ."""

    drawn: Drawn
    name: Text
    others: tuple[Text, ...]
    value: int
    level: int
    link: str

    @property
    def lines(self) -> list[str]:
        """Return the name in lines that fit a tile."""
        return broken(self.name.text, LINE)

    @property
    def short_lines(self) -> list[str]:
        """Return the name in lines that fit a tile in large type."""
        return broken(self.name.text, SHORT_LINE)

    @property
    def other_lines(self) -> list[tuple[Text, list[str]]]:
        """Return the other names, each in lines that fit a tile."""
        return [(other, broken(other.text, LINE)) for other in self.others]

    @property
    def fits(self) -> bool:
        """Return whether the number has room inside real borders on a wide screen."""
        return len(f"{self.value:,}") * LETTER <= self.drawn.rooms[0]

    @property
    def fits_narrow(self) -> bool:
        """Return whether the number has room inside real borders on a narrow screen too."""
        return len(f"{self.value:,}") * LARGE_LETTER <= self.drawn.rooms[0]

    @property
    def name_fits(self) -> bool:
        """Return whether the name has room inside real borders on a wide screen."""
        return max(map(len, self.lines)) * NAME_LETTER <= self.drawn.rooms[min(len(self.lines), 2)]


@dataclass(frozen=True, slots=True)
class RegionMap:
    """What `places/map.html` shows.

    `rows` is the same as a list, and more where numbers belong to no municipality; `nothing` says whether a
    municipality has the number 0, `narrow` whether most numbers have room on a
    narrow screen (else none is shown there).
    """

    id: str
    label: str
    drawing: Drawing
    shapes: tuple[Shape, ...]
    rows: tuple[Shape, ...]
    scale: tuple[Step, ...]
    nothing: bool
    narrow: bool
    listed: str
    points: str
    boundaries: str


def region_map(  # noqa: PLR0913 - the last three have defaults few pages change
    values: Mapping[str, int],
    links: Mapping[str, str],
    label: str,
    *,
    points: str = "",
    listed: str = "",
    id: str = "region-map",  # noqa: A002 - it becomes the element's id
) -> RegionMap:
    """Return a map of the municipalities with a number each, for the partial template `places/map.html`.

    Shapes: `values` and `links` (addresses) by code of the place; a municipality without a value has 0, one without a
    link is not linked; other places are only listed. `points` is the address of GeoJSON points that scripts may add.
    `listed` is the id of an equal list on the same page; without it the partial brings its own.
    Units: `label` says what the numbers count.
    """
    drawing = _drawing.get()
    codes = [drawn.code for drawn in drawing.shapes]
    scale = steps([values.get(code, 0) for code in codes])
    shapes = [_shape(drawn, values, links, scale) for drawn in drawing.shapes]
    others = [_shape(Drawn(code, 0, 0), values, links, ()) for code in values if code not in codes and tree.node(code)]
    return RegionMap(
        id=id,
        label=label,
        drawing=drawing,
        shapes=tuple(shapes),
        rows=tuple(sorted(shapes, key=lambda shape: shape.name.text) + others),
        scale=tuple(scale),
        nothing=any(shape.level == 0 for shape in shapes),
        narrow=drawing.real and 2 * sum(shape.fits_narrow for shape in shapes) > len(shapes),
        listed=listed,
        points=points,
        boundaries=reverse("places:place-boundaries") if drawing.real else "",
    )


def boundaries_json() -> bytes:
    """Return the municipalities' outlines as a GeoJSON FeatureCollection; each feature's id is the place's code."""
    return _json.get()


def broken(name: str, letters: int) -> list[str]:
    """Return a name in lines of at most so many letters, broken after hyphens and at spaces."""
    lines: list[str] = []
    for part in name.replace("-", "-\0").replace(" ", " \0").split("\0"):
        if lines and len(lines[-1]) + len(part.rstrip()) <= letters:
            lines[-1] += part
        else:
            lines.append(part)
    return [line.strip() for line in lines]


def _shape(drawn: Drawn, values: Mapping[str, int], links: Mapping[str, str], scale: Sequence[Step]) -> Shape:
    node = tree.node(drawn.code)
    if node is None:  # the place went while its drawing was still remembered
        return Shape(drawn, Text("", drawn.code), (), 0, 0, "")
    value = values.get(drawn.code, 0)
    return Shape(
        drawn, node.name.best(), tree.other_names(node.name), value, level(value, scale), links.get(drawn.code, "")
    )


def _draw() -> Drawing:
    boundaries = list(
        Boundary.objects.filter(place__kind=Place.Kind.MUNICIPALITY)
        .order_by("place")
        .values_list("place_id", "outline", "label_longitude", "label_latitude", "source")
    )
    if boundaries and len(boundaries) == Place.objects.municipalities().count():
        return _draw_borders(boundaries)
    return _draw_tiles()


def _draw_tiles() -> Drawing:
    places = Place.objects.municipalities().filter(tile_column__isnull=False, tile_row__isnull=False)
    tiles = list(places.values_list("code", "tile_column", "tile_row"))
    wide, high = TILE_WIDTH + TILE_GAP, TILE_HEIGHT + TILE_GAP
    shapes = tuple(
        Drawn(code, column * wide, row * high) for code, column, row in tiles if column is not None and row is not None
    )
    width = max((drawn.x for drawn in shapes), default=0) + TILE_WIDTH
    return Drawing(width, max((drawn.y for drawn in shapes), default=0) + TILE_HEIGHT, shapes)


def _draw_borders(boundaries: Sequence[tuple[str, Any, float, float, str]]) -> Drawing:
    """Draw borders in the equirectangular projection, true to scale along the middle latitude of the region."""
    points = [point for _, outline, *_ in boundaries for ring in _rings(outline) for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * squeeze)

    def project(point: Sequence[float]) -> tuple[int, int]:
        return round((point[0] - west) * squeeze * scale), round((north - point[1]) * scale)

    shapes = []
    for code, outline, longitude, latitude, _source in boundaries:
        rings = [[project(point) for point in ring] for ring in _rings(outline)]
        x, y = project((longitude, latitude))
        shapes.append(
            Drawn(
                code,
                x,
                y,
                "".join(map(_path, rings)),
                tuple(_room(rings, x, [y + line for line in LINES[:number]]) for number in (2, 3, 4)),
            )
        )
    sources = tuple(sorted({source for *_, source in boundaries}))
    return Drawing(WIDTH, round((north - south) * scale), tuple(shapes), sources)


def _rings(outline: Mapping[str, Any]) -> Iterable[Sequence[Sequence[float]]]:
    polygons = [outline["coordinates"]] if outline["type"] == "Polygon" else outline["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


def _path(ring: Sequence[tuple[int, int]]) -> str:
    """Return a ring as SVG path data: a start, then steps, which are shorter to write than points."""
    (x, y), *rest = ring
    data = [f"M{x} {y}l"]
    for to_x, to_y in rest[:-1]:
        if (to_x, to_y) != (x, y):
            data.append(f"{to_x - x} {to_y - y} ")
        x, y = to_x, to_y
    return "".join(data).rstrip() + "z"


def _room(rings: Sequence[Sequence[tuple[int, int]]], x: int, heights: Sequence[int]) -> int:
    """Return how wide type around x may be at some heights before it meets a border, to both sides alike."""
    crossings = [
        x1 + (x2 - x1) * (y - y1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in pairwise(ring)
        for y in heights
        if (y1 <= y) != (y2 <= y)
    ]
    return round(2 * min((abs(crossing - x) for crossing in crossings), default=0))


def _encode() -> bytes:
    features = [
        {"type": "Feature", "id": code, "properties": {}, "geometry": outline}
        for code, outline in Boundary.objects.filter(place__kind=Place.Kind.MUNICIPALITY)
        .order_by("place")
        .values_list("place_id", "outline")
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


_drawing = Memory(_draw, PlacesChanged)
_json = Memory(_encode, PlacesChanged)
