import pytest

from civicloop.notices.actions import Words, follow, notify_followers
from civicloop.notices.models import Follow

pytestmark = pytest.mark.django_db


def test_strangers_are_sent_to_sign_in(client):
    assert client.get("/en/following").status_code == 302


def test_who_follows_nothing_is_told_how_to_begin(make_person, as_person):
    assert "You follow nothing yet" in as_person(make_person()).get("/en/following").text


def test_the_list_and_what_is_new_are_ones_own(things, make_person, as_person):
    ada, bob = make_person("ada"), make_person("bob")
    follow(by=ada, kind="thing", key="shade")
    follow(by=ada, kind="place", key="21009")
    follow(by=bob, kind="thing", key="bench")
    for key in ("shade", "bench"):
        notify_followers("thing", key, lambda key=key: Words(f"News of the {key}", "It is <b>up</b>.", f"/en/{key}"))
    page = as_person(ada).get("/en/following").text
    assert "News of the shade" in page
    assert "It is &lt;b&gt;up&lt;/b&gt;." in page
    assert "Shade for the square" in page
    assert "Ixelles" in page
    assert "bench" not in page


def test_what_is_gone_can_be_taken_off_the_list(things, make_person, as_person):
    ada = make_person("ada")
    follow(by=ada, kind="thing", key="shade")
    things.clear()
    assert "Something that is no longer here" in as_person(ada).get("/en/following").text


def test_a_long_list_costs_no_more_queries(things, make_person, as_person):
    ada = make_person("ada")
    things |= {f"thing-{number}": f"Thing {number}" for number in range(150)}
    Follow.objects.bulk_create(Follow(person=ada, kind="thing", key=key) for key in things)
    page = as_person(ada).get("/en/following").text
    assert "These are the 100 you followed last" in page
    assert page.count('action="/en/unfollow"') == 100
