"""Supporting from the page: with and without an account, once or many times, with and without JavaScript."""

import pytest
from django.test import Client

from civicloop.core import clock
from civicloop.people import intent
from civicloop.proposals.actions.support import add_support
from civicloop.proposals.domain import State
from civicloop.proposals.models import Proposal, Support


def path(proposal, end=""):
    return f"/en/proposals/{proposal.pk}/support{end}"


def test_a_person_supports_with_one_press(as_person, make_person, make_proposal):
    browser, proposal = as_person(make_person()), make_proposal()
    answer = browser.post(path(proposal))
    assert (answer.status_code, answer["Location"]) == (303, f"/en/proposals/{proposal.pk}")
    assert "You support this proposal now" in browser.get(answer["Location"]).content.decode()
    browser.post(path(proposal))
    proposal.refresh_from_db()
    assert proposal.supports == 1


def test_and_takes_it_back(as_person, make_person, make_proposal):
    ada, proposal = make_person(), make_proposal()
    add_support(proposal_number=proposal.pk, by=ada)
    browser = as_person(ada)
    assert browser.post(path(proposal, "/remove")).status_code == 303
    assert browser.post(path(proposal, "/remove")).status_code == 303
    proposal.refresh_from_db()
    assert proposal.supports == 0


def test_a_visitor_signs_in_first_and_finds_it_done(client, make_person, make_proposal):
    proposal = make_proposal()
    answer = client.get(path(proposal))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/accounts/login/?next=")
    assert intent.KEY in client.session
    assert proposal.title in client.session[intent.KEY]["sentence"]
    kept = dict(client.session)
    client.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session  # what stood in the session comes along, as it does when people sign in by hand
    session.update({key: value for key, value in kept.items() if key == intent.KEY})
    session.save()
    assert client.get(path(proposal)).status_code == 303
    proposal.refresh_from_db()
    assert proposal.supports == 1


def test_a_link_alone_supports_nothing(as_person, make_person, make_proposal):
    browser, proposal = as_person(make_person()), make_proposal()
    page = browser.get(path(proposal))
    assert page.status_code == 200
    assert '<form class="form-actions" method="post">' in page.content.decode()
    assert not Support.objects.exists()


def test_an_intent_for_one_proposal_is_none_for_another(client, make_person, make_proposal):
    first, second = make_proposal(), make_proposal(title="Quite another idea, really")
    client.get(path(first))
    kept = client.session[intent.KEY]
    client.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[intent.KEY] = kept
    session.save()
    assert client.get(path(second)).status_code == 200
    assert not Support.objects.exists()


def test_the_form_token_is_checked(make_person, make_proposal):
    browser, proposal = Client(enforce_csrf_checks=True), make_proposal()
    browser.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post(path(proposal)).status_code == 403
    assert not Support.objects.exists()


@pytest.mark.parametrize(
    ("fields", "status"), [({"state": State.WITHDRAWN}, 409), ({"state": State.ARCHIVED}, 409), ({"hidden": True}, 409)]
)
def test_closed_proposals_say_why_not(as_person, make_person, make_proposal, fields, status):
    proposal = make_proposal(**fields)
    answer = as_person(make_person()).post(path(proposal))
    assert answer.status_code == status
    assert not Support.objects.exists()


def test_a_visitor_is_not_sent_to_sign_in_for_nothing(client, make_proposal):
    assert client.get(path(make_proposal(state=State.ARCHIVED))).status_code == 409
    assert client.get(path(make_proposal(hidden=True))).status_code == 404


def test_blocked_people_read_why(as_person, make_person, make_proposal):
    blocked = make_person(blocked_at=clock.now(), blocked_reason="You sold shoes.")
    answer = as_person(blocked).post(path(make_proposal()))
    assert answer.status_code == 403
    assert "You sold shoes." in answer.content.decode()


def test_with_javascript_only_the_box_comes_back(as_person, make_person, make_proposal):
    browser, proposal = as_person(make_person()), make_proposal()
    box = browser.post(path(proposal), headers={"HX-Request": "true"})
    assert box.status_code == 200
    assert "<strong>1</strong> person supports" in box.content.decode()
    assert "<html" not in box.content.decode()
    box = browser.post(path(proposal, "/remove"), headers={"HX-Request": "true"})
    assert "<strong>0</strong> people support" in box.content.decode()


def test_only_posts_take_back(as_person, make_person, make_proposal):
    assert as_person(make_person()).get(path(make_proposal(), "/remove")).status_code == 405


def test_a_visitor_takes_nothing_back(client, make_person, make_proposal):
    proposal = make_proposal()
    add_support(proposal_number=proposal.pk, by=make_person())
    assert client.post(path(proposal, "/remove")).status_code == 302
    assert Proposal.objects.get().supports == 1


@pytest.mark.parametrize("number", [0, 10**17, 10**25])
def test_numbers_nothing_has_are_not_found(as_person, make_person, number):
    assert as_person(make_person()).post(f"/en/proposals/{number}/support").status_code == 404
