import json

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from civicloop.places import geometry


def grid(columns, rows, *, wiggle=0.0):
    cells = []
    for x in range(columns):
        for y in range(rows):
            edge = [(x, y), (x + 0.3, y + wiggle), (x + 1, y), (x + 1, y + 1), (x + 0.3, y + 1 + wiggle), (x, y + 1)]
            cells.append(shapely.Polygon(edge))
    return cells


@settings(deadline=None)  # how fast the machine is says nothing about the rule
@given(st.integers(2, 4), st.integers(1, 3), st.floats(-0.05, 0.05), st.integers(400, 4000))
def test_outlines_stay_joined_and_valid_however_few_points_they_get(columns, rows, wiggle, budget):
    areas = [geometry.rounded(area, 6) for area in grid(columns, rows, wiggle=wiggle)]
    found = geometry.outlines(areas, budget=budget)
    assert all(area.is_valid and not area.is_empty for area in found)
    assert shapely.coverage_is_valid(found)


def test_outlines_take_no_more_bytes_than_the_budget():
    circle = shapely.Point(4.3, 50.8).buffer(0.1, quad_segs=500)
    found = geometry.outlines([circle], budget=2_000)
    assert len(json.dumps(geometry.to_json(found[0]), separators=(",", ":"))) <= 2_000
    assert found[0].symmetric_difference(circle).area / circle.area < 0.02


def test_crossing_lines_are_mended():
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
    area = geometry.read(bow)
    assert area.is_valid
    assert area.area == pytest.approx(2)


def test_a_collection_keeps_its_areas_only():
    collection = {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Polygon", "coordinates": [[[0, 0, 9], [1, 0, 9], [1, 1, 9], [0, 0, 9]]]},
            {"type": "LineString", "coordinates": [[5, 5], [6, 6]]},
        ],
    }
    area = geometry.read(collection)
    assert area.geom_type == "Polygon"
    assert not area.has_z


@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        (None, "no geometry"),
        ([], "no geometry"),
        ({}, "cannot be read"),
        ({"type": "Banana", "coordinates": []}, "cannot be read"),
        ({"type": "Polygon"}, "cannot be read"),
        ({"type": "Polygon", "coordinates": "abc"}, "cannot be read"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "cannot be read"),
        ({"type": "Polygon", "coordinates": [[["a", 0], [1, 1], [1, 0], ["a", 0]]]}, "cannot be read"),
        ({"type": "Polygon", "coordinates": []}, "empty"),
        ({"type": "Point", "coordinates": [4, 50]}, "encloses no area"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}, "encloses no area"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, float("nan")], [1, 0], [0, 0]]]}, "not a number"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, float("inf")], [1, 0], [0, 0]]]}, "not a number"),
    ],
)
def test_what_has_no_borders_is_refused_with_cause_and_cure(drawn, words):
    with pytest.raises(geometry.GeometryError, match=words):
        geometry.read(drawn)


def test_slivers_between_neighbours_are_mended_and_real_overlaps_refused():
    left, right = shapely.box(0, 0, 1, 1), shapely.box(0.9999, 0, 2, 1)
    assert shapely.coverage_is_valid(geometry.joined([left, right]))
    with pytest.raises(geometry.GeometryError, match="overlap"):
        geometry.joined([left, shapely.box(0.5, 0, 1.5, 1)])


def test_a_label_stands_inside_the_largest_part():
    ring = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 9, 9).difference(shapely.box(6, 6, 8, 8))])
    assert ring.geoms[1].contains(shapely.Point(geometry.label_point(ring)))
