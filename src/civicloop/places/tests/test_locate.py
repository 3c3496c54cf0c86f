import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from civicloop.places.actions import Borders, store_boundaries
from civicloop.places.geometry import to_json
from civicloop.places.locate import SIZE, code_at, make_index, place_at
from civicloop.places.models import Boundary, Place

corner = st.integers(0, 10)


@st.composite
def areas(draw):
    """Rectangles and triangles on a small grid, so that points often lie on borders and corners."""
    points = draw(st.lists(st.tuples(corner, corner), min_size=3, max_size=4, unique=True))
    area = shapely.MultiPoint(points).convex_hull
    return area if area.geom_type == "Polygon" else shapely.box(*points[0], points[0][0] + 1, points[0][1] + 2)


def slow_code_at(boundaries, longitude, latitude):
    """The oracle: ask every polygon, one by one."""
    best = None
    for code, kind, area in boundaries:
        if area.distance(shapely.Point(longitude, latitude)) == 0:
            rank = (SIZE[kind], code)
            if best is None or rank < best:
                best = rank
    return best[1] if best else None


@settings(deadline=None)  # how fast the machine is says nothing about the rule
@given(
    st.lists(st.tuples(st.sampled_from(list(Place.Kind)), areas()), max_size=8),
    st.lists(st.tuples(st.integers(-2, 22), st.integers(-2, 22)), max_size=20),
)
def test_the_index_agrees_with_asking_every_polygon(kinds_and_areas, points):
    boundaries = [(f"{number:03}", kind, area) for number, (kind, area) in enumerate(kinds_and_areas)]
    index = make_index([(code, kind, to_json(area)) for code, kind, area in boundaries])
    for x, y in points:
        assert index.code_at(x / 2, y / 2) == slow_code_at(boundaries, x / 2, y / 2)


@pytest.mark.real
def test_real_borders_agree_with_asking_every_polygon(real_file, db):
    import json
    import random

    data = json.loads(real_file("statbel_brussels_19_municipalities.geojson").read_text())
    boundaries = [
        (
            one["properties"]["CD_MUNTY_REFNIS"],
            Place.Kind.MUNICIPALITY,
            shapely.from_geojson(json.dumps(one["geometry"])),
        )
        for one in data["features"]
    ]
    index = make_index([(code, kind, to_json(area)) for code, kind, area in boundaries])
    chance = random.Random(19)
    points = [(chance.uniform(4.2, 4.5), chance.uniform(50.75, 50.92)) for _ in range(400)]
    points += [tuple(point) for _, _, area in boundaries for point in shapely.get_coordinates(area)[:5]]
    found = [index.code_at(*point) for point in points]
    assert found == [slow_code_at(boundaries, *point) for point in points]
    assert len(set(found)) > 15


@pytest.mark.parametrize("point", [(math.nan, 50.0), (4.0, math.nan), (181.0, 0.0), (0.0, -90.5), (math.inf, 0.0)])
def test_points_that_are_no_place_on_earth_lie_nowhere(db, point):
    assert place_at(*point) is None


def test_without_borders_a_point_lies_nowhere(db):
    assert place_at(4.35, 50.85) is None


def test_new_borders_are_asked_at_once(db):
    box = to_json(shapely.box(4, 50, 5, 51))
    assert code_at(4.5, 50.5) is None
    store_boundaries(borders=[Borders("21009", box, box, (4.5, 50.5), "test")], by=None)
    assert code_at(4.5, 50.5) == "21009"
    assert place_at(4.5, 50.5) == Place.objects.get(code="21009")


def test_borders_another_process_stored_are_asked_after_a_while(db, monkeypatch):
    from civicloop.core.models import DomainEvent
    from civicloop.places import memory

    box = to_json(shapely.box(4, 50, 5, 51))
    assert code_at(4.5, 50.5) is None
    Boundary.objects.create(
        place_id="21009", geometry=box, outline=box, label_longitude=4.5, label_latitude=50.5, source="test"
    )
    DomainEvent.objects.create(name="PlacesChanged", data={})
    assert code_at(4.5, 50.5) is None
    monkeypatch.setattr(memory, "CHECK_SECONDS", 0)
    assert code_at(4.5, 50.5) == "21009"
