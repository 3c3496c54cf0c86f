"""The Atom feed of any filter (RFC 4287)."""

from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

import pytest

pytestmark = pytest.mark.django_db
FEED = "/en/proposals/feed"
A = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(response):
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return fromstring(response.content)


def check(feed):
    """Hold what RFC 4287 asks of a feed: ids, titles, dates, authors, links."""
    ids = [node.text for node in feed.iter(f"{A}id")]
    assert len(ids) == len(set(ids))
    assert all(one.startswith("tag:127.0.0.1,2026:") for one in ids)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}
    assert links.keys() == {"self", "alternate"}
    assert all(link.get("href").startswith("http://127.0.0.1:8000/") for link in feed.iter(f"{A}link"))
    assert feed.find(f"{A}author/{A}name").text
    for node in (feed, *feed.findall(f"{A}entry")):
        assert node.find(f"{A}title").text
        moment = datetime.fromisoformat(node.find(f"{A}updated").text)
        assert moment.tzinfo is not None
        assert node.get(LANG)
    return links


def test_an_empty_feed_is_a_feed(client):
    feed = read(client.get(FEED))
    check(feed)
    assert feed.findall(f"{A}entry") == []


def test_entries_carry_their_language_dates_and_challenge(client, make_proposal):
    published = datetime(2026, 3, 1, 12, tzinfo=UTC)
    edited = datetime(2026, 3, 2, 12, tzinfo=UTC)
    proposal = make_proposal(
        title="Des bancs & des arbres <ici>",
        language="fr",
        published_at=published,
        edited_at=edited,
        summary="Un\x0btexte",
    )
    make_proposal(title="Hidden", hidden=True)
    feed = read(client.get(FEED))
    check(feed)
    (entry,) = feed.findall(f"{A}entry")
    assert entry.find(f"{A}title").text == "Des bancs & des arbres <ici>"
    assert entry.get(LANG) == "fr"
    assert feed.get(LANG) == "en"
    assert entry.find(f"{A}updated").text == "2026-03-02T12:00:00Z"
    assert entry.find(f"{A}published").text == "2026-03-01T12:00:00Z"
    assert entry.find(f"{A}id").text == f"tag:127.0.0.1,2026:proposals/{proposal.pk}"
    assert entry.find(f"{A}link").get("href") == f"http://127.0.0.1:8000/en/proposals/{proposal.pk}"
    assert entry.find(f"{A}category").attrib == {"term": "sustainable", "label": "A sustainable Region"}
    assert entry.find(f"{A}summary").text == "Untexte"
    assert feed.find(f"{A}updated").text == "2026-03-02T12:00:00Z"


def test_a_feed_is_that_of_its_filter(client, make_proposal):
    make_proposal(title="A tram to the hospital", place_id="21015")
    make_proposal(title="A tram to the park", place_id="21009")
    feed = read(client.get(FEED, {"q": "tram", "place": "21009"}))
    links = check(feed)
    assert [node.text for node in feed.findall(f"{A}entry/{A}title")] == ["A tram to the park"]
    assert "Words: tram; Place: Ixelles" in feed.find(f"{A}title").text
    assert links["self"] == "http://127.0.0.1:8000/en/proposals/feed?q=tram&place=21009"
    assert links["alternate"] == "http://127.0.0.1:8000/en/proposals?q=tram&place=21009"


def test_a_feed_is_bounded_and_cheap(client, make_proposal, django_assert_max_num_queries):
    for number in range(45):
        make_proposal(title=f"Proposal number {number}")
    with django_assert_max_num_queries(4):
        feed = read(client.get(FEED))
    check(feed)
    assert len(feed.findall(f"{A}entry")) == 40
