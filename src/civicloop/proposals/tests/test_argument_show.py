"""The page of one argument."""

import pytest

from civicloop.proposals.actions.argument import add_argument
from civicloop.proposals.actions.moderation import Ruling, hide
from civicloop.proposals.domain import Reason, Side

WORDS = "Trees cost a lot of water in dry years."


@pytest.fixture
def argument(make_person, make_proposal):
    proposal = make_proposal(make_person("ada"))
    return add_argument(
        proposal_number=proposal.pk, side=Side.AGAINST, text=WORDS, language="en", by=make_person("bea")
    )


def path(argument, end=""):
    return f"/en/arguments/{argument.pk}{end}"


def test_everybody_can_read_it(client, argument):
    page = client.get(path(argument))
    assert page.status_code == 200
    assert WORDS in page.content.decode()
    assert "It speaks against the proposal." in page.content.decode()
    assert not page.cookies


def test_a_hidden_one_shows_the_reason_and_its_words_only_to_its_author(client, as_person, make_person, argument):
    hide(
        subject=argument,
        ruling=Ruling(Reason.SPAM, "It sells garden hoses.", "Same as last week."),
        by=make_person("mod", roles=["moderator"]),
    )
    for browser in (client, as_person(make_person("eve"))):
        page = browser.get(path(argument))
        assert page.status_code == 410
        assert "It sells garden hoses." in page.content.decode()
        assert "Same as last week." not in page.content.decode()
        assert WORDS not in page.content.decode()
    page = as_person(argument.author).get(path(argument))
    assert page.status_code == 200
    assert WORDS in page.content.decode()
    assert path(argument, "/appeal") in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_its_author_takes_it_back(as_person, argument):
    browser = as_person(argument.author)
    assert path(argument, "/withdraw") in browser.get(path(argument)).content.decode()
    answer = browser.post(path(argument, "/withdraw"))
    assert (answer.status_code, answer["Location"]) == (303, f"/en/proposals/{argument.proposal_id}")
    assert browser.get(path(argument)).status_code == 404
    assert browser.post(path(argument, "/withdraw")).status_code == 404


def test_nobody_else_does(client, as_person, make_person, argument):
    assert client.post(path(argument, "/withdraw")).status_code == 302
    assert as_person(make_person("eve")).post(path(argument, "/withdraw")).status_code == 404
    assert client.get(path(argument)).status_code == 200


def test_arguments_of_a_hidden_proposal_are_gone_with_it(client, argument):
    argument.proposal.hidden = True
    argument.proposal.save()
    assert client.get(path(argument)).status_code == 404
