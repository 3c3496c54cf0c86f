"""Passkeys: signing up, signing in, managing them; broken credentials are met with a sentence."""

import json
import re

import pytest
from allauth.account.internal.flows import login
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civicloop.people.models import User
from civicloop.people.tests.authenticator import Passkey

SIGN_IN = "/en/accounts/login/"
PASSKEY = "/en/accounts/2fa/webauthn/login/"
ADD = "/en/accounts/2fa/webauthn/add/"
LIST = "/en/accounts/2fa/webauthn/"


def options_in(page) -> dict:
    return json.loads(re.search(r'id="passkey-options"[^>]*>(.+?)</script>', page.content.decode(), re.DOTALL)[1])


def add_passkey(browser, name="My phone") -> Passkey:
    passkey = Passkey()
    options = options_in(browser.get(ADD))["creation_options"]
    page = browser.post(ADD, {"name": name, "credential": passkey.create(options), "passwordless": "True"})
    assert page.status_code == 302, page.content.decode()
    return passkey


def sign_in(client, passkey: Passkey, **changes):
    options = client.get(PASSKEY, HTTP_ACCEPT="application/json").json()["request_options"]
    return client.post(PASSKEY, {"credential": passkey.get(options, **changes)})


@pytest.fixture
def passkey(as_person, resident) -> Passkey:
    return add_passkey(as_person(resident))


def test_a_passkey_is_added_and_then_opens_the_door(client, resident, passkey):
    assert Authenticator.objects.get(type="webauthn").user == resident
    assert [message.subject for message in mail.outbox] == ["A passkey was added to your account"]

    page = sign_in(client, passkey)
    assert page["Location"] == "/en/"
    assert client.session["_auth_user_id"] == str(resident.pk)


def test_a_passkey_leads_back_to_the_page_the_person_came_from(client, passkey):
    options = client.get(PASSKEY, HTTP_ACCEPT="application/json").json()["request_options"]
    page = client.post(PASSKEY, {"credential": passkey.get(options), "next": "/en/rules"})
    assert page["Location"] == "/en/rules"


def test_a_stranger_s_passkey_opens_nothing(client, resident, passkey):
    stranger = Passkey()
    stranger.user = passkey.user
    page = sign_in(client, stranger)
    assert page["Location"] == SIGN_IN
    assert "_auth_user_id" not in client.session
    assert (
        "is not one of yours" in client.get(SIGN_IN).content.decode()
        or "did not work" in client.get(SIGN_IN).content.decode()
    )


def test_an_old_answer_opens_nothing(client, passkey):
    options = client.get(PASSKEY, HTTP_ACCEPT="application/json").json()["request_options"]
    answer = passkey.get(options)
    client.get(PASSKEY, HTTP_ACCEPT="application/json")
    client.post(PASSKEY, {"credential": answer})
    assert "_auth_user_id" not in client.session


BROKEN = [
    "",
    "x",
    "[]",
    "null",
    "{}",
    '"text"',
    '{"id": 1}',
    '{"id":"a","rawId":"a","type":"public-key","response":[]}',
    '{"id":"a","rawId":"a","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"x","signature":"!"}}',
    '{"id":"\\u0000","rawId":"\\u0000","type":"public-key","response":{"clientDataJSON":"","attestationObject":""}}',
    "x" * 100_000,
]


@pytest.mark.parametrize("credential", BROKEN)
def test_a_broken_credential_is_never_a_broken_page(client, as_person, resident, credential):
    client.get(PASSKEY, HTTP_ACCEPT="application/json")
    assert client.post(PASSKEY, {"credential": credential})["Location"] == SIGN_IN

    browser = as_person(resident)
    browser.get(ADD)
    page = browser.post(ADD, {"name": "x", "credential": credential})
    assert page.status_code == 422
    assert "did not arrive" in page.content.decode() or "did not work" in page.content.decode()
    assert not Authenticator.objects.exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["id", "rawId", "type", "clientExtensionResults"]
PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {"response": st.fixed_dictionaries({}, optional=dict.fromkeys(PARTS, JSON)) | JSON},
        optional=dict.fromkeys(KEYS, JSON),
    )
)
def test_no_credential_at_all_breaks_the_pages(client, as_person, resident, credential):
    cache.clear()
    text = json.dumps(credential)
    client.get(PASSKEY, HTTP_ACCEPT="application/json")
    assert client.post(PASSKEY, {"credential": text}).status_code == 302
    browser = as_person(resident)
    browser.get(ADD)
    assert browser.post(ADD, {"name": "x", "credential": text}).status_code == 422


