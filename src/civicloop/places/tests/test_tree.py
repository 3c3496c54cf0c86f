import pytest
from django.utils import translation

from civicloop.core.region import pack
from civicloop.places import tree

pytestmark = pytest.mark.django_db


def test_names_are_in_the_readers_language_or_fall_back():
    with translation.override("nl"):
        assert tree.name("21009") == "Elsene"
    with translation.override("fr"):
        assert tree.name("21009") == "Ixelles"
    with translation.override("en"):
        assert tree.name("21009") in {"Ixelles", "Elsene"}
        assert tree.name("21004") == "City of Brussels"


def test_an_unknown_code_is_its_own_name_and_contains_nothing():
    assert tree.name("nowhere") == "nowhere"
    assert tree.codes_within("nowhere") == ()
    assert tree.children("nowhere") == ()
    assert tree.path("nowhere") == ()
    assert tree.node("nowhere") is None


def slow_within(code):
    """The oracle: a place is within another when going up from it leads there."""
    parents = {place.code: place.parent for place in pack().places}
    found = set()
    for start in parents:
        step = start
        while step is not None:
            if step == code:
                found.add(start)
            step = parents[step]
    return found


def test_what_lies_within_agrees_with_going_up_from_every_place():
    for place in pack().places:
        within = tree.codes_within(place.code)
        assert within[0] == place.code
        assert len(within) == len(set(within))
        assert set(within) == slow_within(place.code)
        assert tree.path(place.code)[-1] == place.code
        assert tree.path(place.code)[0] == pack().code


def test_choices_hold_every_place_once():
    flat = []
    for value, label in tree.choices():
        flat += [code for code, _ in label] if isinstance(label, list) else [value]
    assert sorted(flat) == sorted(place.code for place in pack().places)
    assert flat[0] == pack().code


def test_names_cost_no_query_once_they_are_remembered(django_assert_num_queries):
    tree.name("21009")
    with django_assert_num_queries(0):
        for place in pack().places:
            tree.name(place.code)
            tree.codes_within(place.code)
