import pytest
from django.test import Client

from civicloop.notices.actions import follow
from civicloop.notices.mails import make_token
from civicloop.notices.models import Follow

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(things, make_person):
    return f"/en/unsubscribe/{make_token(follow(by=make_person('ada'), kind='thing', key='shade'))}"


def test_opening_the_link_stops_nothing_and_sets_no_cookie(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "Shade for the square" in response.text
    assert not response.cookies
    assert Follow.objects.count() == 1


def test_one_click_by_a_mail_program_stops_the_mails(address):
    robot = Client(enforce_csrf_checks=True)
    response = robot.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200
    assert not Follow.objects.exists()
    assert robot.post(address).status_code == 200


def test_only_this_follow_ends(client, address, make_person):
    bob = make_person("bob")
    follow(by=bob, kind="thing", key="shade")
    follow(by=bob, kind="thing", key="bench")
    assert "You no longer follow “Shade for the square”" in client.post(address).text
    assert list(Follow.objects.values_list("person_id", "key").order_by("key")) == [
        (bob.pk, "bench"),
        (bob.pk, "shade"),
    ]


def test_the_thing_may_be_gone(client, address, things):
    things.clear()
    assert "no longer here" in client.get(address).text
    assert client.post(address).status_code == 200
    assert not Follow.objects.exists()


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "🌳"])
def test_forged_links_lead_nowhere(client, address, token):
    assert client.get(f"/en/unsubscribe/{token}").status_code == 404
    assert client.post(f"{address}x").status_code == 404
    assert Follow.objects.count() == 1
