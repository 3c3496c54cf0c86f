"""Signing up with an e-mail address: asked little, told everything, and nobody learns who is here already."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from civicloop.core import audit
from civicloop.core.testing.client import InspectingClient
from civicloop.people.models import User

SIGN_UP = "/nl/accounts/signup/"
CONFIRM = "/nl/accounts/confirm-email/"
ANSWERS = {"email": "new@example.org", "display_name": "Noor", "municipality": "21009", "rules": "on"}


def sign_up(client, **answers):
    return client.post(SIGN_UP, ANSWERS | answers, follow=True)


def test_a_resident_signs_up_and_is_signed_in(client, db, newest_code):
    page = client.get(SIGN_UP)
    assert "16" in page.content.decode()
    assert 'href="/nl/rules"' in page.content.decode()

    page = sign_up(client)
    assert page.redirect_chain[-1][0] == CONFIRM
    assert mail.outbox[0].to == ["new@example.org"]
    page = client.post(CONFIRM, {"code": newest_code()})

    assert (page.status_code, page["Location"]) == (302, "/nl/")
    person = User.objects.get()
    assert (person.email, person.display_name, person.place_code, person.language) == (
        "new@example.org",
        "Noor",
        "21009",
        "nl",
    )
    assert not person.has_usable_password()
    assert EmailAddress.objects.get(user=person, verified=True, primary=True).email == "new@example.org"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert audit.trail(person).get().after == {"rules_accepted": True}


def test_a_name_and_a_municipality_are_not_needed(client, db, newest_code):
    sign_up(client, display_name="", municipality="")
    client.post(CONFIRM, {"code": newest_code()})
    assert (User.objects.get().display_name, User.objects.get().place_code) == ("", "")


def test_without_the_rules_there_is_no_account_and_nothing_typed_is_lost(client, db):
    page = client.post(SIGN_UP, {key: value for key, value in ANSWERS.items() if key != "rules"})
    assert page.status_code == 422
    assert not User.objects.exists()
    assert 'value="new@example.org"' in page.content.decode()
    assert 'value="Noor"' in page.content.decode()
    assert re.search(r'value="21009" selected', page.content.decode())


BAD = {
    "no-address": {"email": ""},
    "half-an-address": {"email": "x@"},
    "long-address": {"email": "a" * 300 + "@example.org"},
    "nul-in-address": {"email": "a\x00b@example.org"},
    "long-name": {"display_name": "x" * 61},
    "nul-in-name": {"display_name": "a\x00b"},
    "unknown-place": {"municipality": "99999"},
    "formula-as-place": {"municipality": "=1+1"},
}


@pytest.mark.parametrize("answers", BAD.values(), ids=BAD.keys())
def test_a_bad_answer_is_met_with_a_sentence_at_its_field(client, db, answers):
    page = client.post(SIGN_UP, ANSWERS | answers)
    assert page.status_code == 422
    assert f'id="id_{next(iter(answers))}_error"' in page.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["<b>Bold</b>", "محمد", "😀", '=HYPERLINK("x")', "O’Neill & “sons”"])
def test_a_name_may_be_anything_and_is_shown_as_text(client, db, newest_code, name):
    sign_up(client, display_name=name)
    client.post(CONFIRM, {"code": newest_code()})
    assert User.objects.get().display_name == name
    assert "<b>Bold" not in client.get("/nl/account").content.decode()


def test_a_name_cannot_turn_the_page_around(client, db, newest_code):
    sign_up(client, display_name="evil\u202ename")
    assert User.objects.get().display_name == "evilname"


def test_from_outside_a_known_address_looks_like_a_new_one(client, resident):
    new = sign_up(client).content.decode().replace("new@example.org", "E-MAIL")
    client.post("/nl/accounts/logout/")
    known = sign_up(client, email=resident.email).content.decode().replace(resident.email, "E-MAIL")

    hidden = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert hidden.sub("", new) == hidden.sub("", known)


def test_whoever_has_an_account_is_told_by_mail_only(client, resident):
    sign_up(client, email="ROSA@example.org", display_name="Impostor")

    assert mail.outbox[0].to == ["rosa@example.org"]
    assert "/nl/accounts/login/" in mail.outbox[0].body
    assert not re.search(r"\d{4}-\d{4}", mail.outbox[0].body)
    resident.refresh_from_db()
    assert resident.display_name == "Rosa"
    assert User.objects.count() == 1


def test_a_sign_up_whose_code_was_lost_can_be_begun_again(client, db, newest_code):
    sign_up(client)
    other = InspectingClient()
    cache.clear()  # as if a while had passed
    sign_up(other, display_name="Noor B.")
    other.post(CONFIRM, {"code": newest_code()})

    person = User.objects.get()
    assert person.display_name == "Noor B."
    assert other.session["_auth_user_id"] == str(person.pk)


def test_two_sign_ups_at_once_end_as_one_account(client, db):
    sign_up(client)
    page = InspectingClient().post(SIGN_UP, ANSWERS)
    assert page.status_code == 429
    assert User.objects.count() == 1


def test_a_wrong_code_says_so_and_five_of_them_end_it(client, db, newest_code):
    sign_up(client)
    for _ in range(4):
        page = client.post(CONFIRM, {"code": "0000-0000"})
        assert page.status_code == 422
    page = client.post(CONFIRM, {"code": "0000-0000"}, follow=True)
    client.post(CONFIRM, {"code": newest_code()})
    assert "_auth_user_id" not in client.session


def test_a_code_to_a_known_address_cannot_be_guessed_by_leaving_it_empty(client, resident):
    sign_up(client, email=resident.email)
    for code in ("", " ", "-", "0"):
        assert client.post(CONFIRM, {"code": code}).status_code == 422
    assert "_auth_user_id" not in client.session


def test_after_signing_up_the_person_comes_back(client, db, newest_code):
    page = client.get("/en/accounts/login/?next=/en/rules")
    link = re.search(r'href="(/en/accounts/signup/\?next=[^"]+)"', page.content.decode())
    client.post(link[1], ANSWERS)
    page = client.post("/en/accounts/confirm-email/", {"code": newest_code()})
    assert page["Location"] == "/en/rules"


def test_another_address_can_be_used_when_the_first_was_mistyped(client, db):
    sign_up(client, email="mistyped@example.org")
    page = client.post("/nl/accounts/logout/", {"next": SIGN_UP}, follow=True)
    assert page.redirect_chain[-1][0] == SIGN_UP
    assert page.status_code == 200
