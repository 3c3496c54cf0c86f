"""Changing the words of a proposal, while they may change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civicloop.proposals.models import Proposal, Version

TEXT = "In summer nobody can wait at the stop. Plant five trees beside it, please."


def address(proposal):
    return f"/en/proposals/{proposal.pk}/edit"


def words(**changes):
    return {"title": "Shade for both bus stops", "text": TEXT, "language": "en", "base": "0"} | changes


def test_a_visitor_is_led_to_sign_in(client, published):
    assert "next=" in client.get(address(published))["Location"]
    assert client.post(address(published), words()).status_code == 302
    assert not Version.objects.exists()


def test_somebody_else_is_refused(as_person, published, bob, make_person):
    for person in (bob, make_person("mod", roles=["moderator"])):
        assert as_person(person).get(address(published)).status_code == 403
        assert as_person(person).post(address(published), words()).status_code == 403
    for number in ("999999", "9" * 40):
        assert as_person(bob).get(f"/en/proposals/{number}/edit").status_code == 404
    assert not Version.objects.exists()


def test_the_author_changes_words_and_the_earlier_ones_stay(as_person, published, ada):
    browser = as_person(ada)
    page = browser.get(address(published)).content.decode()
    assert 'value="Shade for the bus stop"' in page
    for _ in range(2):  # a double click
        response = browser.post(address(published), words())
        assert (response.status_code, response["Location"]) == (303, published.get_absolute_url())
    published.refresh_from_db()
    assert (published.title, published.text) == ("Shade for both bus stops", TEXT)
    assert Version.objects.get().title == "Shade for the bus stop"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": "Short"}, "at least 10"),
        ({"text": "x" * 100_000}, "too long by 95000"),
        ({"title": "Nul\x00in the middle of it"}, "can’t be stored"),
        ({"language": "tlh"}, "from the list"),
        ({"text": "<script>"}, "at least 40"),
    ],
)
def test_wrong_words_get_a_sentence_and_are_kept(as_person, published, ada, wrong, sentence):
    response = as_person(ada).post(address(published), words(**wrong))
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Plant five trees" in page or "text" in wrong
    assert not Version.objects.exists()


@pytest.mark.parametrize("base", ["", "-1", "many", "9" * 400])
def test_a_broken_version_number_is_no_reason_to_lose_words(as_person, published, ada, base):
    response = as_person(ada).post(address(published), words(base=base))
    assert response.status_code in {409, 422}
    assert "Plant five trees" in response.content.decode()


def test_two_windows_see_both_texts_and_choose(as_person, published, ada):
    browser = as_person(ada)
    browser.post(address(published), words(title="From the first window"))
    response = browser.post(address(published), words(title="From the second window"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "From the first window" in page
    assert 'value="From the second window"' in page
    assert 'name="base" value="1"' in page
    assert browser.post(address(published), words(title="From the second window", base="1")).status_code == 303
    published.refresh_from_db()
    assert published.title == "From the second window"
    assert Version.objects.count() == 2


@pytest.mark.parametrize("end", [{"supports": 1}, {"published_at": timezone.now() - timedelta(hours=25)}])
def test_too_late_words_become_an_addition_and_are_not_lost(as_person, published, ada, end):
    Proposal.objects.update(**end)
    browser = as_person(ada)
    assert browser.get(address(published))["Location"] == f"/en/proposals/{published.pk}/add"
    response = browser.post(address(published), words())
    page = response.content.decode()
    assert response.status_code == 409
    assert f'action="/en/proposals/{published.pk}/add"' in page
    assert "Plant five trees" in page
    assert "Shade for both bus stops" in page
    assert not Version.objects.exists()


@pytest.mark.parametrize("end", [{"hidden": True}, {"state": "withdrawn"}, {"state": "archived"}])
def test_what_stands_for_good_says_so(as_person, published, ada, end):
    Proposal.objects.update(**end)
    assert as_person(ada).get(address(published)).status_code == 409
    assert as_person(ada).post(address(published), words()).status_code == 409
    assert not Version.objects.exists()


def test_the_words_of_another_own_proposal_are_refused_with_a_link(as_person, published, ada, make_proposal):
    other = make_proposal(ada, title="Shade for both bus stops", text=TEXT)
    response = as_person(ada).post(address(published), words())
    page = response.content.decode()
    assert response.status_code == 409
    assert f'href="{other.get_absolute_url()}"' in page
