"""Giving an argument: the form page, the form on the proposal's page, what was typed never lost."""

import re

import pytest

from civicloop.core import clock
from civicloop.people import intent
from civicloop.proposals.domain import State
from civicloop.proposals.models import Argument

WORDS = "The square has no shade at all in the afternoon."
FRENCH = "La place n’a pas du tout d’ombre l’après-midi, et les bancs sont trop chauds."


def path(proposal):
    return f"/en/proposals/{proposal.pk}/arguments/new"


@pytest.fixture
def proposal(make_proposal, make_person):
    return make_proposal(make_person("author"))


def test_an_argument_stands_on_the_page_at_once(as_person, make_person, proposal):
    browser = as_person(make_person("eve"))
    answer = browser.post(path(proposal), {"side": "for", "text": WORDS, "language": "en"})
    argument = Argument.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/en/proposals/{proposal.pk}#argument-{argument.pk}")
    assert WORDS in browser.get(f"/en/proposals/{proposal.pk}").content.decode()


def test_the_language_is_found_out(as_person, make_person, proposal):
    as_person(make_person("eve")).post(path(proposal), {"side": "against", "text": FRENCH, "language": ""})
    assert Argument.objects.get().language == "fr"


def test_what_the_person_says_about_the_language_counts(as_person, make_person, proposal):
    as_person(make_person("eve")).post(path(proposal), {"side": "against", "text": FRENCH, "language": "nl"})
    assert Argument.objects.get().language == "nl"


def test_the_side_in_the_address_is_chosen_already(as_person, make_person, proposal):
    words = as_person(make_person("eve")).get(path(proposal) + "?side=against").content.decode()
    (chosen,) = re.findall(r'<input type="radio"[^>]*\bchecked\b[^>]*>', words)
    assert 'value="against"' in chosen


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"side": "for", "text": ""}, "Write your argument"),
        ({"side": "for", "text": "short"}, "a little short"),
        ({"side": "for", "text": "x" * 2000}, "too long by 1000"),
        ({"side": "", "text": WORDS}, "for or against the proposal"),
        ({"side": "remark", "text": WORDS}, "for or against the proposal"),
        ({"side": "for", "text": WORDS, "language": "tlh"}, "Choose the language"),
        ({"side": "for", "text": f"{WORDS}\x00\x07"}, "character"),
        ({}, "for or against the proposal"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_lost(as_person, make_person, proposal, data, sentence):
    page = as_person(make_person("eve")).post(path(proposal), data)
    assert page.status_code == 422
    words = page.content.decode()
    assert sentence in words
    if "text" in data:
        assert data["text"].rstrip("\x00\x07") in words
    assert not Argument.objects.exists()


def test_a_second_click_leads_to_the_same_argument(as_person, make_person, proposal):
    browser = as_person(make_person("eve"))
    answers = [browser.post(path(proposal), {"side": "for", "text": WORDS, "language": "en"}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Argument.objects.count() == 1
    proposal.refresh_from_db()
    assert proposal.arguments == 1


def test_a_hidden_argument_is_not_said_again(as_person, make_person, proposal):
    browser = as_person(make_person("eve"))
    browser.post(path(proposal), {"side": "for", "text": WORDS, "language": "en"})
    Argument.objects.update(hidden=True)
    page = browser.post(path(proposal), {"side": "for", "text": WORDS, "language": "en"})
    assert page.status_code == 422
    assert "the moderators have hidden it" in page.content.decode()


def test_a_visitor_signs_in_first(client, proposal):
    answer = client.get(path(proposal) + "?side=for")
    assert answer.status_code == 302
    assert "side%3Dfor" in answer["Location"]
    assert proposal.title in client.session[intent.KEY]["sentence"]
    assert client.post(path(proposal), {"side": "for", "text": WORDS}).status_code == 302
    assert not Argument.objects.exists()


@pytest.mark.parametrize("fields", [{"state": State.ARCHIVED}, {"hidden": True}])
def test_closed_proposals_offer_no_form(client, as_person, make_person, make_proposal, fields):
    closed, status = make_proposal(**fields), 404 if "hidden" in fields else 409
    for browser in (client, as_person(make_person("eve"))):
        assert browser.get(path(closed)).status_code == status


def test_blocked_people_read_why(as_person, make_person, proposal):
    browser = as_person(make_person("bob", blocked_at=clock.now(), blocked_reason="You sold shoes."))
    assert "You sold shoes." in browser.get(path(proposal)).content.decode()
    page = browser.post(path(proposal), {"side": "for", "text": WORDS, "language": "en"})
    assert page.status_code == 422
    assert "You sold shoes." in page.content.decode()
    assert not Argument.objects.exists()
