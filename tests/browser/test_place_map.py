"""The map of places: drawn without scripts, zoomable with them, the same links in both."""

import json
import time

import pytest
from playwright.sync_api import Page, expect

from civicloop.core.region import pack


@pytest.fixture(scope="module")
def borders(site, tmp_path_factory):
    """Give every municipality a square where its tile stands."""
    features = []
    for place in pack().municipalities:
        column, row = place.tile
        x, y = 4.2 + column / 20, 50.9 - row / 30
        ring = [[x, y], [x + 1 / 20, y], [x + 1 / 20, y + 1 / 30], [x, y + 1 / 30], [x, y]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"code": place.code}, "geometry": geometry})
    file = tmp_path_factory.mktemp("borders") / "borders.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    site.manage("import", "places", str(file), "--source", "squares")
    yield
    site.manage(
        "shell",
        "--verbosity",
        "0",
        "-c",
        "from civicloop.places.models import Boundary; Boundary.objects.all().delete()",
    )


def open_map(page: Page, address: str) -> None:
    """Open the page; the server learns of borders another process imported within some seconds."""
    for _ in range(20):
        page.goto(f"{address}/en/places")
        if page.locator(".region-map-real").count():
            return
        time.sleep(0.5)
    pytest.fail("the imported borders never reached the map")


def test_the_map_can_be_zoomed_and_put_away(site, browser, borders):
    context = browser.new_context()
    page = context.new_page()
    problems, asked = [], []
    page.on("console", lambda message: problems.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    open_map(page, site.address)
    assert not [address for address in asked if "leaflet" in address], "nobody asked for it yet"
    button = page.get_by_role("button", name="Zoomable map")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map-live path")).to_have_count(len(pack().municipalities))
    expect(page.locator(".region-map > svg")).to_be_hidden()
    page.get_by_role("button", name="Zoom in").focus()
    page.keyboard.press("Enter")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".region-map > svg")).to_be_visible()
    expect(page.locator(".map-live")).to_be_hidden()
    assert not problems
    assert all(address.startswith((site.address, "data:")) for address in asked)
    context.close()


def test_a_place_on_the_zoomable_map_leads_where_the_drawing_leads(site, browser, borders):
    page = browser.new_page()
    open_map(page, site.address)
    page.get_by_role("button", name="Zoomable map").click()
    page.locator(".map-live path").first.click()
    first = min(pack().municipalities, key=lambda place: place.code)
    expect(page).to_have_url(f"{site.address}/en/places/{first.slug}")
    page.close()


def test_without_scripts_the_drawing_leads_to_every_place(site, browser, borders):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_map(page, site.address)
    assert not page.locator(".map-tools button").is_visible()
    page.locator(".region-map a[data-code='21009']").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}/en/places/ixelles")
    context.close()


def test_when_leaflet_cannot_be_fetched_the_drawing_stays_and_a_sentence_says_so(site, browser, borders):
    page = browser.new_page()
    page.route("**/leaflet*.js", lambda route: route.abort())
    open_map(page, site.address)
    page.get_by_role("button", name="Zoomable map").click()
    expect(page.get_by_text("The zoomable map could not be loaded. The map above shows the same.")).to_be_visible()
    expect(page.locator(".region-map > svg")).to_be_visible()
    page.close()
