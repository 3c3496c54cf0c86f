"""`civicloop import places FILE.geojson`: borders of the region's places from a GeoJSON file."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from civicloop.core.errors import Invalid
from civicloop.core.importers import ImportReport, read_text
from civicloop.places import geometry
from civicloop.places.actions import Borders, store_boundaries
from civicloop.places.domain import Known, match
from civicloop.places.models import Boundary, Place

FEATURES_MAX = 5000
DEGREES = (
    "CRS84",
    "EPSG::4326",
    "EPSG:4326",
)  # names under which GeoJSON files say “degrees of longitude and latitude”
TITLE_WORDS = ("name", "nam", "naam", "nom", "descr", "label", "title")
SHOW_PROPERTIES = 8


def import_boundaries(file: Path, report: ImportReport, *, source: str = "") -> None:
    """Read the borders of places from a GeoJSON file and store them; places are matched by code, else by name.

    Errors: Invalid for a file that is no use as a whole; a single bad feature is refused in the report.
    """
    collection = _collection(file)
    features = collection["features"]
    codes = match([_properties(feature) for feature in features], _known())
    if not any(codes):
        raise Invalid(_nothing_matches(file, features))
    areas: dict[str, tuple[str, BaseGeometry]] = {}
    for number, (feature, code) in enumerate(zip(features, codes, strict=True), 1):
        where = _where(number, feature)
        if code is None:
            report.refuse(where, "No place of this region has this code or name. Remove it, or add it to places.toml.")
        elif code in areas:
            report.refuse(where, f"It is the same place as {areas[code][0]} ({code}). Merge the two into one feature.")
        else:
            try:
                area = geometry.read(feature.get("geometry"))
            except geometry.GeometryError as error:
                report.refuse(where, f"Its borders are no use: {error}")
                continue
            _check_degrees(file, where, area)
            areas[code] = where, area
    if areas and not report.refused:
        _store(file, {code: area for code, (_, area) in areas.items()}, source or _source(collection, file), report)


def _store(file: Path, areas: Mapping[str, BaseGeometry], source: str, report: ImportReport) -> None:
    _check_nearby(file, areas)
    kinds = dict(Place.objects.filter(code__in=areas).values_list("code", "kind"))
    borders: list[Borders] = []
    for kind in Place.Kind:
        codes = sorted(code for code in areas if kinds[code] == kind)
        if not codes:
            continue
        try:
            exact = geometry.joined([areas[code] for code in codes])
        except geometry.GeometryError as error:
            raise Invalid(f"{file.name}: {error}") from error
        for code, area, outline in zip(codes, exact, geometry.outlines(exact), strict=True):
            label = geometry.label_point(area)
            borders.append(Borders(code, geometry.to_json(area), geometry.to_json(outline), label, source))
    store_boundaries(borders=borders, by=None, report=report)
    west, south, east, north = shapely.union_all(list(areas.values())).bounds
    report.notes.append(
        f"The borders lie between {west:.3f}° and {east:.3f}° of longitude, {south:.3f}° and {north:.3f}° of latitude."
    )


def _collection(file: Path) -> dict[str, Any]:
    text = read_text(file)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise Invalid(
            f"{file.name}, line {error.lineno}: this is not JSON ({error.msg}). "
            "Export the borders as GeoJSON, for example with: ogr2ogr -f GeoJSON out.geojson in.shp"
        ) from error
    except RecursionError as error:
        raise Invalid(f"{file.name}: the file is nested too deeply to be GeoJSON. Export it again.") from error
    kind = data.get("type") if isinstance(data, dict) else type(data).__name__
    if kind == "Topology":
        raise Invalid(f"{file.name}: this is TopoJSON. Convert it to GeoJSON first, for example with mapshaper.")
    if kind != "FeatureCollection" or not isinstance(data.get("features"), list):
        raise Invalid(
            f"{file.name}: this is {kind or 'JSON'}, not a GeoJSON FeatureCollection. Export all places into one."
        )
    _check_features(file, data["features"])
    _check_system(file, data.get("crs"))
    return data  # type: ignore[no-any-return]  # JSON is Any until checked, and it is checked


def _check_features(file: Path, features: list[Any]) -> None:
    if not features:
        raise Invalid(f"{file.name}: there is no feature in the file. Export at least one place.")
    if len(features) > FEATURES_MAX:
        raise Invalid(
            f"{file.name}: {len(features):,} features; at most {FEATURES_MAX:,} are read. Keep this region’s only."
        )
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise Invalid(f"{file.name}, feature {number}: this is not a GeoJSON Feature. Export the file again.")


def _check_system(file: Path, system: object) -> None:
    if system is None:
        return
    properties = system.get("properties") if isinstance(system, dict) else None
    name = str(properties.get("name")) if isinstance(properties, dict) else str(system)
    if not name.endswith(DEGREES):
        raise Invalid(f"{file.name}: the coordinates are in {name[:80]}. {_CONVERT}")


_CONVERT = "Convert the file to degrees first: ogr2ogr -f GeoJSON -t_srs EPSG:4326 out.geojson in.geojson"


def _check_degrees(file: Path, where: str, area: BaseGeometry) -> None:
    if not geometry.is_on_earth(area):
        x, y = shapely.get_coordinates(area)[0]
        raise Invalid(
            f"{file.name}, {where}: the coordinates ({x:.0f}, {y:.0f}) are not degrees of longitude and latitude. "
            f"{_CONVERT}"
        )


def _check_nearby(file: Path, areas: Mapping[str, BaseGeometry]) -> None:
    """Refuse borders far from those already known, as happens when longitude and latitude change places."""
    known = [shape(one) for one in Boundary.objects.values_list("outline", flat=True)]
    here = shapely.box(*shapely.total_bounds(list(areas.values())))
    if known and not here.intersects(shapely.box(*shapely.total_bounds(known))):
        raise Invalid(
            f"{file.name}: these borders lie far from those this region has already. "
            "Check that longitude comes before latitude in every pair."
        )


def _known() -> list[Known]:
    rows = Place.objects.order_by("code").values_list("code", "kind", "slug", "name")
    if not rows:
        raise Invalid("This region has no places yet. Load the region pack first: civicloop manage load_region")
    return [Known(code, kind, (slug, *(text.text for text in name.values()))) for code, kind, slug, name in rows]


def _properties(feature: Mapping[str, Any]) -> Mapping[str, object]:
    properties = feature.get("properties")
    found = properties if isinstance(properties, dict) else {}
    return found | ({"id": feature["id"]} if "id" in feature else {})


def _where(number: int, feature: Mapping[str, Any]) -> str:
    title = next(
        (
            value
            for key, value in _properties(feature).items()
            if isinstance(value, str) and value.strip() and any(word in key.lower() for word in TITLE_WORDS)
        ),
        "",
    )
    return f"feature {number}" + (f" ({title[:60]})" if title else "")


def _nothing_matches(file: Path, features: Sequence[Mapping[str, Any]]) -> str:
    keys = list(dict.fromkeys(key for feature in features for key in _properties(feature)))
    seen = ", ".join(keys[:SHOW_PROPERTIES]) or "none"
    example = Place.objects.municipalities().first() or Place.objects.first()
    return (
        f"{file.name}: no feature names a place of this region (properties read: {seen}). "
        f"Give each feature a property with the place’s code, for example {example.code if example else '…'}."
    )


def _source(collection: Mapping[str, Any], file: Path) -> str:
    given = next((collection[key] for key in ("attribution", "source") if isinstance(collection.get(key), str)), "")
    return (given.strip() or file.name)[:200]
