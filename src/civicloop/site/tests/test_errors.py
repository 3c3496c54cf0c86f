"""Error pages: a sentence whatever breaks."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory, override_settings

from civicloop.core.errors import TooMany
from civicloop.core.middleware import civic_errors
from civicloop.site import views


def _while(error):
    try:
        raise error
    except type(error):
        return views.error_500(RequestFactory().get("/en/"))


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [(OperationalError("gone"), 503, "nothing was recorded"), (ValueError("ours"), 500, "on our side")],
)
def test_the_database_away_is_a_503_and_the_rest_a_500(db, error, status, words):
    response = _while(error)
    assert response.status_code == status
    assert words in response.content.decode()
    assert response.get("Retry-After") == ("30" if status == 503 else None)


def test_when_even_the_page_breaks_a_ready_made_one_stands_in(monkeypatch):
    def broken(*_args):
        raise RuntimeError("no template")

    monkeypatch.setattr(views, "error_page", broken)
    response = _while(ValueError("ours"))
    assert response.status_code == 500
    assert "<h1" in response.content.decode()


def test_a_civic_error_is_its_own_sentence(db):
    middleware = civic_errors(lambda _: None)
    response = middleware.process_exception(RequestFactory().get("/en/"), TooMany("Slow down, please."))
    assert response.status_code == 429
    assert "Slow down, please." in response.content.decode()


@override_settings(ALLOWED_HOSTS=["only.example"])
def test_a_foreign_host_gets_the_400_page():
    from django.test import Client

    assert Client(raise_request_exception=False).get("/en/").status_code == 400
