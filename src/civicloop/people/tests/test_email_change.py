"""A new e-mail address counts once its code was typed."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail


def test_the_e_mail_address_changes_when_the_new_one_is_confirmed(as_person, resident, newest_code):
    browser = as_person(resident)
    page = browser.post("/en/accounts/email/", {"email": "rosa@new.example", "action_add": "1"}, follow=True)
    assert "Confirm your e-mail address" in page.content.decode()
    resident.refresh_from_db()
    assert resident.email == "rosa@example.org"

    page = browser.post("/en/accounts/confirm-email/", {"code": newest_code()})
    assert page["Location"] == "/en/account"
    resident.refresh_from_db()
    assert resident.email == "rosa@new.example"
    assert [address.email for address in EmailAddress.objects.filter(user=resident)] == ["rosa@new.example"]
    assert mail.outbox[-1].to == ["rosa@example.org"]
    assert mail.outbox[-1].subject == "Your e-mail address was changed"


@pytest.mark.parametrize("email", ["", "x", "rosa@example.org", "a\x00@example.org"])
def test_a_bad_new_address_is_met_with_a_sentence(as_person, resident, email):
    page = as_person(resident).post("/en/accounts/email/", {"email": email, "action_add": "1"})
    assert page.status_code == 422
    assert "ds-validation-message" in page.content.decode()
    assert not mail.outbox


def test_the_address_of_somebody_else_cannot_be_taken(as_person, resident, moderator):
    browser = as_person(resident)
    browser.post("/en/accounts/email/", {"email": moderator.email, "action_add": "1"})
    code = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)
    if code:
        browser.post("/en/accounts/confirm-email/", {"code": code[0]})
    resident.refresh_from_db()
    moderator.refresh_from_db()
    assert (resident.email, moderator.email) == ("rosa@example.org", "moussa@example.org")
