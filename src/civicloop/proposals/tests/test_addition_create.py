"""Adding to a proposal whose words stand."""

import pytest

from civicloop.proposals.models import Addition, Proposal

WORDS = {"text": "The school next door wants to help with watering."}


@pytest.fixture
def supported(published):
    Proposal.objects.update(supports=1)
    published.refresh_from_db()
    return published


def address(proposal):
    return f"/en/proposals/{proposal.pk}/add"


def test_a_visitor_is_led_to_sign_in(client, supported):
    assert "next=" in client.get(address(supported))["Location"]
    assert client.post(address(supported), WORDS).status_code == 302


def test_somebody_else_is_refused(as_person, supported, bob):
    assert as_person(bob).get(address(supported)).status_code == 403
    assert as_person(bob).post(address(supported), WORDS).status_code == 403
    assert not Addition.objects.exists()


def test_the_author_adds_once_however_often_they_click(as_person, supported, ada):
    browser = as_person(ada)
    assert "Plant three trees" in browser.get(address(supported)).content.decode()
    for _ in range(2):
        assert browser.post(address(supported), WORDS)["Location"] == supported.get_absolute_url()
    assert Addition.objects.get().text == WORDS["text"]


def test_as_long_as_words_may_change_they_change(as_person, published, ada):
    browser = as_person(ada)
    assert browser.get(address(published))["Location"] == f"/en/proposals/{published.pk}/edit"
    response = browser.post(address(published), WORDS)
    assert response.status_code == 409
    assert "still change the words themselves" in response.content.decode()
    assert WORDS["text"] in response.content.decode()


@pytest.mark.parametrize("text", ["", "short", "x" * 100_000, "Nul\x00in the middle", "🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲"])
def test_wrong_words_get_a_sentence_at_the_field(as_person, supported, ada, text):
    response = as_person(ada).post(address(supported), {"text": text})
    assert response.status_code == 422
    assert 'href="#id_text"' in response.content.decode()
    assert not Addition.objects.exists()


@pytest.mark.parametrize("end", [{"hidden": True}, {"state": "withdrawn"}, {"state": "archived"}])
def test_closed_proposals_take_no_additions(as_person, supported, ada, end):
    Proposal.objects.update(**end)
    assert as_person(ada).get(address(supported)).status_code == 409
    assert as_person(ada).post(address(supported), WORDS).status_code == 409
