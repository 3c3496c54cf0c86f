"""Asking for a second look."""

import pytest

from civicloop.proposals.actions.argument import add_argument
from civicloop.proposals.actions.moderation import Ruling, hide
from civicloop.proposals.domain import Reason, Side
from civicloop.proposals.models import Appeal


@pytest.fixture(params=["proposal", "argument"])
def subject(request, make_person, make_proposal):
    proposal = make_proposal(make_person("ada"))
    if request.param == "proposal":
        return proposal
    text = "Trees cost a lot of water in dry years."
    return add_argument(proposal_number=proposal.pk, side=Side.FOR, text=text, language="en", by=make_person("bea"))


@pytest.fixture
def hidden(subject, make_person):
    moderator = make_person("mod", roles=["moderator"])
    hide(subject=subject, ruling=Ruling(Reason.SPAM, "It sells garden hoses."), by=moderator)
    return subject


def path(subject):
    return f"/en/{subject._meta.model_name}s/{subject.pk}/appeal"


def test_an_author_asks_and_reads_that_it_waits(as_person, hidden):
    browser = as_person(hidden.author)
    assert path(hidden) in browser.get(hidden.get_absolute_url()).content.decode()
    assert "It sells garden hoses." in browser.get(path(hidden)).content.decode()
    answer = browser.post(path(hidden), {"text": "I sell nothing at all."})
    assert (answer.status_code, answer["Location"]) == (303, hidden.get_absolute_url())
    assert "You asked for a second look" in browser.get(answer["Location"]).content.decode()
    assert browser.get(path(hidden)).status_code == 409


def test_what_was_typed_is_not_lost(as_person, hidden):
    page = as_person(hidden.author).post(path(hidden), {"text": "Why?"})
    assert page.status_code == 422
    assert "Why?" in page.content.decode()
    assert not Appeal.objects.exists()


def test_two_clicks_are_one_appeal(as_person, hidden):
    browser = as_person(hidden.author)
    browser.post(path(hidden), {"text": "I sell nothing at all."})
    assert browser.post(path(hidden), {"text": "I sell nothing at all."}).status_code == 409
    assert Appeal.objects.count() == 1


def test_nobody_else_asks(client, as_person, make_person, hidden):
    assert client.get(path(hidden)).status_code == 302
    for browser in (as_person(make_person("eve")), as_person(make_person("other", roles=["moderator"]))):
        assert browser.get(path(hidden)).status_code == 404
        assert browser.post(path(hidden), {"text": "I sell nothing at all."}).status_code == 404


def test_what_is_not_hidden_needs_no_appeal(as_person, subject):
    assert as_person(subject.author).get(path(subject)).status_code == 409
