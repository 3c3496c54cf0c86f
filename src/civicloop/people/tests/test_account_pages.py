"""The account page, the profile, the e-mail address, the sessions, the tokens, and leaving."""

import re
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail

from civicloop.core.testing.client import InspectingClient
from civicloop.people import account
from civicloop.people.models import ApiToken, User

PAGES = [
    "/en/account",
    "/en/account/profile",
    "/en/account/leave",
    "/en/account/tokens",
    "/en/accounts/email/",
    "/en/accounts/2fa/",
    "/en/accounts/sessions/",
]


@pytest.mark.parametrize("url", PAGES)
def test_the_account_is_for_its_owner_only(client, as_person, resident, url):
    page = client.get(url)
    assert page.status_code == 302
    assert unquote(page["Location"]) == f"/en/accounts/login/?next={url}"
    assert as_person(resident).get(url).status_code == 200


def test_the_account_page_shows_what_we_know(as_person, manager):
    User.objects.filter(pk=manager.pk).update(place_code="21009", also_reads=["nl"], language="en")
    page = as_person(manager).get("/en/account").content.decode()
    for words in (
        "Mona",
        "mona@example.org",
        "Ixelles",
        "Nederlands",
        "Brussels Mobility",
        "Manager",
        "No passkey yet",
    ):
        assert words in page


def test_higher_rooms_add_their_links(as_person, resident, monkeypatch):
    monkeypatch.setattr(account, "_links", {})
    account.register(20, "people:role-list", "Second")
    account.register(10, "people:rules-show", "First")
    account.register(10, "people:rules-show", "First")
    assert [link.label for link in account.links()] == ["First", "Second"]
    page = as_person(resident).get("/en/account").content.decode()
    assert page.index('href="/en/rules">First') < page.index('href="/en/roles">Second')


def test_the_profile_is_changed(as_person, resident):
    browser = as_person(resident)
    page = browser.get("/en/account/profile")
    assert 'value="Rosa"' in page.content.decode()
    page = browser.post(
        "/en/account/profile",
        {"display_name": "Rosa L.", "place_code": "21009", "language": "nl", "also_reads": ["fr", "es"]},
    )
    assert (page.status_code, page["Location"]) == (303, "/en/account")
    resident.refresh_from_db()
    assert (resident.display_name, resident.place_code, resident.language, resident.also_reads) == (
        "Rosa L.",
        "21009",
        "nl",
        ["es", "fr"],
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"display_name": "x" * 61},
        {"display_name": "a\x00"},
        {"place_code": "1"},
        {"language": ""},
        {"language": "xx"},
        {"also_reads": ["klingon"]},
    ],
)
def test_a_bad_profile_keeps_what_was_typed(as_person, resident, wrong):
    good = {"display_name": "Rosa typed this", "place_code": "", "language": "nl"}
    page = as_person(resident).post("/en/account/profile", good | wrong)
    assert page.status_code == 422
    assert "ds-error-summary" in page.content.decode()
    if "display_name" not in wrong:
        assert "Rosa typed this" in page.content.decode()
    resident.refresh_from_db()
    assert resident.display_name == "Rosa"


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


def sign_in(person, agent: str) -> InspectingClient:
    from django.core.cache import cache

    cache.clear()
    browser = InspectingClient(headers={"user-agent": agent})
    browser.post("/en/accounts/login/", {"login": person.email})
    browser.post("/en/accounts/login/code/confirm/", {"code": re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0]})
    return browser


def test_signing_out_everywhere_else_leaves_this_browser(resident, moderator, settings):
    # allauth looks every session up by itself; nobody has many.
    settings.ZEAL_ALLOWLIST = [*settings.ZEAL_ALLOWLIST, {"model": "people.User"}]
    phone = sign_in(resident, "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36")
    desk = sign_in(resident, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    other = sign_in(moderator, "curl/8")

    page = desk.get("/en/accounts/sessions/").content.decode()
    assert "Chrome · Android" in page
    assert "Firefox · Linux" in page
    assert "Unknown browser" not in page

    page = desk.post("/en/accounts/sessions/", follow=True)
    assert "You are signed out everywhere else." in page.content.decode()
    assert "You are signed in nowhere else." in page.content.decode()
    assert desk.get("/en/account").status_code == 200
    assert phone.get("/en/account").status_code == 302
    assert other.get("/en/account").status_code == 200
    assert UserSession.objects.filter(user=resident).count() == 1


def test_a_token_is_shown_once(as_person, resident):
    browser = as_person(resident)
    page = browser.post("/en/account/tokens", {"name": "Spreadsheet"}, follow=True)
    secret = re.search(r'value="(civic_[^"]+)"', page.content.decode())[1]
    assert ApiToken.objects.by_secret(secret).person == resident
    assert "no-store" in page["Cache-Control"]

    page = browser.get("/en/account/tokens").content.decode()
    assert secret not in page
    assert "Spreadsheet" in page
    assert secret not in str(browser.session.items())


@pytest.mark.parametrize("name", ["", "x" * 61, "a\x00"])
def test_a_token_needs_a_name(as_person, resident, name):
    page = as_person(resident).post("/en/account/tokens", {"name": name})
    assert page.status_code == 422
    assert not ApiToken.objects.exists()


def test_the_eleventh_token_is_refused_at_its_field(as_person, resident):
    ApiToken.objects.bulk_create(ApiToken(person=resident, name=str(n), digest=str(n), hint="x") for n in range(10))
    page = as_person(resident).post("/en/account/tokens", {"name": "One more"})
    assert page.status_code == 422
    assert "ten tokens already" in page.content.decode()
    assert 'value="One more"' in page.content.decode()


def test_a_token_is_revoked_by_its_owner_only(client, as_person, resident, moderator):
    token = ApiToken.objects.create(person=resident, name="Mine", digest="d", hint="h")
    url = f"/en/account/tokens/{token.pk}/revoke"
    assert client.post(url).status_code == 302
    assert as_person(moderator).post(url).status_code == 404
    assert ApiToken.objects.filter(pk=token.pk).exists()
    assert as_person(resident).get(url).status_code == 405
    assert as_person(resident).post(url).status_code == 303
    assert not ApiToken.objects.exists()


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


def test_other_sessions_of_whoever_leaves_end_too(as_person, resident):
    phone = sign_in(resident, "phone")
    as_person(resident).post("/en/account/leave", {"sure": "on"})
    assert phone.get("/en/account").status_code == 302


def test_the_only_admin_is_told_why_not(as_person, admin):
    page = as_person(admin).post("/en/account/leave", {"sure": "on"})
    assert page.status_code == 422
    assert "only platform admin" in page.content.decode()
    assert as_person(admin).get("/en/account").status_code == 200
