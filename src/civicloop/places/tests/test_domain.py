from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civicloop.places.domain import LEVELS, Known, by_code, by_name, level, match, plain, steps

REGION = Known("04000", "region", ("Région de Bruxelles-Capitale", "Brussels Hoofdstedelijk Gewest"))
CITY = Known("21004", "municipality", ("brussels-city", "Ville de Bruxelles", "Stad Brussel"))
ELSENE = Known("21009", "municipality", ("ixelles", "Ixelles", "Elsene"))
FOREST = Known("21007", "municipality", ("forest", "Forest", "Vorst"))
CENTRE = Known("21004-centre", "district", ("centre", "Centre", "Centrum"))
PLACES = [REGION, CITY, FOREST, ELSENE, CENTRE]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("21004", "21004"),
        (21004, "21004"),
        (" 21004 ", "21004"),
        ("BE421004", "21004"),
        (4000, "04000"),
        ("4000", "04000"),
        ("121004", None),
        ("2100", None),
        ("", None),
        (None, None),
        (True, None),
        (21004.0, None),
        ([21004], None),
    ],
)
def test_a_code_is_known_as_the_sources_write_it(value, code):
    assert by_code(value, PLACES) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("Elsene", "21009"),
        ("IXELLES", "21009"),
        ("Elsene#Ixelles", "21009"),
        ("Vorst (Brussel-Hoofdstad)", "21007"),
        ("Bruxelles", None),  # the region or the city: a guess would be wrong half the time
        ("Ville", "21004"),
        ("Paris", None),
        ("", None),
        (7, None),
    ],
)
def test_a_name_is_known_in_any_language(value, code):
    assert by_name(value, PLACES) == code


def test_a_file_of_municipalities_is_not_taken_for_the_region_each_row_names():
    rows = [{"RGN": 4000, "CODE": "21004", "people": 21009}, {"RGN": 4000, "CODE": "21009", "people": 5}]
    assert match(rows, PLACES) == ["21004", "21009"]


def test_one_municipality_alone_is_not_taken_for_its_region():
    assert match([{"RGN": 4000, "CODE": "21009"}], PLACES) == ["21009"]


def test_names_serve_where_codes_are_missing():
    rows = [{"name": "Brussel#Bruxelles"}, {"name": "Elsene#Ixelles"}, {"name": "Vorst#Forest"}]
    assert match(rows, PLACES) == ["21004", "21009", "21007"]


def test_a_row_without_a_code_is_found_by_its_name():
    rows = [{"code": "21004", "nom": "x"}, {"code": None, "nom": "Ixelles"}, {"code": "99999", "nom": "Gent"}]
    assert match(rows, PLACES) == ["21004", "21009", None]


def test_plain_names_have_no_accents_brackets_and_hyphens():
    assert plain("Évere–Sud (Bruxelles)") == "evere sud"


@settings(deadline=None)  # how fast the machine is says nothing about the rule
@given(st.lists(st.integers(-10, 10**9)))
def test_every_positive_value_has_exactly_one_step_and_larger_values_never_a_lower_level(values):
    scale = steps(values)
    assert len(scale) <= LEVELS
    assert all(before.high + 1 == after.low for before, after in pairwise(scale))
    assert [step.level for step in scale] == sorted({step.level for step in scale})
    levels = [level(value, scale) for value in sorted(values)]
    assert levels == sorted(levels)
    assert all((found == 0) == (value <= 0) for value, found in zip(sorted(values), levels, strict=True))
    assert all(step.level in range(1, LEVELS + 1) for step in scale)


@settings(deadline=None)  # how fast the machine is says nothing about the rule
@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_steps_begin_and_end_where_values_do(low, more):
    scale = steps([low, low + more])
    assert scale[0].low <= low <= scale[0].high
    assert scale[-1].low <= low + more <= scale[-1].high


def test_steps_are_round_numbers():
    assert [(step.low, step.high) for step in steps([3, 12, 7])] == [(3, 4), (5, 6), (7, 8), (9, 10), (11, 12)]
    assert steps([24_871, 185_103])[0].high == 40_000
