from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import translation

from civicloop.ui import context, nav


class Untouchable:
    """A session or person nobody may ask for."""

    def __getattr__(self, name):
        raise AssertionError(f"{name} was asked for")


def _request(path="/fr/proposals", **cookies):
    request = RequestFactory().get(path)
    request.COOKIES = cookies
    return request


def _page(request, language="fr"):
    with translation.override(language):
        return context.page(request)


def test_a_visitor_without_a_cookie_is_never_looked_up():
    request = _request()
    request.user = Untouchable()
    assert _page(request)["viewer"]() is None


def test_a_person_with_a_session_is_the_viewer():
    request = _request(**{settings.SESSION_COOKIE_NAME: "x"})
    request.user = SimpleNamespace(is_authenticated=True, name="Ada")
    assert _page(request)["viewer"]().name == "Ada"


def test_an_old_cookie_is_a_visitor():
    request = _request(**{settings.SESSION_COOKIE_NAME: "x"})
    request.user = AnonymousUser()
    assert _page(request)["viewer"]() is None


def test_when_the_database_is_away_the_page_still_appears():
    class Away:
        @property
        def is_authenticated(self):
            raise OperationalError("gone")

    request = _request(**{settings.SESSION_COOKIE_NAME: "x"})
    request.user = Away()
    assert _page(request)["viewer"]() is None


def test_the_language_switch_keeps_the_page_and_its_query():
    links = _page(_request("/fr/proposals?q=v%C3%A9lo&place=21004&place=21009"))["language_links"]
    assert {link.code: link.url for link in links}["nl"] == "/nl/proposals?q=v%C3%A9lo&place=21004&place=21009"
    assert [link.code for link in links if link.current] == ["fr"]
    assert {link.alternate for link in links if link.code == "nl"} == {f"{settings.BASE_URL}/nl/proposals"}


@pytest.mark.parametrize("path", ["/api/v1/docs", "/", "/frx", '/fr/"><script>'])
def test_the_language_switch_stays_inside_the_site(path):
    found = _page(_request(path))
    for link in found["language_links"]:
        assert link.url.startswith(f"/{link.code}/")
    assert "<script" not in found["language_items"]
    assert "<script" not in found["alternate_links"]


def test_signing_in_leads_back():
    assert _page(_request("/fr/proposals?q=a"))["sign_in_url"].endswith("?next=/fr/proposals%3Fq%3Da")
    with translation.override("fr"):
        sign_in = nav.frame("fr").sign_in_url
    assert _page(_request(f"{sign_in}?next=/x"))["sign_in_url"] == sign_in


def test_the_team_bar_asks_for_permissions(monkeypatch):
    from civicloop.people.access import Permission

    one = next(iter(Permission))
    links = (nav.Link("/a", "A", permission=one),)
    assert context.staff_menu_of(lambda: None, links)() == []
    assert context.staff_menu_of(lambda: SimpleNamespace(may=lambda _: False), links)() == []
    assert context.staff_menu_of(lambda: SimpleNamespace(may=lambda permission: permission is one), links)() == [*links]
