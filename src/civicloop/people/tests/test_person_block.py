"""Admins stop people from writing, and let them write again."""

import pytest

LIST = "/en/people"


def url(person, *parts: str) -> str:
    return "/".join([LIST, str(person.pk), *parts])


def test_a_person_is_blocked_with_a_reason_and_unblocked(as_person, admin, resident):
    browser = as_person(admin)
    page = browser.post(url(resident, "block"), {"block-reason": ""})
    assert page.status_code == 422
    page = browser.post(url(resident, "block"), {"block-reason": "Three insults in a day."}, follow=True)
    assert "Rosa cannot write any more." in page.content.decode()
    assert "Three insults in a day." in page.content.decode()
    page = browser.post(url(resident, "block"), {"block-reason": "Again."})
    assert page.status_code == 422
    assert "blocked already" in page.content.decode()

    assert browser.post(url(resident, "unblock"), {"unblock-reason": ""}).status_code == 422
    page = browser.post(url(resident, "unblock"), {"unblock-reason": "Apologised."}, follow=True)
    assert "Rosa can write again." in page.content.decode()
    page = browser.post(url(resident, "unblock"), {"unblock-reason": "Apologised."})
    assert page.status_code == 422
    assert "not blocked" in page.content.decode()


def test_what_was_typed_stays_when_a_block_is_refused(as_person, admin, moderator):
    page = as_person(admin).post(url(moderator, "block"), {"block-reason": "A long and careful reason."})
    assert page.status_code == 422
    assert "Take the role away first" in page.content.decode()
    assert "A long and careful reason." in page.content.decode()


@pytest.mark.parametrize("reason", ["x" * 501, "a\x00b", " "])
def test_a_bad_reason_is_met_with_a_sentence(as_person, admin, resident, reason):
    assert as_person(admin).post(url(resident, "block"), {"block-reason": reason}).status_code == 422
    resident.refresh_from_db()
    assert not resident.is_blocked
