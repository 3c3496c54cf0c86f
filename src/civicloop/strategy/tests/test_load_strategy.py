from dataclasses import replace

import pytest

from civicloop.core.models import AuditEntry, DomainEvent
from civicloop.core.region import pack
from civicloop.core.texts import Texts
from civicloop.strategy import lists
from civicloop.strategy.actions import load_strategy
from civicloop.strategy.models import Aim, Challenge, Objective

pytestmark = pytest.mark.django_db


def test_the_strategy_of_the_region_is_loaded():
    assert [one.slug for one in Challenge.objects.all()] == [one.slug for one in pack().challenges]
    assert [one.slug for one in Aim.objects.all()] == [one.slug for one in pack().aims]
    assert Objective.objects.count() == len(pack().objectives)
    first = pack().objectives[0]
    stored = Objective.objects.get(slug=first.slug)
    assert (stored.challenge_id, stored.aims, stored.horizon) == (first.challenge, list(first.aims), first.horizon)


def test_a_second_load_changes_nothing():
    audited, told = AuditEntry.objects.count(), DomainEvent.objects.count()
    report = load_strategy(pack())
    assert (report.created, report.updated) == (0, 0)
    assert report.unchanged == len(pack().challenges) + len(pack().aims) + len(pack().objectives)
    assert (AuditEntry.objects.count(), DomainEvent.objects.count()) == (audited, told)


def test_what_changed_in_the_pack_changes_here_in_memory_too_and_is_audited():
    first, *others = pack().challenges
    assert lists.challenge_name(first.slug) != "Tomorrow"
    renamed = replace(first, name=Texts.of(en="Tomorrow", fr="Demain", nl="Morgen"))
    report = load_strategy(replace(pack(), challenges=(renamed, *others)))
    assert (report.created, report.updated) == (0, 1)
    assert lists.challenge_name(first.slug) == "Tomorrow"
    entry = AuditEntry.objects.filter(action="challenge-load", object_id=first.slug).latest("id")
    assert entry.before["name"]["en"]["text"] == str(first.name["en"])
    assert entry.after["name"]["en"]["text"] == "Tomorrow"


def test_an_empty_region_is_filled():
    for model in (Objective, Challenge, Aim):
        model.objects.all().delete()
    load_strategy(pack())
    assert Challenge.objects.count() == len(pack().challenges)
