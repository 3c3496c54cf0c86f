import json

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_without_borders_the_collection_is_empty(client):
    response = client.get("/en/places.geojson")
    assert response["Content-Type"] == "application/geo+json"
    assert json.loads(response.content) == {"type": "FeatureCollection", "features": []}


@pytest.mark.real
def test_outlines_by_code_within_their_weight(client, real_file):
    call_command("import", "places", str(real_file("statbel_brussels_19_municipalities.geojson")), verbosity=0)
    call_command("import", "places", str(real_file("brussels_boundary.geojson")), verbosity=0)
    response = client.get("/en/places.geojson")
    features = json.loads(response.content)["features"]
    assert [feature["id"] for feature in features] == [str(code) for code in range(21001, 21020)]
    assert len(response.content) < 43_000
    assert not response.cookies
