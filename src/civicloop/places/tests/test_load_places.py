from dataclasses import replace

import pytest

from civicloop.core.models import AuditEntry, DomainEvent
from civicloop.core.region import pack
from civicloop.places import tree
from civicloop.places.actions import load_places
from civicloop.places.models import Place

pytestmark = pytest.mark.django_db


def test_the_pack_of_the_region_is_loaded():
    assert Place.objects.municipalities().count() == len(pack().municipalities)
    stored = Place.objects.get(code=pack().municipalities[0].code)
    assert stored.parent_id == pack().code
    assert (stored.tile_column, stored.tile_row) == pack().municipalities[0].tile
    assert set(stored.name) >= set(pack().official_languages)


def test_a_second_load_changes_nothing():
    audited, told = AuditEntry.objects.count(), DomainEvent.objects.count()
    report = load_places(pack())
    assert (report.created, report.updated, report.unchanged) == (0, 0, len(pack().places))
    assert (AuditEntry.objects.count(), DomainEvent.objects.count()) == (audited, told)


def test_what_changed_in_the_pack_changes_here_and_is_audited():
    first, *others = pack().places
    report = load_places(replace(pack(), places=(replace(first, population=7), *others)))
    assert (report.updated, report.unchanged) == (1, len(others))
    assert Place.objects.get(code=first.code).population == 7
    entry = AuditEntry.objects.filter(action="place-load", object_id=first.code).latest("id")
    assert entry.before["population"] == first.population
    assert entry.after["population"] == 7


def test_parents_are_stored_before_their_children_whatever_the_order_of_the_pack():
    for kind in reversed(Place.Kind.values):
        Place.objects.filter(kind=kind).delete()
    assert not Place.objects.exists()
    load_places(replace(pack(), places=tuple(reversed(pack().places))))
    assert Place.objects.count() == len(pack().places)


def test_names_in_memory_follow():
    code = pack().municipalities[0].code
    assert tree.name(code) != "Newtown"
    first = next(place for place in pack().places if place.code == code)
    renamed = replace(first, name=type(first.name).of(fr="Newtown", nl="Newtown"))
    load_places(replace(pack(), places=tuple(renamed if p is first else p for p in pack().places)))
    assert tree.name(code) == "Newtown"
