import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicloop.core.region import pack
from civicloop.places.map import _path, _room, broken, region_map


def test_the_map_shows_what_the_list_shows(db):
    values = {"21009": 12, "21004": 3, "04000": 7}
    found = region_map(values, {"21009": "/ixelles"}, "Proposals")
    shown = {shape.drawn.code: (shape.value, shape.link) for shape in found.shapes}
    listed = {row.drawn.code: (row.value, row.link) for row in found.rows}
    assert shown["21009"] == (12, "/ixelles")
    assert shown["21001"] == (0, "")
    assert shown.items() <= listed.items()
    assert listed.keys() - shown.keys() == {"04000"}  # what belongs to no municipality is listed, too
    assert [row.value for row in found.rows][-1] == 7


def test_levels_come_from_the_legend(db):
    found = region_map({"21009": 100, "21004": 1}, {}, "Proposals")
    levels = {shape.drawn.code: shape.level for shape in found.shapes}
    assert (levels["21009"], levels["21004"], levels["21001"]) == (5, 1, 0)
    assert [step.level for step in found.scale] == [1, 2, 3, 4, 5]


def test_values_of_unknown_places_are_left_out(db):
    assert len(region_map({"nowhere": 5}, {}, "x").rows) == len(pack().municipalities)


def test_every_municipality_has_a_tile_of_its_own(db):
    drawing = region_map({}, {}, "x").drawing
    corners = {(drawn.x, drawn.y) for drawn in drawing.shapes}
    assert len(corners) == len(drawing.shapes) == len(pack().municipalities)
    assert not drawing.real


@settings(deadline=None)  # how fast the machine is says nothing about the rule
@given(st.lists(st.text("abcdé", min_size=1, max_size=20), min_size=1, max_size=5), st.integers(4, 20))
def test_lines_keep_every_letter_and_fit_unless_a_word_does_not(words, letters):
    name = "-".join(words)
    lines = broken(name, letters)
    assert "".join(lines) == name
    assert all(len(line) <= letters or line.rstrip("-").count("-") == 0 for line in lines)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Saint-Josse-ten-Noode", ["Saint-Josse-ten-", "Noode"]),
        ("Ville de Bruxelles", ["Ville de", "Bruxelles"]),
        ("Uccle", ["Uccle"]),
    ],
)
def test_names_break_where_a_reader_would(name, lines):
    assert broken(name, 16) == lines


def drawn_points(path):
    """The oracle: follow path data step by step."""
    start, _, steps = path.removeprefix("M").removesuffix("z").partition("l")
    x, y = map(int, start.split())
    points = [(x, y)]
    numbers = list(map(int, steps.split()))
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


@settings(deadline=None)  # how fast the machine is says nothing about the rule
@given(st.lists(st.tuples(st.integers(-99, 999), st.integers(-99, 999)), min_size=3, max_size=12))
def test_paths_go_through_every_point(points):
    ring = [*points, points[0]]
    wanted = [point for before, point in zip([None, *points], points, strict=False) if point != before]
    assert drawn_points(_path(ring)) == wanted


def test_the_room_of_a_label_ends_at_the_nearer_border():
    square = [(0, 0), (100, 0), (100, 50), (0, 50), (0, 0)]
    assert _room([square], 30, [25]) == 60
    assert _room([square], 50, [10, 40]) == 100
    notch = [(0, 0), (100, 0), (100, 20), (70, 30), (100, 40), (100, 50), (0, 50), (0, 0)]
    assert _room([notch], 50, [10, 30]) == 40
    assert _room([], 1, [1]) == 0
