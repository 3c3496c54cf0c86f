import json
import re

import pytest
from django.core.management import call_command

from civicloop.core.region import pack

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", pack().interface_languages)
def test_every_place_stands_in_map_and_list(client, language):
    response = client.get(f"/{language}/places")
    assert not response.cookies
    for place in pack().places:
        if place.kind == "region":
            continue
        links = response.text.count(f'href="/{language}/places/{place.slug}"')
        assert links == (2 if place.kind == "municipality" else 1), place.slug


def test_both_official_names_residents_and_their_source_are_given(client):
    page = client.get("/fr/places").text
    assert "Ixelles" in page
    assert '<p class="muted" lang="nl">Elsene</p>' in page
    assert "Statbel" in page
    assert "1\u202f218\u202f255" in page


def test_names_in_another_language_say_so(client):
    page = client.get("/nl/places").text
    assert re.search(r'lang="fr">\s*(<tspan[^>]*>)?Ixelles', page)


@pytest.mark.real
def test_real_borders_take_the_place_of_the_tiles(client, real_file):
    assert "<rect" in client.get("/en/places").text
    call_command("import", "places", str(real_file("statbel_brussels_19_municipalities.geojson")), verbosity=0)
    page = client.get("/en/places").text
    assert "<rect" not in page
    assert page.partition("region-map-real")[2].partition("</svg>")[0].count("<path d=") == 19
    assert "statbel_brussels_19_municipalities.geojson" in page
    assert page.count('href="/en/places/ixelles"') == 2
    assert 'data-boundaries="/en/places.geojson"' in page


@pytest.mark.real
def test_some_borders_are_not_enough_for_a_map(client, real_file, write):
    data = json.loads(real_file("statbel_brussels_19_municipalities.geojson").read_text())
    call_command("import", "places", str(write(data["features"][:18])), verbosity=0)
    assert "<rect" in client.get("/en/places").text


def test_the_list_may_only_be_read(client):
    assert client.post("/en/places").status_code == 405
