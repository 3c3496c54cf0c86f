import pytest
from django.test import Client

from civicloop.notices.models import Follow

pytestmark = pytest.mark.django_db


def test_a_visitor_is_sent_to_sign_in_and_comes_back_to_the_same_button(client, things, make_person, as_person):
    address = "/en/follow?kind=thing&key=shade&next=%2Fen%2Fthings"
    response = client.get(address)
    assert response.status_code == 302
    assert "next=%2Fen%2Ffollow%3Fkind%3Dthing%26key%3Dshade" in response["Location"]
    page = as_person(make_person()).get(address)
    assert page.status_code == 200
    assert "Follow “Shade for the square”" in page.text
    assert 'value="/en/things"' in page.text
    assert not Follow.objects.exists()


def test_a_post_without_an_account_follows_nothing(client, things):
    assert client.post("/en/follow", {"kind": "thing", "key": "shade"}).status_code == 302
    assert not Follow.objects.exists()


def test_pressing_the_button_follows_and_goes_back(things, make_person, as_person):
    browser = as_person(make_person())
    for _ in range(2):
        response = browser.post("/en/follow", {"kind": "thing", "key": "shade", "next": "/en/things/shade"})
        assert (response.status_code, response["Location"]) == (303, "/en/things/shade")
    assert Follow.objects.count() == 1


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "\\\\evil"])
def test_the_way_back_never_leaves_the_site(things, make_person, as_person, target):
    response = as_person(make_person()).post("/en/follow", {"kind": "thing", "key": "shade", "next": target})
    assert response["Location"] == "/en/following"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "thing"},
        {"kind": "planet", "key": "mars"},
        {"kind": "thing", "key": "nothing"},
        {"kind": "x" * 1000, "key": "y" * 100_000},
        {"kind": "thing", "key": "no\x00thing"},
        {"kind": "thing", "key": "<b>=1+1 🌳 \u202e"},
    ],
)
def test_what_cannot_be_followed_is_refused_in_a_sentence(things, make_person, as_person, data):
    browser = as_person(make_person())
    for response in (browser.post("/en/follow", data), browser.get("/en/follow", data)):
        assert response.status_code == 422
        assert "We cannot find what you want to follow" in response.text
    assert not Follow.objects.exists()


def test_the_form_token_is_checked(things, make_person):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post("/en/follow", {"kind": "thing", "key": "shade"}).status_code == 403
    assert not Follow.objects.exists()
