import pytest

from civicloop.notices.actions import follow
from civicloop.notices.models import Follow

pytestmark = pytest.mark.django_db


def test_stopping_removes_ones_own_follow_only(things, make_person, as_person):
    ada, bob = make_person("ada"), make_person("bob")
    follow(by=ada, kind="thing", key="shade")
    follow(by=bob, kind="thing", key="shade")
    response = as_person(ada).post("/en/unfollow", {"kind": "thing", "key": "shade"})
    assert (response.status_code, response["Location"]) == (303, "/en/following")
    assert list(Follow.objects.values_list("person_id", flat=True)) == [bob.pk]
    assert as_person(ada).post("/en/unfollow", {"kind": "thing", "key": "shade"}).status_code == 303


def test_visitors_and_reading_stop_nothing(client, things, make_person, as_person):
    ada = make_person("ada")
    follow(by=ada, kind="thing", key="shade")
    assert client.post("/en/unfollow", {"kind": "thing", "key": "shade"}).status_code == 302
    assert as_person(ada).get("/en/unfollow", {"kind": "thing", "key": "shade"}).status_code == 405
    assert Follow.objects.count() == 1


def test_an_empty_form_is_refused_in_a_sentence(make_person, as_person):
    assert as_person(make_person()).post("/en/unfollow", {}).status_code == 422
