"""Searches people keep: their owner's alone, kept once, deleted for good."""

import pytest

from civicloop.core import audit
from civicloop.core.errors import Invalid, TooMany
from civicloop.core.models import AuditEntry
from civicloop.proposals.actions import search as actions
from civicloop.proposals.actions.search import delete_search, save_search
from civicloop.proposals.filters import ProposalFilter, Sort
from civicloop.proposals.models import SavedSearch

pytestmark = pytest.mark.django_db
TRAM = ProposalFilter(q="tram", sort=Sort.SUPPORTED)
NEW = "/en/searches/new?q=tram&sort=supported"


def test_owner_other_and_stranger(client, as_person, make_person):
    ada, ben = make_person("ada"), make_person("ben")
    mine = as_person(ada)
    response = mine.post(NEW, {"name": "Trams"})
    assert (response.status_code, response["Location"]) == (303, "/en/searches")
    search = SavedSearch.objects.get()
    assert (search.person, search.name, search.query) == (ada, "Trams", "q=tram&sort=supported")
    page = mine.get("/en/searches").content.decode()
    assert "Your search is kept." in page
    assert "Proposals – Words: tram. Most supported first." in page
    assert 'href="/en/proposals?q=tram&amp;sort=supported"' in page
    assert 'href="/en/proposals/feed?q=tram&amp;sort=supported"' in page

    other = as_person(ben)
    assert "Trams" not in other.get("/en/searches").content.decode()
    assert other.post(f"/en/searches/{search.pk}/delete").status_code == 404
    for address in ("/en/searches", NEW):
        assert client.get(address)["Location"].startswith("/en/accounts/login/?next=")
    assert client.post(f"/en/searches/{search.pk}/delete").status_code == 302
    assert SavedSearch.objects.count() == 1

    assert mine.post(f"/en/searches/{search.pk}/delete").status_code == 303
    assert not SavedSearch.objects.exists()
    assert "You keep no search yet" in mine.get("/en/searches").content.decode()


def test_the_form_suggests_a_name_and_keeps_what_was_typed(as_person, make_person):
    mine = as_person(make_person())
    assert 'value="Words: tram"' in mine.get(NEW).content.decode()
    response = mine.post(NEW, {"name": "  "})
    assert response.status_code == 422
    assert "Give the search a name" in response.content.decode()
    response = mine.post(NEW, {"name": "x" * 81})
    assert response.status_code == 422
    assert "x" * 81 in response.content.decode()
    assert not SavedSearch.objects.exists()


def test_a_search_kept_twice_takes_the_newer_name(make_person):
    ada = make_person()
    first = save_search(name="Trams", wanted=TRAM, by=ada)
    second = save_search(name=" Trams  and more ", wanted=TRAM, by=ada)
    assert first.pk == second.pk
    assert SavedSearch.objects.get().name == "Trams and more"
    assert [entry.action for entry in audit.trail(first)] == ["search-save", "search-save"]
    delete_search(search=second, by=ada)
    assert AuditEntry.objects.filter(action="search-delete", object_id=str(first.pk)).count() == 1


def test_limits_are_said(make_person, monkeypatch):
    ada = make_person()
    with pytest.raises(Invalid, match="too many words"):
        save_search(name="Signs", wanted=ProposalFilter(q="💥" * 100), by=ada)
    monkeypatch.setattr(actions, "SEARCHES_MAX", 1)
    save_search(name="Trams", wanted=TRAM, by=ada)
    save_search(name="Trams again", wanted=TRAM, by=ada)
    with pytest.raises(TooMany, match="You keep 1 searches already"):
        save_search(name="All", wanted=ProposalFilter(), by=ada)


def test_a_search_whose_place_is_gone_still_opens(as_person, make_person):
    ada = make_person()
    SavedSearch.objects.create(person=ada, name="Old", query="place=gone&q=tram")
    assert "Proposals – Words: tram. Newest first." in as_person(ada).get("/en/searches").content.decode()


def test_names_are_escaped(as_person, make_person):
    ada = make_person()
    save_search(name="<script>'\"", wanted=TRAM, by=ada)
    assert "<script>'" not in as_person(ada).get("/en/searches").content.decode()
