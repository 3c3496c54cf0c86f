"""Beginning a proposal."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from civicloop.core.region import pack
from civicloop.proposals.models import Draft

URL = "/en/proposals/new"
KEY = re.compile(r'action="/en/drafts/([0-9a-f-]{36})/what"')


def test_a_visitor_is_led_to_sign_in_and_comes_back(client):
    response = client.get(URL)
    assert response.status_code == 302
    assert response["Location"].endswith("?next=%2Fen%2Fproposals%2Fnew")


def test_looking_at_the_form_makes_nothing(as_person, ada):
    browser = as_person(ada)
    keys = {KEY.search(browser.get(URL).content.decode())[1] for _ in range(2)}
    assert len(keys) == 2, "every opening has a key of its own"
    assert not Draft.objects.exists()


def test_blocked_people_are_told_why(as_person, ada):
    ada.blocked_at, ada.blocked_reason = timezone.now(), "Threats against a neighbour."
    ada.save()
    response = as_person(ada).get(URL)
    assert response.status_code == 403
    assert "Threats against a neighbour." in response.content.decode()


def test_whoever_has_all_their_proposals_is_told_before_writing(as_person, ada, make_proposal):
    for number in range(pack().rules.open_proposals_per_30_days):
        make_proposal(ada, title=f"Idea number {number}", published_at=timezone.now() - timedelta(days=20))
    page = as_person(ada).get(URL).content.decode()
    assert "as many open proposals as one person may have" in page
    day = timezone.localtime(timezone.now() + timedelta(days=10))
    assert f"{day.day} {day:%B}" in page


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_it_opens_in_every_language(as_person, ada, language):
    assert as_person(ada).get(f"/{language}/proposals/new").status_code == 200


def test_it_is_a_page_not_a_place_to_send_to(as_person, ada):
    assert as_person(ada).post(URL).status_code == 405
