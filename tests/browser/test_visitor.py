"""A visitor who only reads: no cookie, no request to anybody else, no complaint in the console, on any page."""

import re

import pytest
from playwright.sync_api import expect

HTMX_KEEPS = {"htmx-current-path-for-history"}  # the open page's address, for as long as its tab is open
READ = [
    "/",
    "/proposals",
    "/proposals?q=park",
    "/proposals/map",
    "/proposals/1",
    "/proposals/1/history",
    "/proposals/1/arguments?side=for",
    "/challenges",
    "/challenges/open",
    "/places",
    "/places/ixelles",
    "/search?q=park",
    "/bodies",
    "/roles",
    "/rules",
    "/about",
    "/data",
    "/api/v1/docs",
    "/accessibility",
    "/privacy",
    "/moderation/figures",
    "/demo/mail",
    "/nowhere",
]


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_reading_leaves_no_trace(open_page, site, lang):
    page = open_page(f"/{lang}/")
    problems, asked = [], []
    page.on("console", lambda message: problems.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on("request", lambda request: asked.append(request.url))
    for path in READ:
        answer = page.goto(f"/{lang}{path}")
        assert answer is not None
        assert answer.status == (404 if path == "/nowhere" else 200), page.url
        assert not page.context.cookies(), f"{page.url} left a cookie"
        kept = set(page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"))
        assert kept <= HTMX_KEEPS, f"{page.url} kept something in the browser"
    # The browser itself says in the console that /nowhere answered 404.
    assert [problem for problem in problems if "/nowhere" not in problem] == []
    assert len(asked) >= len(READ)
    assert [address for address in asked if not address.startswith((site.address, "data:"))] == []


def test_our_own_font_is_loaded(open_page):
    page = open_page("/fr/")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Inter'))")
    loaded = page.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)")
    assert any("Inter" in family for family in loaded)


def test_the_skip_link_passes_the_navigation(open_page):
    page = open_page("/nl/proposals")
    page.keyboard.press("Tab")
    expect(page.locator(".ds-skip-link")).to_be_focused()
    expect(page.locator(".ds-skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["/proposals", "/proposals/1", "/places"])
def test_paper_shows_words_and_no_navigation(open_page, path):
    page = open_page(f"/en{path}")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    for part in ("header nav", ".site-footer nav", "button", "main form"):
        assert page.locator(f"{part} >> visible=true").count() == 0, f"{part} is printed on {path}"


@pytest.mark.parametrize("path", ["/", "/proposals", "/proposals/1", "/places", "/accounts/signup/"])
def test_forced_colours_fit_and_keep_their_edges(open_page, path):
    page = open_page(f"/fr{path}", width=320, forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for button in page.locator(".ds-button >> visible=true").all():
        assert button.evaluate("element => parseFloat(getComputedStyle(element).borderTopWidth)") > 0


def test_without_a_language_the_browser_s_own_is_taken(open_page):
    page = open_page("/", locale="nl-BE")
    expect(page).to_have_url(re.compile("/nl/$"))
