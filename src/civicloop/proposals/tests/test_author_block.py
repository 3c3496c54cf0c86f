"""Moderators stop an author from writing, and let them write again."""

import pytest

from civicloop.core import audit


@pytest.fixture
def ada(make_person, make_proposal):
    ada = make_person("ada")
    make_proposal(ada)
    return ada


@pytest.fixture
def mod(make_person):
    return make_person("mod", roles=["moderator"])


def path(person, verb="block"):
    return f"/en/moderation/authors/{person.pk}/{verb}"


def test_a_moderator_blocks_and_unblocks(as_person, ada, mod):
    browser = as_person(mod)
    words = browser.get(path(ada)).content.decode()
    assert "1 proposal, 0 of them hidden" in words
    assert ada.email not in words
    assert browser.post(path(ada), {"block-reason": "Spam, three times."}).status_code == 303
    ada.refresh_from_db()
    assert ada.is_blocked
    assert "Spam, three times." in browser.get(path(ada)).content.decode()
    assert browser.post(path(ada, "unblock"), {"unblock-reason": "It was a mistake."}).status_code == 303
    ada.refresh_from_db()
    assert not ada.is_blocked
    assert [row.action for row in audit.trail(ada)] == ["person-block", "person-unblock"]


@pytest.mark.parametrize("verb", ["block", "unblock"])
def test_a_reason_is_needed(as_person, ada, mod, verb):
    assert as_person(mod).post(path(ada, verb), {}).status_code == 422


def test_nobody_else_does(client, as_person, make_person, ada):
    assert client.post(path(ada), {"block-reason": "No."}).status_code == 302
    for person in (make_person("eve"), ada):
        assert as_person(person).get(path(ada)).status_code == 403
        assert as_person(person).post(path(ada), {"block-reason": "No."}).status_code == 403
    ada.refresh_from_db()
    assert not ada.is_blocked


def test_staff_and_oneself_cannot_be_blocked(as_person, make_person, make_proposal, mod):
    admin = make_person("boss", roles=["admin"])
    for person in (admin, mod):
        make_proposal(person, title=f"A proposal by {person.name} for the square")
        assert as_person(mod).post(path(person), {"block-reason": "No."}).status_code == 422


def test_only_people_who_wrote_here_are_found(as_person, make_person, mod):
    assert as_person(mod).get(path(make_person("quiet"))).status_code == 404


def test_the_moderators_page_leads_there(as_person, ada, mod):
    words = as_person(mod).get(f"/en/moderation/proposals/{ada.proposals.get().pk}").content.decode()
    assert path(ada) in words
