"""The admins' pages: look up people, give and take roles, block and unblock."""

import pytest
from allauth.mfa.models import Authenticator

from civicloop.people.actions.person import erase_person

LIST = "/en/people"


def url(person, *parts: str) -> str:
    return "/".join([LIST, str(person.pk), *parts])


ACTIONS = [
    ("roles", "moderator", "grant"),
    ("roles", "moderator", "revoke"),
    ("block",),
    ("unblock",),
    ("second-factor", "remove"),
]


def test_only_admins_enter(client, as_person, resident, moderator, admin):
    assert client.get(LIST).status_code == 302
    for person in (resident, moderator):
        browser = as_person(person)
        assert browser.get(LIST).status_code == 403
        assert browser.get(url(resident)).status_code == 403
        for parts in ACTIONS:
            assert browser.post(url(resident, *parts), {}).status_code == 403
    assert as_person(admin).get(LIST).status_code == 200
    assert as_person(admin).get(url(resident)).status_code == 200


def test_first_come_those_with_a_role_then_whom_one_looks_for(as_person, admin, moderator, resident):
    browser = as_person(admin)
    page = browser.get(LIST).content.decode()
    assert "moussa@example.org" in page
    assert "rosa@example.org" not in page

    for words in ("ROSA", "rosa@exa", "Rosa"):
        assert "rosa@example.org" in browser.get(LIST, {"q": words}).content.decode()
    assert "Nobody found" in browser.get(LIST, {"q": "zzz"}).content.decode()


@pytest.mark.parametrize("words", ["x" * 101, "a\x00"])
def test_a_bad_search_is_met_with_a_sentence(as_person, admin, words):
    assert as_person(admin).get(LIST, {"q": words}).status_code == 422


@pytest.mark.parametrize("words", ["%", "_", "'; DROP TABLE people_user; --", "😀", "<b>"])
def test_any_other_search_is_just_words(as_person, admin, words):
    assert as_person(admin).get(LIST, {"q": words}).status_code == 200


def test_many_people_are_cut_off_and_said_so(as_person, admin, make_person):
    for number in range(51):
        make_person(f"many{number}")
    page = as_person(admin).get(LIST, {"q": "many"}).content.decode()
    assert "Only the newest 50 are shown" in page


def test_a_role_is_given_and_taken(as_person, admin, resident):
    browser = as_person(admin)
    page = browser.post(url(resident, "roles", "moderator", "grant"), follow=True)
    assert "Rosa has the role “Moderator” now." in page.content.decode()
    resident.refresh_from_db()
    assert resident.roles == ["moderator"]
    assert "role-grant" in page.content.decode()

    browser.post(url(resident, "roles", "moderator", "revoke"))
    resident.refresh_from_db()
    assert resident.roles == []
    assert browser.post(url(resident, "roles", "king", "grant")).status_code == 404


def test_the_last_admin_is_told_why_not(as_person, admin):
    page = as_person(admin).post(url(admin, "roles", "admin", "revoke"))
    assert page.status_code == 409
    assert "only platform admin" in page.content.decode()


def test_an_admin_who_steps_down_is_led_to_the_account(as_person, admin, make_person):
    make_person("alan", roles=["admin"])
    page = as_person(admin).post(url(admin, "roles", "admin", "revoke"))
    assert page["Location"] == "/en/account"


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


def test_a_lost_phone_is_no_end(as_person, admin, moderator):
    Authenticator.objects.create(user=moderator, type="totp", data={"secret": "x"})
    browser = as_person(admin)
    assert "Lost phone" in browser.get(url(moderator)).content.decode()
    assert browser.post(url(moderator, "second-factor", "remove"), {}).status_code == 422
    browser.post(url(moderator, "second-factor", "remove"), {"second-factor-reason": "Called back."})
    assert not Authenticator.objects.exists()
    assert "Lost phone" not in browser.get(url(moderator)).content.decode()


def test_who_left_is_not_found(as_person, admin, resident):
    erase_person(by=resident, person=resident)
    assert as_person(admin).get(url(resident)).status_code == 404
    assert as_person(admin).post(url(resident, "block"), {"block-reason": "x"}).status_code == 404


def test_a_member_of_a_body_is_shown_with_it(as_person, admin, manager):
    assert "Brussels Mobility" in as_person(admin).get(url(manager)).content.decode()
