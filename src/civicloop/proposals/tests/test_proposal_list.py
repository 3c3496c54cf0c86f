"""The list of proposals, as a visitor, the author and another person see it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from civicloop.core import page_cache

pytestmark = pytest.mark.django_db
LIST = "/en/proposals"


@pytest.fixture
def many(make_proposal):
    """45 proposals, the later the more supported."""
    return [make_proposal(title=f"Proposal number {n}", supports=n, imported_supports=n) for n in range(45)]


def titles(response):
    return re.findall(r"Proposal number (\d+)</a>", response.content.decode())


def link(response, rel):
    found = re.search(rf'rel="{rel}" href="{LIST}([^"]*)"', response.content.decode())
    return found and found[1].replace("&amp;", "&")


def test_everybody_sees_the_same_list(client, as_person, make_person, make_proposal):
    author = make_person("author", place_code="21009")
    make_proposal(author, title="A bench under the lime trees", supports=3, imported_supports=3)
    for browser in (client, as_person(author), as_person(make_person("other"))):
        page = browser.get(LIST).content.decode()
        assert "A bench under the lime trees" in page
        assert "3 supports" in page
        assert "1 proposal</h2>" in page


def test_hidden_and_withdrawn_proposals_stay_out(client, make_proposal):
    make_proposal(title="Something hidden", hidden=True)
    make_proposal(title="Something withdrawn", state="withdrawn")
    make_proposal(title="Something archived", state="archived")
    page = client.get(LIST).content.decode()
    assert "Something hidden" not in page
    assert "Something withdrawn" not in page
    assert "Something archived" in page
    assert "Something withdrawn" in client.get(LIST, {"state": "withdrawn"}).content.decode()
    assert "Something archived" not in client.get(LIST, {"sort": "attention"}).content.decode()


def test_pages_lead_on_and_back(client, many):
    first = client.get(LIST)
    assert titles(first) == [str(n) for n in range(44, 24, -1)]
    assert link(first, "prev") is None
    second = client.get(LIST + link(first, "next"))
    assert titles(second) == [str(n) for n in range(24, 4, -1)]
    third = client.get(LIST + link(second, "next"))
    assert titles(third) == ["4", "3", "2", "1", "0"]
    assert link(third, "next") is None
    assert titles(client.get(LIST + link(third, "prev"))) == titles(second)
    assert titles(client.get(LIST + link(second, "prev"))) == titles(first)


def test_sorts_and_filters_stay_with_the_pages(client, many, make_proposal):
    make_proposal(title="Elsewhere", place_id="21015", supports=99, imported_supports=99)
    first = client.get(LIST, {"sort": "supported", "place": "21009"})
    second = client.get(LIST + link(first, "next"))
    assert titles(first) + titles(second) == [str(n) for n in range(44, 4, -1)]
    assert "Place: Ixelles" in second.content.decode()


def test_a_district_lies_in_its_municipality(client, make_proposal):
    make_proposal(title="A fountain for the ponds", place_id="21009-flagey")
    assert "A fountain for the ponds" in client.get(LIST, {"place": "21009"}).content.decode()
    assert "A fountain for the ponds" not in client.get(LIST, {"place": "21015"}).content.decode()


@pytest.mark.parametrize("page", ["after", "before"])
def test_a_cursor_made_up_leads_to_the_first_page_with_a_notice(client, many, page):
    response = client.get(LIST, {page: "bm9uc2Vuc2U"})
    assert titles(response)[0] == "44"
    assert "could not find that page of the list" in response.content.decode()


def test_beyond_the_last_page_stands_a_way_back(client, many):
    third = link(client.get(LIST + link(client.get(LIST), "next")), "next")
    for row in many[:5]:
        row.delete()
    page = client.get(LIST + third).content.decode()
    assert "The list ends before this page" in page


def test_nothing_fits_helps_on(client, make_proposal):
    make_proposal()
    page = client.get(LIST, {"q": "unfindable"}).content.decode()
    assert "No proposal fits" in page
    assert "Show all proposals" in page


def test_ignored_parts_are_said_on_the_page(client, make_proposal):
    make_proposal(title="Still shown")
    page = client.get(LIST, {"challenge": "<b>"}).content.decode()
    assert "“&lt;b&gt;” is not one of the challenges" in page
    assert "Still shown" in page


def test_empty_fields_of_the_form_leave_the_address(client):
    response = client.get(LIST, {"q": "tram", "challenge": "", "from": "", "sort": "new"})
    assert (response.status_code, response["Location"]) == (302, f"{LIST}?q=tram")
    assert client.get(LIST, {"q": ""})["Location"] == LIST


def test_scripts_get_the_same_page_and_the_short_address(client, make_proposal):
    make_proposal(title="A tram to the hospital")
    response = client.get(LIST, {"q": "tram", "challenge": ""}, headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == f"{LIST}?q=tram"
    assert "A tram to the hospital" in response.content.decode()
    assert "<html" not in response.content.decode()


def test_words_in_another_language_say_so(client, make_proposal):
    make_proposal(title="Un banc sous les tilleuls", language="fr")
    make_proposal(title="A bench under the lime trees")
    page = client.get(LIST).content.decode()
    assert re.search(r'<h3 lang="fr"><a [^>]+>Un banc', page)
    assert re.search(r"<h3><a [^>]+>A bench", page)
    page = client.get("/fr/proposals").content.decode()
    assert re.search(r"<h3><a [^>]+>Un banc", page)


def test_titles_are_escaped(client, make_proposal):
    make_proposal(title="<script>alert(1)</script> & more", summary="<img src=x>")
    page = client.get(LIST).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "<img src=x>" not in page


def test_the_panel_shows_what_is_chosen(client):
    page = client.get(
        LIST, {"place": "21009-flagey", "sort": "argued", "q": 'a "b"', "from": "2026-01-02"}
    ).content.decode()
    assert '<option value="21009-flagey" selected>' in page
    assert '<option value="argued" selected>' in page
    assert 'value="a &quot;b&quot;"' in page
    assert 'value="2026-01-02"' in page


def test_feed_and_saved_search_carry_the_filter(client):
    page = client.get(LIST, {"challenge": "safe", "sort": "supported"}).content.decode()
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert page.count("/en/proposals/feed?challenge=safe&amp;sort=supported") == 2
    assert "/en/searches/new?challenge=safe&amp;sort=supported" in page
    assert "/en/proposals/map?challenge=safe&amp;sort=supported" in page


@pytest.mark.parametrize(
    "query", [{}, {"q": "trees"}, {"q": "trees", "sort": "supported"}, {"place": "21009", "aim": "inclusion"}]
)
def test_a_page_takes_few_questions_and_no_more_with_more_rows(client, make_proposal, query):
    make_proposal(aims=["inclusion"])
    client.get(LIST, query)
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST, query)
        assert len(asked) <= 8
        for _more in range(30):
            make_proposal(aims=["inclusion"])


@pytest.mark.parametrize("address", [LIST, "/en/proposals/map", "/en/proposals/feed", "/en/proposals/points"])
def test_a_visitor_gets_no_cookie_and_a_page_for_everybody(client, make_proposal, settings, address):
    settings.PAGE_CACHE_SECONDS = 30
    page_cache.clear()
    make_proposal(title="Seen by all")
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    make_proposal(title="A later one, not yet in the remembered page")
    again = client.get(address)
    page_cache.clear()
    if address != "/en/proposals/points":  # machines get it fresh
        assert again.content == response.content
