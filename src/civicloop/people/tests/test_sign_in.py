"""Signing in with a code by e-mail, as a person does it: page by page, mail by mail."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import override_settings

from civicloop.people import intent
from civicloop.people.models import User

SIGN_IN = "/en/accounts/login/"
CONFIRM = "/en/accounts/login/code/confirm/"


def ask(client, email="rosa@example.org", url=SIGN_IN):
    return client.post(url, {"login": email}, follow=True)


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_a_resident_signs_in_with_the_code_from_the_mail(client, resident, newest_code):
    page = client.get(SIGN_IN)
    assert page.status_code == 200
    assert "password" not in page.content.decode().replace("There is no password", "").lower()

    page = ask(client)
    assert page.redirect_chain[-1][0] == CONFIRM
    assert "rosa@example.org" in page.content.decode()
    assert not signed_in(client)
    assert mail.outbox[0].to == ["rosa@example.org"]
    assert mail.outbox[0].subject == f"{newest_code()} is your code to sign in to Brussels loop"

    page = client.post(CONFIRM, {"code": newest_code()})
    assert (page.status_code, page["Location"]) == (302, "/en/")
    assert signed_in(client)


@pytest.mark.parametrize("dash", ["-", "", " ", "–"])
def test_the_code_may_be_typed_with_or_without_the_dash(client, resident, newest_code, dash):
    ask(client)
    client.post(CONFIRM, {"code": f" {newest_code().replace('-', dash)} "})
    assert signed_in(client)


def test_the_address_may_be_typed_in_any_case(client, resident, newest_code):
    ask(client, " ROSA@Example.org ")
    client.post(CONFIRM, {"code": newest_code()})
    assert signed_in(client)


def test_after_signing_in_the_person_comes_back_to_the_page_they_came_from(client, resident, newest_code):
    page = client.get("/en/account")
    assert page["Location"] == f"{SIGN_IN}?next=/en/account" or page["Location"] == f"{SIGN_IN}?next=%2Fen%2Faccount"
    page = ask(client, url=page["Location"])
    form = re.search(r'name="next" value="([^"]+)"', page.content.decode())
    page = client.post(CONFIRM, {"code": newest_code(), "next": form[1]})
    assert page["Location"] == "/en/account"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/x", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, resident, newest_code, target):
    ask(client, url=f"{SIGN_IN}?next={target}")
    page = client.post(CONFIRM, {"code": newest_code(), "next": target})
    assert page["Location"] == "/en/"


def test_what_the_person_was_about_to_do_is_named_and_waits_for_them(client, resident, newest_code, rf):
    request = rf.get("/en/", HTTP_HOST="testserver")
    request.session = client.session
    intent.remember(request, name="support", sentence="You were about to support “Shade”.", next_url="/en/rules")
    request.session.save()

    assert "You were about to support “Shade”." in client.get(SIGN_IN).content.decode()
    ask(client)
    key = client.session.session_key
    page = client.post(CONFIRM, {"code": newest_code()})

    assert page["Location"] == "/en/rules"
    assert client.session.session_key != key
    request.session = client.session
    assert intent.take(request, "support").sentence == "You were about to support “Shade”."


def test_a_wrong_code_says_so_and_keeps_the_page(client, resident):
    ask(client)
    page = client.post(CONFIRM, {"code": "0000-0000"})
    assert page.status_code == 422
    assert "This is not the code we sent" in page.content.decode()
    assert not signed_in(client)


@pytest.mark.parametrize("code", ["", "x" * 500, "\x00", "１２３４", "=1+1", "😀", "\u202e1234"])
def test_nonsense_instead_of_a_code_is_met_with_a_sentence(client, resident, code):
    ask(client)
    page = client.post(CONFIRM, {"code": code})
    assert page.status_code == 422
    assert "ds-validation-message" in page.content.decode()


def test_after_five_wrong_codes_the_right_one_no_longer_works(client, resident, newest_code):
    ask(client)
    for _ in range(4):
        assert client.post(CONFIRM, {"code": "0000-0000"}).status_code == 422
    page = client.post(CONFIRM, {"code": "0000-0000"}, follow=True)
    assert "That was too often" in page.content.decode()

    page = client.post(CONFIRM, {"code": newest_code()}, follow=True)
    assert not signed_in(client)
    assert "too old or was used already" in page.content.decode()


def test_a_code_is_too_old_after_a_quarter_of_an_hour(client, resident, newest_code, monkeypatch):
    ask(client)
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)

    page = client.post(CONFIRM, {"code": newest_code()}, follow=True)
    assert not signed_in(client)
    assert "That code is too old or was used already" in page.content.decode()
    assert "E-mail address" in page.content.decode()


def test_a_code_works_only_once(client, resident, newest_code):
    ask(client)
    code = newest_code()
    client.post(CONFIRM, {"code": code})
    client.post("/en/accounts/logout/")
    client.post(CONFIRM, {"code": code})
    assert not signed_in(client)


def test_a_new_code_takes_the_place_of_the_old_one(client, resident, newest_code):
    ask(client)
    old = newest_code()
    client.post(CONFIRM, {"action": "resend"})
    assert newest_code() != old

    assert client.post(CONFIRM, {"code": old}).status_code == 422
    client.post(CONFIRM, {"code": newest_code()})
    assert signed_in(client)


def test_from_outside_an_unknown_address_looks_like_a_known_one(client, resident):
    known = ask(client).content.decode().replace("rosa@example.org", "E-MAIL")
    client.post("/en/accounts/logout/")
    unknown = ask(client, "nobody@example.org").content.decode().replace("nobody@example.org", "E-MAIL")

    hidden = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert hidden.sub("", known) == hidden.sub("", unknown)


def test_the_mail_to_an_unknown_address_shows_the_way(client, db):
    page = ask(client, "nobody@example.org")
    assert "Perhaps you have no account with this address yet" in page.content.decode()

    text = mail.outbox[0].body
    assert "There is no account with this address" in text
    url = re.search(r"http://testserver(\S+)", text)[1]
    page = client.get(url)
    assert page.status_code == 200
    assert "<h1>Sign up" in page.content.decode()
    assert not re.search(r"\d{4}-\d{4}", text)


def test_who_signed_in_once_is_shown_as_confirmed(client, make_person, newest_code):
    person = make_person("rosa")
    EmailAddress.objects.create(user=person, email=person.email, verified=False, primary=True)
    ask(client)
    client.post(CONFIRM, {"code": newest_code()})
    assert signed_in(client)
    assert EmailAddress.objects.get(user=person).verified


def test_a_closed_account_cannot_be_opened(client, resident, newest_code):
    User.objects.filter(pk=resident.pk).update(is_active=False)
    ask(client)
    assert "There is no account with this address" in mail.outbox[0].body
    assert client.get("/en/accounts/inactive/").status_code == 200


def test_a_blocked_person_can_still_sign_in_and_read(client, make_person, newest_code):
    from civicloop.core import clock
    from civicloop.people.tests.conftest import confirmed

    confirmed(make_person("rosa", blocked_at=clock.now(), blocked_reason="Three insults in a day."))
    ask(client)
    client.post(CONFIRM, {"code": newest_code()})
    assert "Three insults in a day." in client.get("/en/account").content.decode()


def test_asking_too_often_is_answered_kindly(client, resident):
    for _ in range(3):
        ask(client)
        client.post("/en/accounts/logout/")
    page = ask(client)
    assert page.status_code == 422
    assert "That was too often" in page.content.decode()
    assert len(mail.outbox) == 3


def test_the_429_page_says_what_to_do(client, db):
    with override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"}):
        ask(client, "a@example.org")
        client.post("/en/accounts/logout/")
        page = client.post(SIGN_IN, {"login": "b@example.org"})
    assert page.status_code == 429
    assert "look at your mails" in page.content.decode()


def test_when_no_mail_can_leave_the_person_is_told(client, resident, monkeypatch):
    def refuse(self):
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    page = client.post(SIGN_IN, {"login": resident.email})
    assert page.status_code == 503
    assert "no code is on its way" in page.content.decode()


@pytest.mark.parametrize(
    "email", ["", "x", "@", "a" * 300 + "@example.org", "a\x00@example.org", "=cmd@x", "<b>@x.org"]
)
def test_nonsense_instead_of_an_address_is_met_with_a_sentence(client, db, email):
    page = client.post(SIGN_IN, {"login": email})
    assert page.status_code == 422
    assert "ds-validation-message" in page.content.decode()
    assert not mail.outbox


@pytest.mark.parametrize(
    "path",
    [
        "password/change/",
        "password/set/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-set-password/",
        "reauthenticate/",
    ],
)
def test_there_are_no_password_pages(client, as_person, resident, path):
    for browser in (client, as_person(resident)):
        assert browser.get(f"/en/accounts/{path}").status_code == 404


def test_a_signed_in_person_is_led_on(as_person, resident):
    assert as_person(resident).get(SIGN_IN)["Location"] == "/en/"
    assert as_person(resident).get(f"{SIGN_IN}?next=/en/rules")["Location"] == "/en/rules"


def test_signing_out_asks_first_and_ends_in_the_language_of_the_page(as_person, resident):
    browser = as_person(resident)
    assert browser.get("/fr/accounts/logout/").status_code == 200
    assert browser.post("/fr/accounts/logout/")["Location"] == "/fr/"
    assert not signed_in(browser)


def test_the_page_for_a_new_code_has_the_same_form(client, resident, newest_code):
    assert client.get("/en/accounts/login/code/").status_code == 200
    client.post("/en/accounts/login/code/", {"email": resident.email})
    client.post(CONFIRM, {"code": newest_code()})
    assert signed_in(client)
