"""Marking arguments as helpful from the page."""

import pytest

from civicloop.people import intent
from civicloop.proposals.actions.argument import add_argument
from civicloop.proposals.domain import Side


@pytest.fixture
def argument(make_person, make_proposal):
    proposal = make_proposal(make_person("ada"))
    text = "Trees cost a lot of water in dry years."
    return add_argument(proposal_number=proposal.pk, side=Side.FOR, text=text, language="en", by=make_person("bea"))


def path(argument, end=""):
    return f"/en/arguments/{argument.pk}/helpful{end}"


def test_a_press_marks_and_another_takes_it_back(as_person, make_person, argument):
    browser = as_person(make_person("eve"))
    here = f"/en/proposals/{argument.proposal_id}"
    answer = browser.post(path(argument), {"next": f"{here}/arguments?side=for"})
    assert (answer.status_code, answer["Location"]) == (303, f"{here}/arguments?side=for#argument-{argument.pk}")
    browser.post(path(argument))
    argument.refresh_from_db()
    assert argument.helpful == 1
    answer = browser.post(path(argument, "/remove"), {"next": "https://evil.example/"})
    assert answer["Location"] == f"{here}#argument-{argument.pk}"
    argument.refresh_from_db()
    assert argument.helpful == 0


def test_authors_do_not_mark_themselves(as_person, argument):
    assert as_person(argument.author).post(path(argument)).status_code == 403
    argument.refresh_from_db()
    assert argument.helpful == 0


def test_a_visitor_signs_in_first_and_finds_it_done(client, make_person, argument):
    assert client.get(path(argument)).status_code == 302
    kept = client.session[intent.KEY]
    client.force_login(make_person("eve"), backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[intent.KEY] = kept
    session.save()
    assert client.get(path(argument)).status_code == 303
    argument.refresh_from_db()
    assert argument.helpful == 1


def test_a_link_alone_marks_nothing(as_person, make_person, argument):
    assert as_person(make_person("eve")).get(path(argument)).status_code == 303
    argument.refresh_from_db()
    assert argument.helpful == 0


def test_with_javascript_only_the_argument_comes_back(as_person, make_person, argument):
    answer = as_person(make_person("eve")).post(path(argument), headers={"HX-Request": "true"})
    assert "Helpful to 1 person" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_hidden_arguments_are_not_found(as_person, make_person, argument):
    argument.hidden = True
    argument.save()
    assert as_person(make_person("eve")).post(path(argument)).status_code == 404
