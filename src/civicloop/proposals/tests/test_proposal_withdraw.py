"""Withdrawing a proposal."""

from civicloop.proposals.domain import State
from civicloop.proposals.models import Proposal


def address(proposal):
    return f"/en/proposals/{proposal.pk}/withdraw"


def test_a_visitor_is_led_to_sign_in(client, published):
    assert client.post(address(published)).status_code == 302
    assert Proposal.objects.get().state == State.OPEN


def test_somebody_else_is_refused(as_person, published, bob):
    assert as_person(bob).get(address(published)).status_code == 403
    assert as_person(bob).post(address(published)).status_code == 403
    assert Proposal.objects.get().state == State.OPEN


def test_it_asks_first_and_the_page_stays(as_person, published, ada, client):
    browser = as_person(ada)
    page = browser.get(address(published)).content.decode()
    assert "cannot be undone" in page
    assert f'href="{published.get_absolute_url()}"' in page
    assert published.title in page
    assert Proposal.objects.get().state == State.OPEN
    for _ in range(2):
        assert browser.post(address(published))["Location"] == published.get_absolute_url()
    assert Proposal.objects.get().state == State.WITHDRAWN
    page = client.get(published.get_absolute_url())
    assert page.status_code == 200
    assert "withdr" in page.content.decode()


def test_an_archived_one_says_why_not(as_person, published, ada):
    Proposal.objects.update(state=State.ARCHIVED)
    assert as_person(ada).get(address(published)).status_code == 409
    assert as_person(ada).post(address(published)).status_code == 409
