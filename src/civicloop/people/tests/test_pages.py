"""The pages that explain, the demo's mails, and: every page allauth can show is ours."""

from pathlib import Path

import pytest
from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from allauth.usersessions import urls as usersessions_urls
from django.core.mail import EmailMessage
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver

from civicloop.core.mail import DemoMailBackend
from civicloop.people import mails
from civicloop.people.access import PERMISSION_SENTENCES, ROLE_NAMES
from civicloop.people.middleware import PASSWORD_PAGES

ROOM = Path(mails.__file__).parent


def test_the_roles_page_explains_every_role_and_permission(client, db):
    page = client.get("/en/roles")
    html = page.content.decode()
    assert all(str(words) in html for words in (*ROLE_NAMES.values(), *PERMISSION_SENTENCES.values()))
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")


def test_the_rules_carry_the_region_s_numbers(client, db):
    page = client.get("/en/rules").content.decode()
    assert "Everybody who is 16 or older" in page
    assert "At most 5 new proposals in 30 days" in page


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
@pytest.mark.parametrize(
    "path", ["roles", "rules", "bodies", "bodies/mobility", "accounts/login/", "accounts/signup/", "account/gone"]
)
def test_every_public_page_stands_in_every_language(client, db, language, path):
    page = client.get(f"/{language}/{path}")
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()


def test_the_demo_s_mails_exist_in_the_demo_only(client, db, settings):
    settings.DEMO = False
    assert client.get("/en/demo/mail").status_code == 404
    settings.DEMO = True
    page = client.get("/en/demo/mail")
    assert "No mail yet" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.get("/demo/mail")["Location"] == "/en/demo/mail"


def test_the_newest_mail_stands_first_with_its_code(client, db, settings):
    settings.DEMO = True
    subject, text = mails.render("account/email/login_code", {"code": "1234-5678"})
    html = "<script>alert(1)</script>"
    DemoMailBackend().send_messages([EmailMessage("Older " + html, html, "a@b.c", ["x@demo.example"])])
    DemoMailBackend().send_messages([EmailMessage(subject, text, "a@b.c", ["resident@demo.example"])])

    page = client.get("/en/demo/mail").content.decode()
    assert "<strong>1234-5678</strong>" in page
    assert page.index("resident@demo.example") < page.index("x@demo.example")
    assert html not in page


def test_where_a_code_is_awaited_the_demo_points_to_its_mails(client, db, settings):
    settings.DEMO = True
    page = client.post("/en/accounts/login/", {"login": "x@example.org"}, follow=True)
    assert 'href="/en/demo/mail">Read the mail here' in page.content.decode()


CONTEXT = {
    "code": "1234-5678",
    "email": "a@example.org",
    "signup_url": "http://testserver/en/accounts/signup/",
    "login_url": "http://testserver/en/accounts/login/",
    "from_email": "a@example.org",
    "to_email": "b@example.org",
    "ip": "127.0.0.1",
    "user_agent": "curl",
}


@pytest.mark.parametrize("kind", mails.MAILS)
def test_every_mail_can_be_written(kind):
    from civicloop.core import clock

    subject, text = mails.render(kind, CONTEXT | {"timestamp": clock.now()})
    assert "%" not in subject + text
    assert "\n" not in subject
    assert text.rstrip().endswith("http://127.0.0.1:8000")


def patterns(entries):
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        elif isinstance(entry, URLPattern):
            yield entry


def allauth_templates():
    """Every template a reachable page of allauth names."""
    for pattern in patterns([*account_urls.urlpatterns, *mfa_urls.urlpatterns, *usersessions_urls.urlpatterns]):
        view = getattr(pattern.callback, "view_class", None)
        if pattern.name not in PASSWORD_PAGES and getattr(view, "template_name", None):
            yield view.template_name


@pytest.mark.parametrize("name", sorted(set(allauth_templates())))
def test_every_page_of_allauth_is_ours(name):
    origin = Path(get_template(name).origin.name)
    assert origin.is_relative_to(ROOM), f"{name} comes from {origin}"
