import pytest

from civicloop.core.region import pack
from civicloop.places import sections
from civicloop.places.sections import Section

pytestmark = pytest.mark.django_db


def test_a_municipality_shows_both_names_residents_and_its_districts(client):
    response = client.get("/en/places/ixelles")
    assert '<span lang="fr">Ixelles</span>' in response.text
    assert '<span lang="nl">Elsene</span>' in response.text
    assert f"{pack().place('21009').population:,}" in response.text
    assert "1 January 2020" in response.text
    assert "Statbel" in response.text
    for place in pack().places:
        if place.parent == "21009":
            assert f'href="/en/places/{place.slug}"' in response.text
    assert not response.cookies


def test_a_district_leads_up_to_its_municipality_and_region(client):
    district = next(place for place in pack().places if place.kind == "district")
    parent = pack().place(district.parent)
    page = client.get(f"/fr/places/{district.slug}").text
    assert f'href="/fr/places/{parent.slug}"' in page
    assert 'href="/fr/places/brussels"' in page
    assert district.code not in page.replace(f"place={district.code}", "").replace(f"key={district.code}", "")


def test_the_region_leads_to_its_municipalities(client):
    page = client.get("/nl/places/brussels").text
    for place in pack().municipalities:
        assert f'href="/nl/places/{place.slug}"' in page


def test_higher_rooms_add_sections_in_their_order(client, monkeypatch):
    monkeypatch.setattr(sections._place_sections, "_providers", [])
    seen = []

    def first(place, request):
        seen.append(("first", place.code))
        return Section("ui/form_errors.html", {})

    def nothing(place, request):
        seen.append(("nothing", place.code))

    sections.register(20, nothing)
    sections.register(10, first)
    sections.register(10, first)
    client.get("/en/places/ixelles")
    assert seen == [("first", "21009"), ("nothing", "21009")]


@pytest.mark.parametrize("slug", ["nowhere", "x" * 500, "%00", "<b>", "🌳", "21009"])
def test_there_is_nothing_at_an_unknown_place(client, slug):
    assert client.get(f"/en/places/{slug}").status_code == 404
