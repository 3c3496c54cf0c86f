import pytest

from civicloop.notices.actions import follow

pytestmark = pytest.mark.django_db


def test_a_visitor_gets_a_link_and_no_cookie(client):
    response = client.get("/en/places/ixelles")
    assert "/en/follow?kind=place&amp;key=21009&amp;next=%2Fen%2Fplaces%2Fixelles" in response.text
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.text


def test_those_signed_in_get_the_button_that_fits(make_person, as_person):
    ada = make_person("ada")
    assert 'action="/en/follow"' in as_person(ada).get("/en/places/ixelles").text
    follow(by=ada, kind="place", key="21009")
    page = as_person(ada).get("/en/places/ixelles").text
    assert 'action="/en/unfollow"' in page
    assert "Stop following" in page
    assert 'action="/en/follow"' in as_person(make_person("bob")).get("/en/places/ixelles").text