def later(browser):
    """Return the browser as it is long after signing in."""
    session = browser.session
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = []
    session.save()
    return browser


def test_passkeys_are_listed_renamed_and_removed(as_person, resident):
    browser = as_person(resident)
    add_passkey(browser)
    key = Authenticator.objects.get(type="webauthn")
    assert "My phone" in browser.get(LIST).content.decode()

    edit, remove = f"{LIST}keys/{key.pk}/edit/", f"{LIST}keys/{key.pk}/remove/"
    assert browser.get(edit).status_code == 200
    assert browser.post(edit, {"name": ""}).status_code == 422
    assert browser.post(edit, {"name": "x" * 61}).status_code == 422
    browser.post(edit, {"name": "My old phone"})
    assert "My old phone" in browser.get(LIST).content.decode()

    assert browser.get(remove).status_code == 200
    browser.post(remove)
    assert not Authenticator.objects.exists()
    assert "no passkey yet" in browser.get(LIST).content.decode()


def test_nobody_touches_another_s_passkey(as_person, resident, make_person, passkey):
    stranger = make_person("sam")
    key = Authenticator.objects.get(type="webauthn")
    for what in ("edit", "remove"):
        assert as_person(stranger).get(f"{LIST}keys/{key.pk}/{what}/").status_code == 404
    assert as_person(stranger).post(f"{LIST}keys/{key.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_passkey_shows_who_it_is_before_a_change(as_person, resident):
    browser = as_person(resident)
    passkey = add_passkey(browser)
    url = f"{LIST}keys/{Authenticator.objects.get(type='webauthn').pk}/remove/"
    page = later(browser).get(url, follow=True)
    assert "Is it you?" in page.content.decode()
    page = browser.get("/en/accounts/2fa/webauthn/reauthenticate/?next=" + url)
    answer = passkey.get(options_in(page)["request_options"])
    page = browser.post("/en/accounts/2fa/webauthn/reauthenticate/", {"credential": answer, "next": url})
    assert page["Location"] == url
    assert browser.get(url).status_code == 200


def test_a_resident_who_lost_the_phone_gets_in_by_e_mail(client, resident, passkey, newest_code):
    client.post(SIGN_IN, {"login": resident.email})
    page = client.post("/en/accounts/login/code/confirm/", {"code": newest_code()})
    assert page["Location"] == "/en/"

    key = Authenticator.objects.get(type="webauthn")
    client.post(f"{LIST}keys/{key.pk}/remove/")  # right after signing in, nobody asks again
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_for_staff_a_passkey_is_the_second_step_after_the_code(client, as_person, moderator, newest_code):
    passkey = add_passkey(as_person(moderator))
    client.post(SIGN_IN, {"login": moderator.email})
    page = client.post("/en/accounts/login/code/confirm/", {"code": newest_code()}, follow=True)
    assert "Second step" in page.content.decode()
    assert "_auth_user_id" not in client.session

    wrong = client.post("/en/accounts/2fa/authenticate/", {"credential": "{}"})
    assert wrong.status_code == 422
    options = options_in(client.get("/en/accounts/2fa/authenticate/"))["request_options"]
    client.post("/en/accounts/2fa/authenticate/", {"credential": passkey.get(options)})
    assert client.session["_auth_user_id"] == str(moderator.pk)


def test_signing_up_with_a_passkey(client, db, newest_code):
    page = client.post(
        "/en/accounts/signup/passkey/",
        {"email": "new@example.org", "display_name": "", "municipality": "", "rules": "on"},
    )
    page = client.post(page["Location"], {"code": newest_code()}, follow=True)
    assert "Make your passkey" in page.content.decode()
    assert "_auth_user_id" not in client.session

    passkey = Passkey()
    credential = passkey.create(options_in(page)["creation_options"])
    client.post("/en/accounts/2fa/webauthn/signup/", {"name": "", "credential": credential})
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)

    client.post("/en/accounts/logout/")
    sign_in(client, passkey)
    assert "_auth_user_id" in client.session


def test_the_page_to_sign_up_with_a_passkey(client, db):
    assert client.get("/en/accounts/signup/passkey/").status_code == 200
