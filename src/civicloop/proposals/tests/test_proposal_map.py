"""The map of proposals and its points."""

import re

import pytest

from civicloop.proposals.models import queries

pytestmark = pytest.mark.django_db
MAP = "/en/proposals/map"


def numbers(page):
    return dict(re.findall(r"<title>([^<:]+): ([\d,]+)</title>", page))


def test_municipalities_count_their_districts_and_lead_to_the_list(client, make_proposal):
    make_proposal(place_id="21009")
    make_proposal(place_id="21009-flagey")
    make_proposal(place_id="21015")
    make_proposal(place_id="21015", hidden=True)
    make_proposal(place_id="04000")
    page = client.get(MAP).content.decode()
    assert numbers(page)["Ixelles"] == "2"
    assert numbers(page)["Schaerbeek"] == "1"
    assert numbers(page)["Uccle"] == "0"
    assert 'href="/en/proposals?place=21009"' in page
    assert "5 proposals" not in page


def test_the_map_counts_what_the_filter_asks_for(client, make_proposal):
    make_proposal(title="A tram to the hospital", challenge_id="connected")
    make_proposal(title="A quiet square", challenge_id="safe")
    page = client.get(MAP, {"challenge": "safe"}).content.decode()
    assert numbers(page)["Ixelles"] == "1"
    assert 'href="/en/proposals?challenge=safe&amp;place=21009"' in page
    assert numbers(client.get(MAP, {"q": "tram"}).content.decode())["Ixelles"] == "1"
    assert "A quiet square" in page
    assert "A tram to the hospital" not in page


def test_a_place_asked_for_is_the_only_one_with_a_link(client, make_proposal):
    make_proposal(place_id="21009-flagey")
    page = client.get(MAP, {"place": "21009-flagey"}).content.decode()
    assert numbers(page)["Ixelles"] == "1"
    assert 'href="/en/proposals?place=21009-flagey"' in page
    assert "place=21015" not in page.replace('value="21015', "")


def test_a_map_of_too_many_says_that_it_counts_a_part(client, make_proposal, monkeypatch):
    monkeypatch.setattr(queries, "WALKED_MAX", 2)
    make_proposal()
    assert "counts only a part" not in client.get(MAP).content.decode()
    for _ in range(3):
        make_proposal()
    assert "counts only a part" in client.get(MAP).content.decode()


def test_points_are_geojson_with_links(client, make_proposal):
    there = make_proposal(title="Un banc", language="fr", latitude=50.8274, longitude=4.3719)
    make_proposal(title="Nowhere in particular")
    make_proposal(title="Hidden", latitude=50.83, longitude=4.37, hidden=True)
    answer = client.get("/fr/proposals/points")
    assert answer["Content-Type"] == "application/geo+json"
    assert answer.json() == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": there.pk,
                "geometry": {"type": "Point", "coordinates": [4.3719, 50.8274]},
                "properties": {"title": "Un banc", "url": f"/fr/proposals/{there.pk}", "lang": "fr"},
            }
        ],
    }


def test_points_are_bounded(make_proposal):
    from civicloop.proposals.filters import NOTHING
    from civicloop.proposals.models import Proposal

    for _ in range(4):
        make_proposal(latitude=50.8, longitude=4.3)
    assert len(Proposal.objects.points(NOTHING, most=3)) == 3


def test_the_map_asks_little(client, make_proposal):
    make_proposal()
    client.get(MAP)  # names and borders are read once per process
    client.query_limit = 8
    assert client.get(MAP).status_code == 200
