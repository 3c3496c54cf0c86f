import html5lib
import pytest
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

from civicloop.ui import errors

STATUSES = [400, 403, 404, 405, 409, 410, 413, 418, 422, 429, 500, 503]


@pytest.mark.parametrize("status", STATUSES)
def test_every_error_has_a_heading_a_sentence_and_a_way_out(status):
    request = RequestFactory().get("/en/x")
    with translation.override("en"):
        html = get_template("ui/error.html").render({"status": status, "sentence": "It is so."}, request)
        heading = errors.title(status)
    assert f"<h1>{heading}</h1>" in html
    assert f"<title>{heading}" in html
    assert "It is so." in html
    assert 'href="/en/"' in html
    assert "noindex" in html


def test_a_broken_server_asks_nobody_who_is_looking():
    class Person:
        @property
        def is_authenticated(self):
            raise AssertionError("the session was read")

    request = RequestFactory().get("/en/x")
    request.COOKIES = {"sessionid": "x"}
    request.user = Person()
    with translation.override("en"):
        assert "Not available" in get_template("ui/error.html").render({"status": 503, "sentence": "Away."}, request)


@pytest.mark.parametrize("status", [500, 503])
def test_the_last_resort_speaks_every_language_and_needs_nothing(status):
    answer = errors.fallback(status)
    assert answer.status_code == status
    assert (answer.get("Retry-After") is not None) == (status == 503)
    assert answer["Cache-Control"] == "no-store"
    parser = html5lib.HTMLParser(strict=True)
    document = parser.parse(answer.content.decode())
    languages = {element.get("lang") for element in document.iter() if element.get("lang")}
    assert languages == {"fr", "nl", "en", "de"}
    assert b"<script" not in answer.content
    assert b"style=" not in answer.content
