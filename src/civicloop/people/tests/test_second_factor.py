"""The second step: an authenticator app, recovery codes, and staff pages that wait until there is one."""

import re
import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache

from civicloop.core import audit
from civicloop.people.actions.second_factor import remove_second_factor
from civicloop.people.second_factor import asks_second_step, has_second_factor, needs_second_factor

SIGN_IN = "/en/accounts/login/"
CONFIRM = "/en/accounts/login/code/confirm/"
INDEX = "/en/accounts/2fa/"
ACTIVATE = "/en/accounts/2fa/totp/activate/"
DEACTIVATE = "/en/accounts/2fa/totp/deactivate/"
AUTHENTICATE = "/en/accounts/2fa/authenticate/"
CODES = "/en/accounts/2fa/recovery-codes/"


def number(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(browser) -> str:
    """Set up an app as a person does; return its secret."""
    page = browser.get(ACTIVATE)
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page.content.decode())[1]
    page = browser.post(ACTIVATE, {"code": number(secret)})
    assert page["Location"] == CODES
    cache.clear()  # a number works once; the next step may use the same half minute
    return secret


def test_an_app_is_set_up_with_a_picture_that_every_app_can_read(
    as_person, resident, django_capture_on_commit_callbacks
):
    browser = as_person(resident)
    page = browser.get(ACTIVATE)
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        set_up(browser)
    assert has_second_factor(resident)
    assert [message.subject for message in mail.outbox] == ["An authenticator app was added to your account"]
    assert "It is set up" in browser.get(INDEX).content.decode()
    assert browser.get(ACTIVATE)["Location"] == DEACTIVATE


@pytest.mark.parametrize("code", ["", "000000", "abc", "\x00", "１２", "9" * 300])
def test_a_wrong_number_says_so(as_person, resident, code):
    browser = as_person(resident)
    browser.get(ACTIVATE)
    page = browser.post(ACTIVATE, {"code": code})
    assert page.status_code == 422
    assert "ds-validation-message" in page.content.decode()
    assert not has_second_factor(resident)


def test_with_an_app_the_code_by_e_mail_is_not_enough(client, as_person, resident, newest_code):
    secret = set_up(as_person(resident))
    client.post(SIGN_IN, {"login": resident.email})
    page = client.post(CONFIRM, {"code": newest_code()}, follow=True)
    assert "Second step" in page.content.decode()
    assert "_auth_user_id" not in client.session

    page = client.post(AUTHENTICATE, {"code": "000000"})
    assert page.status_code == 422
    assert "That did not work" in page.content.decode()
    client.post(AUTHENTICATE, {"code": f"{number(secret)[:3]} {number(secret)[3:]}"})
    assert client.session["_auth_user_id"] == str(resident.pk)


def test_a_recovery_code_opens_the_second_step_once(client, as_person, resident, newest_code):
    browser = as_person(resident)
    set_up(browser)
    codes = re.findall(r"<code>(\d{8})</code>", browser.get(CODES).content.decode())
    assert len(codes) == 10

    for attempt, opens in ((codes[0], True), (codes[0], False)):
        client.post("/en/accounts/logout/")
        cache.clear()
        client.post(SIGN_IN, {"login": resident.email})
        client.post(CONFIRM, {"code": newest_code()})
        client.post(AUTHENTICATE, {"code": attempt})
        assert ("_auth_user_id" in client.session) == opens
        if opens:
            assert "9 codes are left" in client.get(INDEX).content.decode()


def test_recovery_codes_are_saved_as_a_file_and_made_anew(
    client, as_person, resident, newest_code, django_capture_on_commit_callbacks
):
    secret = set_up(as_person(resident))
    client.post(SIGN_IN, {"login": resident.email})
    client.post(CONFIRM, {"code": newest_code()})
    client.post(AUTHENTICATE, {"code": number(secret)})

    page = client.get(CODES)
    old = re.findall(r"<code>(\d{8})</code>", page.content.decode())
    file = client.get(f"{CODES}download/")
    assert file["Content-Type"].startswith("text/plain")
    assert all(code in file.content.decode() for code in old)

    assert client.get(f"{CODES}generate/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{CODES}generate/")
    new = re.findall(r"<code>(\d{8})</code>", client.get(CODES).content.decode())
    assert not set(old) & set(new)
    assert mail.outbox[-1].subject == "Your account has new recovery codes"


def test_an_app_is_removed_only_by_who_shows_again_who_it_is(as_person, resident):
    browser = as_person(resident)
    secret = set_up(browser)
    session = browser.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = []  # as if it had been long ago
    session.save()
    page = browser.get(DEACTIVATE, follow=True)
    assert "Is it you?" in page.content.decode()

    assert browser.post("/en/accounts/2fa/reauthenticate/", {"code": "000000"}).status_code == 422
    page = browser.post("/en/accounts/2fa/reauthenticate/", {"code": number(secret), "next": DEACTIVATE}, follow=True)
    assert "Remove the authenticator app?" in page.content.decode()
    browser.post(DEACTIVATE)
    assert not Authenticator.objects.filter(user=resident).exists()
    assert mail.outbox[-1].subject == "The authenticator app was removed from your account"


def test_staff_set_up_a_second_step_before_their_pages_open(as_person, admin, settings):
    settings.STAFF_SECOND_FACTOR = True
    browser = as_person(admin)
    page = browser.get("/en/people?q=rosa", follow=True)
    assert page.redirect_chain == [(INDEX, 302)]
    assert "Your role can change what others see" in page.content.decode()

    set_up(browser)
    page = browser.get(INDEX)
    assert 'href="/en/people?q=rosa"' in page.content.decode()
    assert browser.get("/en/people?q=rosa").status_code == 200


def test_whoever_manages_a_body_sets_one_up_too(as_person, manager, settings):
    settings.STAFF_SECOND_FACTOR = True
    assert as_person(manager).get("/en/bodies/mobility/members")["Location"] == INDEX
    assert (
        as_person(manager).post("/en/bodies/mobility/members", {"email": "x@y.org", "role": "viewer"})["Location"]
        == INDEX
    )


def test_residents_are_not_asked(as_person, resident, settings):
    settings.STAFF_SECOND_FACTOR = True
    assert not needs_second_factor(resident)
    assert as_person(resident).get("/en/account").status_code == 200
    assert as_person(resident).get("/en/people").status_code == 403


def test_a_region_may_do_without(as_person, admin, settings):
    settings.STAFF_SECOND_FACTOR = False
    assert as_person(admin).get("/en/people").status_code == 200


def test_who_passes_two_steps(resident, manager, moderator, make_person):
    passkey_only = make_person("pia")
    with_app = make_person("tom")
    Authenticator.objects.create(user=passkey_only, type="webauthn", data={})
    Authenticator.objects.create(user=with_app, type="totp", data={})
    assert [asks_second_step(person) for person in (resident, passkey_only, with_app, manager, moderator)] == [
        False,
        False,
        True,
        True,
        True,
    ]


def test_the_platform_team_helps_after_a_lost_phone(admin, moderator, django_capture_on_commit_callbacks):
    Authenticator.objects.create(user=moderator, type="totp", data={})
    Authenticator.objects.create(user=moderator, type="recovery_codes", data={})
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_second_factor(by=admin, person=moderator, reason="Called from the known number.") == 2

    assert not has_second_factor(moderator)
    assert mail.outbox[0].to == [moderator.email]
    entry = audit.trail(moderator).get()
    assert (entry.actor, entry.before, entry.after) == (
        admin.pk,
        {"kinds": ["totp", "recovery_codes"]},
        {"reason": "Called from the known number."},
    )
