import pytest
from django.db import IntegrityError, transaction

from civicloop.core import events
from civicloop.core.errors import Invalid
from civicloop.core.models import AuditEntry
from civicloop.notices import subjects
from civicloop.notices.actions import follow, unfollow
from civicloop.notices.models import Follow
from civicloop.people.events import PersonErased


def test_following_twice_follows_once(things, make_person):
    ada = make_person("ada")
    first = follow(by=ada, kind="thing", key="shade")
    assert follow(by=ada, kind="thing", key="shade") == first
    assert Follow.objects.count() == 1
    assert AuditEntry.objects.filter(action="follow-create").count() == 1


def test_the_database_holds_one_follow_per_person_and_thing(things, make_person):
    ada = make_person("ada")
    follow(by=ada, kind="thing", key="shade")
    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(person=ada, kind="thing", key="shade")


def test_stopping_twice_stops_once_and_leaves_others_alone(things, make_person):
    ada, bob = make_person("ada"), make_person("bob")
    for person in (ada, bob):
        follow(by=person, kind="thing", key="shade")
    assert unfollow(by=ada, kind="thing", key="shade")
    assert not unfollow(by=ada, kind="thing", key="shade")
    assert list(Follow.objects.values_list("person_id", flat=True)) == [bob.pk]


def test_what_is_gone_can_still_be_left(things, make_person):
    ada = make_person("ada")
    follow(by=ada, kind="thing", key="shade")
    del things["shade"]
    assert unfollow(by=ada, kind="thing", key="shade")


@pytest.mark.parametrize(("kind", "key"), [("thing", "nothing"), ("planet", "mars"), ("", ""), ("thing", "")])
def test_only_known_things_can_be_followed(things, make_person, kind, key):
    with pytest.raises(Invalid, match="cannot find what you want to follow"):
        follow(by=make_person("ada"), kind=kind, key=key)
    assert not Follow.objects.exists()


def test_the_audit_does_not_say_what_somebody_follows(things, make_person):
    ada = make_person("ada")
    follow(by=ada, kind="thing", key="shade")
    unfollow(by=ada, kind="thing", key="shade")
    assert "shade" not in str(list(AuditEntry.objects.values()))


def test_who_leaves_follows_nothing_any_more(things, make_person):
    ada, bob = make_person("ada"), make_person("bob")
    for person in (ada, bob):
        follow(by=person, kind="thing", key="shade")
    with transaction.atomic():
        events.emit(PersonErased(person=ada.pk))
    assert list(Follow.objects.values_list("person_id", flat=True)) == [bob.pk]


def test_titles_of_many_things_are_asked_for_once_per_kind(things):
    asked = []

    def titles_for(keys):
        asked.append(list(keys))
        return {key: (key.title(), f"/{key}") for key in keys if key != "gone"}

    subjects.register("many", lambda _key: None, titles_for=titles_for)
    found = subjects.subjects([("many", "a"), ("many", "b"), ("many", "gone"), ("thing", "shade"), ("mars", "x")])
    assert asked == [["a", "b", "gone"]]
    assert set(found) == {("many", "a"), ("many", "b"), ("thing", "shade")}
    assert found["many", "a"].title == "A"
