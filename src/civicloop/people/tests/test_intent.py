"""What a person was about to do waits for them, once, for an hour, and never leads to another site."""

import time

import pytest
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from civicloop.people import intent


@pytest.fixture
def request_(db, rf: RequestFactory):
    request = rf.get("/en/")
    request.session = SessionStore()
    request.user = None
    return request


def remember(request, name="support", next_url="/en/proposals/7"):
    intent.remember(request, name=name, sentence="You were about to support “Shade”.", next_url=next_url)


def test_an_intent_is_given_once(request_):
    remember(request_)

    taken = intent.take(request_, "support")
    assert taken == intent.Intent("support", "You were about to support “Shade”.", "/en/proposals/7")
    assert intent.take(request_, "support") is None


def test_an_intent_of_another_name_stays(request_):
    remember(request_)

    assert intent.take(request_, "argue") is None
    assert intent.waiting(request_).name == "support"


def test_an_intent_survives_the_new_session_key_of_signing_in(request_, make_person):
    remember(request_)
    request_.session.create()
    before = request_.session.session_key

    login(request_, make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")

    assert request_.session.session_key != before
    assert intent.take(request_, "support") is not None


def test_an_intent_is_forgotten_after_an_hour(request_, monkeypatch):
    remember(request_)
    later = time.time() + intent.LIFETIME_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)

    assert intent.waiting(request_) is None
    assert intent.take(request_, "support") is None


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_an_intent_cannot_lead_to_another_site(request_, url):
    with pytest.raises(ValueError, match="leads back into this site"):
        remember(request_, next_url=url)
