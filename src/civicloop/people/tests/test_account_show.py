"""The account page shows its owner, and nobody else, what we know."""

from urllib.parse import unquote

import pytest

from civicloop.people import account
from civicloop.people.models import User

PAGES = [
    "/en/account",
    "/en/account/profile",
    "/en/account/leave",
    "/en/account/tokens",
    "/en/accounts/email/",
    "/en/accounts/2fa/",
    "/en/accounts/sessions/",
]


@pytest.mark.parametrize("url", PAGES)
def test_the_account_is_for_its_owner_only(client, as_person, resident, url):
    page = client.get(url)
    assert page.status_code == 302
    assert unquote(page["Location"]) == f"/en/accounts/login/?next={url}"
    assert as_person(resident).get(url).status_code == 200


def test_the_account_page_shows_what_we_know(as_person, manager):
    User.objects.filter(pk=manager.pk).update(place_code="21009", also_reads=["nl"], language="en")
    page = as_person(manager).get("/en/account").content.decode()
    for words in (
        "Mona",
        "mona@example.org",
        "Ixelles",
        "Nederlands",
        "Brussels Mobility",
        "Manager",
        "No passkey yet",
    ):
        assert words in page


def test_higher_rooms_add_their_links(as_person, resident, monkeypatch):
    monkeypatch.setattr(account, "_links", {})
    account.register(20, "people:role-list", "Second")
    account.register(10, "people:rules-show", "First")
    account.register(10, "people:rules-show", "First")
    assert [link.label for link in account.links()] == ["First", "Second"]
    page = as_person(resident).get("/en/account").content.decode()
    assert page.index('href="/en/rules">First') < page.index('href="/en/roles">Second')
