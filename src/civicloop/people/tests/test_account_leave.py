"""Leaving: told what goes, asked to be sure, gone everywhere."""

from django.core import mail

from civicloop.core.testing.client import InspectingClient


def test_leaving_says_what_goes_and_what_stays_and_asks_to_be_sure(as_person, resident):
    browser = as_person(resident)
    page = browser.get("/en/account/leave").content.decode()
    assert "What goes" in page
    assert "Proposals and arguments that you published" in page

    page = browser.post("/en/account/leave", {})
    assert page.status_code == 422
    resident.refresh_from_db()
    assert resident.erased_at is None


def test_whoever_leaves_is_signed_out_and_cannot_come_back(as_person, resident):
    browser = as_person(resident)
    page = browser.post("/en/account/leave", {"sure": "on"}, follow=True)
    assert page.redirect_chain == [("/en/account/gone", 303)]
    assert "Your account is gone" in page.content.decode()
    assert "_auth_user_id" not in browser.session
    assert browser.get("/en/account").status_code == 302

    mail.outbox.clear()
    InspectingClient().post("/en/accounts/login/", {"login": "rosa@example.org"})
    assert "There is no account" in mail.outbox[0].body


def test_other_sessions_of_whoever_leaves_end_too(sign_in_with, as_person, resident):
    phone = sign_in_with(resident, "phone")
    as_person(resident).post("/en/account/leave", {"sure": "on"})
    assert phone.get("/en/account").status_code == 302


def test_the_only_admin_is_told_why_not(as_person, admin):
    page = as_person(admin).post("/en/account/leave", {"sure": "on"})
    assert page.status_code == 422
    assert "only platform admin" in page.content.decode()
    assert as_person(admin).get("/en/account").status_code == 200
