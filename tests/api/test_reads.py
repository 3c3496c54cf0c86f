"""What every read of the API promises: ETags, HEAD, pages, problems instead of pages."""

import json

import pytest

from civicloop.core.api import cursor_of, read_cursor
from civicloop.core.errors import Invalid

LISTS = ["proposals", "places", "bodies", "challenges", "aims", "exports"]


@pytest.fixture
def get(client, db):
    def fetch(path, **headers):
        return client.get(f"/api/v1/{path}", headers=headers)

    return fetch


@pytest.mark.parametrize("path", [*LISTS, "places/04000", "challenges/safe", "openapi.json"])
def test_a_read_is_json_without_a_cookie(get, path):
    response = get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("path", LISTS)
def test_who_has_it_already_gets_304(get, path):
    first = get(path)
    again = get(path, if_none_match=first["ETag"])
    strong = get(path, if_none_match=f'"other", {first["ETag"].removeprefix("W/")}')
    assert again.status_code == strong.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert get(path, if_none_match='"other"').status_code == 200


def test_an_etag_changes_with_the_content(get, make_proposal):
    before = get("proposals")["ETag"]
    make_proposal()
    assert get("proposals", if_none_match=before).status_code == 200


def test_the_answer_is_the_same_in_every_language(get):
    answers = {get("challenges", accept_language=language).content for language in ("fr", "nl", "en", "de")}
    assert len(answers) == 1
    name = json.loads(answers.pop())["items"][0]["name"]
    assert set(name) >= {"fr", "nl", "en", "de"}


def test_head_has_the_headers_and_no_body(client, db):
    head, get = client.head("/api/v1/challenges"), client.get("/api/v1/challenges")
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == get["ETag"]
    assert head["Content-Length"] == str(len(get.content))


@pytest.mark.parametrize(
    "path", ["", "nothing", "places/nowhere", "challenges/none", "bodies/none", "proposals/x", "places/"]
)
def test_nothing_is_a_problem_with_the_pages_sentence(get, path):
    response = get(path, accept_language="en")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == 404
    assert problem["detail"] == "There is nothing at this address. It may have moved, or been typed wrongly."
    assert problem["type"] == "/api/v1/problems#not-found"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_wrong_method_is_a_problem_that_names_the_right_ones(client, db, method):
    response = getattr(client, method)("/api/v1/places")
    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert "GET, HEAD, OPTIONS" in response.json()["detail"]


def test_options_says_what_works(client, db):
    response = client.options("/api/v1/proposals")
    assert response.status_code == 204
    assert response["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize("limit", ["0", "101", "x", "-1", "1.5", "99999999999999999999", "%00", ""])
def test_a_wrong_limit_is_named(get, limit):
    response = get(f"places?limit={limit}")
    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == ["limit"]
    assert response.json()["errors"][0]["message"]


@pytest.mark.parametrize("after", ["x", "%00", "é", "W10", "bnVsbA", "Int9", "A" * 500, "%ud800"])
@pytest.mark.parametrize("path", ["places", "bodies", "proposals"])
def test_a_place_in_no_list_is_named(get, path, after):
    response = get(f"{path}?after={after}")
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "after"


@pytest.mark.parametrize("limit", [1, 7, 100])
def test_pages_show_everything_once(get, limit):
    whole = [place["code"] for place in get("places?limit=100").json()["items"]]
    seen, url = [], f"places?limit={limit}"
    while url:
        page = get(url).json()
        seen += [place["code"] for place in page["items"]]
        assert len(page["items"]) <= limit
        url = page["next"] and page["next"].partition("/api/v1/")[2]
    assert seen == sorted(set(seen))
    assert seen[: len(whole)] == whole


def test_a_cursor_gives_back_what_it_was_made_of():
    assert read_cursor(cursor_of("a", 7), str, int) == ("a", 7)
    assert read_cursor("", str) is None


@pytest.mark.parametrize("values", [("7",), (True,), (1.5,), (2**63,), ([],), (None,), ({},), (1, 2)])
def test_a_cursor_of_another_shape_is_refused(values):
    import base64

    text = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    with pytest.raises(Invalid):
        read_cursor(text, int)


def test_filters_of_places(get):
    kinds = {place["kind"] for place in get("places?kind=municipality&limit=100").json()["items"]}
    assert kinds == {"municipality"}
    children = get("places?parent=04000&limit=100").json()["items"]
    assert {place["parent"] for place in children} == {"04000"}
    wrong = get("places?kind=planet", accept_language="en")
    assert wrong.status_code == 422
    assert "municipality" in wrong.json()["errors"][0]["message"]


def test_a_host_that_is_not_ours_gets_a_problem(client, db):
    response = client.get("/api/v1/places", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_without_the_database_there_is_503_and_when_to_come_back(client, db, monkeypatch):
    from django.db import OperationalError

    from civicloop.places.models import Place

    def away(*args, **kwargs):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(Place.objects, "order_by", away)
    response = client.get("/api/v1/places", headers={"accept-language": "en"})
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "nothing was recorded" in response.json()["detail"]


def test_our_own_mistake_is_a_problem_too_and_logged(client, db, monkeypatch, caplog):
    from civicloop.places.models import Place

    monkeypatch.setattr(Place.objects, "order_by", lambda *_: 1 / 0)
    response = client.get("/api/v1/places")
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert "division by zero" not in response.content.decode()
    assert "ZeroDivisionError" in caplog.text
