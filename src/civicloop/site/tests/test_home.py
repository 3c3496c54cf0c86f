"""The home page: what is asked of the region, and where to begin."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from civicloop.core import page_cache

pytestmark = pytest.mark.django_db


def tiles(page):
    return dict(re.findall(r"<a href=\"[^\"]+\">([^<]+)</a></dt><dd>([\d,]+)</dd>", page))


def test_numbers_are_true_and_lead_somewhere(client, make_proposal):
    make_proposal(place_id="21009")
    make_proposal(place_id="21015")
    make_proposal(hidden=True)
    page = client.get("/en/").content.decode()
    assert tiles(page) == {
        "proposals": "2",
        "supports in 30 days": "0",
        "municipalities take part": "2",
        "public bodies": "30",
    }
    for address in re.findall(r"<dt><a href=\"([^\"]+)\"", page):
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_the_most_supported_of_this_month_stand_first(client, make_proposal):
    make_proposal(title="Popular", supports=9, imported_supports=9)
    make_proposal(title="Less popular", supports=2, imported_supports=2)
    old = timezone.now() - timedelta(days=40)
    make_proposal(title="Popular long ago", supports=99, imported_supports=99, published_at=old)
    page = client.get("/en/").content.decode()
    top = page[page.index('id="top"') : page.index('id="latest"')]
    assert top.index("Popular") < top.index("Less popular")
    assert "long ago" not in top


def test_a_person_sees_what_is_new_where_they_live_and_nobody_else_does(client, as_person, make_person, make_proposal):
    make_proposal(title="A bench for Uccle", place_id="21016")
    at_home, elsewhere = make_person("ada", place_code="21016"), make_person("ben")
    assert "New in Uccle" in as_person(at_home).get("/en/").content.decode()
    assert "New in" not in as_person(elsewhere).get("/en/").content.decode()
    assert "New in" not in client.get("/en/").content.decode()


def test_every_challenge_leads_to_its_page_with_its_number(client, make_proposal):
    make_proposal(challenge_id="safe")
    page = client.get("/en/").content.decode()
    assert page.count('class="card challenge"') == 4
    safe = page[page.index('href="/en/challenges/safe"') :]
    assert safe.index("1 proposal<") < safe.index("</article>")


def test_an_empty_region_invites(client):
    page = client.get("/en/").content.decode()
    assert "Nobody has proposed anything yet" in page
    assert 'id="top"' not in page


@pytest.mark.parametrize("language", ["fr", "nl", "en", "de"])
def test_the_page_speaks_every_language(client, make_proposal, language):
    make_proposal()
    response = client.get(f"/{language}/")
    assert f'<html lang="{language}"' in response.content.decode()


def test_visitors_cost_little_and_get_no_cookie(client, make_proposal, settings):
    for _ in range(5):
        make_proposal()
    client.query_limit = 8
    settings.PAGE_CACHE_SECONDS = 30
    page_cache.clear()
    response = client.get("/en/")
    page_cache.clear()
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
