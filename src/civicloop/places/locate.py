"""Which place a point lies in, asked of the imported boundaries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import shape

from civicloop.places.events import PlacesChanged
from civicloop.places.memory import Memory
from civicloop.places.models import Boundary, Place

# The smaller place says more about a point than the larger one around it.
SIZE = {Place.Kind.DISTRICT: 0, Place.Kind.MUNICIPALITY: 1, Place.Kind.REGION: 2}


@dataclass(frozen=True, slots=True)
class Index:
    """Boundaries in an R-tree (STRtree), smallest kind of place first."""

    codes: tuple[str, ...]
    tree: shapely.STRtree

    def code_at(self, longitude: float, latitude: float) -> str | None:
        """Return the code of the smallest place that covers a point; on a border, the lower code."""
        hits = self.tree.query(shapely.Point(longitude, latitude), predicate="intersects")
        return self.codes[min(hits)] if len(hits) else None


def make_index(boundaries: Sequence[tuple[str, str, Mapping[str, Any]]]) -> Index:
    """Return an index of boundaries given as (code, kind, GeoJSON geometry)."""
    ordered = sorted(boundaries, key=lambda item: (SIZE[Place.Kind(item[1])], item[0]))
    return Index(
        tuple(code for code, _, _ in ordered), shapely.STRtree([shape(dict(geometry)) for _, _, geometry in ordered])
    )


def code_at(longitude: float, latitude: float) -> str | None:
    """Return the code of the smallest place with a boundary around a point, or None.

    Units: degrees (WGS 84). Points that are no place on Earth lie nowhere.
    """
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):  # noqa: PLR2004 - the Earth's own limits; false for NaN too
        return None
    return _index.get().code_at(longitude, latitude)


def place_at(longitude: float, latitude: float) -> Place | None:
    """Return the smallest place with a boundary around a point, or None: outside, or no boundaries imported.

    Units: degrees (WGS 84).
    """
    code = code_at(longitude, latitude)
    return Place.objects.get(code=code) if code else None


def forget() -> None:
    """Read the boundaries anew at the next question."""
    _index.forget()


def _build() -> Index:
    return make_index(list(Boundary.objects.values_list("place_id", "place__kind", "geometry")))


_index = Memory(_build, PlacesChanged)
