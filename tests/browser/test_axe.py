"""Every page and its important states, looked at by axe: light on a wide screen, dark on the narrowest one.

The addresses stand in one table; what has a number of its own (`{proposal}`) is filled in from the served region.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import axe_finds

RESIDENT, MODERATOR, ADMIN = "resident@demo.example", "moderator@demo.example", "admin@demo.example"
VISITOR = ""

PAGES = {
    VISITOR: [
        "/",
        "/proposals",
        "/proposals?q=park&place=21009&challenge=open&sort=supported",
        "/proposals?q=zzzzzzzz",
        "/proposals?place=nowhere&sort=nonsense",
        "/proposals/map",
        "/proposals/map?q=zzzzzzzz",
        "/proposals/{proposal}",
        "/proposals/{hidden}",
        "/proposals/{proposal}/history",
        "/proposals/{proposal}/arguments?side=for",
        "/arguments/{argument}",
        "/challenges",
        "/challenges/open",
        "/aims/{aim}",
        "/places",
        "/places/ixelles",
        "/search?q=park",
        "/search?q=zzzzzzzz",
        "/search",
        "/bodies",
        "/bodies/{body}",
        "/roles",
        "/rules",
        "/about",
        "/data",
        "/api/v1/docs",
        "/accessibility",
        "/privacy",
        "/moderation/figures",
        "/demo/mail",
        "/account/gone",
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/signup/passkey/",
        "/proposals/{proposal}/support",
        "/nowhere",
    ],
    RESIDENT: [
        "/",
        "/proposals/{proposal}",
        "/proposals/{proposal}/support",
        "/proposals/{proposal}/arguments/new",
        "/proposals/{proposal}/report",
        "/arguments/{argument}",
        "/arguments/{argument}/report",
        "/account",
        "/account/profile",
        "/account/leave",
        "/account/tokens",
        "/accounts/email/",
        "/accounts/sessions/",
        "/accounts/logout/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/following",
        "/drafts",
        "/searches",
        "/searches/new?q=park",
        "/proposals/new",
        "{draft}/what",
        "{draft}/where",
        "{draft}/check",
        "{draft}/delete",
        "/people",
    ],
    MODERATOR: [
        "/moderation",
        "/moderation/proposals/{proposal}",
        "/moderation/arguments/{argument}",
        "/moderation/proposals/{hidden}",
        "/proposals/{hidden}",
    ],
    ADMIN: ["/people", "/people?q=noor", "/bodies/{body}/members", "/account"],
}

# Sent empty, each shows its mistakes.
FORMS = {
    VISITOR: ["/accounts/login/", "/accounts/signup/"],
    RESIDENT: [
        "{draft}/what",
        "{draft}/where",
        "/proposals/{proposal}/arguments/new",
        "/proposals/{proposal}/report",
        "/account/leave",
        "/account/tokens",
        "/accounts/email/",
    ],
    MODERATOR: ["/moderation/proposals/{proposal}"],
}
STATUS = {
    "/nowhere": 404,
    f"{RESIDENT}/people": 403,
    "/proposals/{hidden}": 410,
    f"{MODERATOR}/proposals/{{hidden}}": 200,
}
SCREENS = {
    "light": {"lang": "en", "width": 1200, "color_scheme": "light"},
    "dark-320": {"lang": "de", "width": 320, "color_scheme": "dark"},
}


@pytest.fixture(scope="module")
def numbers() -> dict[str, str]:
    """What the addresses are filled in with, found once."""
    return {}


@pytest.fixture
def look_up(open_page: Callable[..., Page], open_as: Callable[..., Page], numbers: dict[str, str]) -> dict[str, str]:
    """Find a proposal with arguments, a public body, an aim; begin a draft; hide a proposal."""
    if numbers:
        return numbers
    page = open_page("/en/proposals?sort=argued")
    links = page.locator("#results .card h3 a")
    proposal, hidden = (str(links.nth(index).get_attribute("href")).rpartition("/")[2] for index in (0, 1))
    page.goto(f"/en/proposals/{proposal}")
    argument = str(page.locator("article.argument").first.get_attribute("id")).rpartition("-")[2]
    names = {"proposal": proposal, "hidden": hidden, "argument": argument}
    for name, path, link in (
        ("body", "/en/bodies", "main a[href^='/en/bodies/']"),
        ("aim", "/en/challenges", "main a[href^='/en/aims/']"),
    ):
        page.goto(path)
        names[name] = str(page.locator(link).first.get_attribute("href")).rpartition("/")[2]
    page = open_as(MODERATOR, f"/en/moderation/proposals/{hidden}")
    page.locator("[name=hide-reason]").first.check()
    page.locator("[name=hide-public_reason]").fill("It names a neighbour.")
    page.locator("form[action$='/hide'] button").click()
    page.wait_for_load_state()
    page = open_as(RESIDENT, "/en/proposals/new")
    page.locator("[name=title]").fill("A quiet corner with trees and a bench")
    page.locator("[name=text]").fill("People who wait for the tram stand in the sun. Two trees and a bench would help.")
    page.locator("main form[method=post] button").first.click()
    page.wait_for_url("**/where")
    names["draft"] = page.url.partition("/en")[2].removesuffix("/where")
    numbers |= names
    return numbers


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("email", PAGES, ids=lambda email: email.partition("@")[0] or "visitor")
def test_no_page_has_anything_axe_finds(email, screen, open_page, open_as, look_up):
    found = []
    page, lang = _open(open_page, open_as, email, screen)
    for path in PAGES[email]:
        answer = page.goto(f"/{lang}{path.format(**look_up)}")
        expected = STATUS.get(email + path, STATUS.get(path, 200))
        if answer is not None and answer.status != expected:
            found.append(f"{page.url}: status {answer.status}, not {expected}")
        found += _look(page)
    for path in FORMS.get(email, []):
        page.goto(f"/{lang}{path.format(**look_up)}")
        _send_empty(page)
        found += _look(page, "sent empty")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("screen", SCREENS)
def test_open_menus_have_nothing_axe_finds(screen, open_page, open_as):
    page, _ = _open(open_page, open_as, ADMIN, screen)
    page.locator("header details.menu > summary >> visible=true").click()
    found = _look(page, "menu open")
    assert not found, "\n".join(found)


def _open(open_page: Callable[..., Page], open_as: Callable[..., Page], email: str, screen: str) -> tuple[Page, str]:
    options: dict[str, Any] = dict(SCREENS[screen])
    lang = options.pop("lang")
    page = open_as(email, f"/{lang}/", **options) if email else open_page(f"/{lang}/", **options)
    page.on("dialog", lambda dialog: dialog.accept())
    return page, lang


def _send_empty(page: Page) -> None:
    form = page.locator("main form[method=post]:has(input:not([type=hidden]), textarea, select) >> visible=true").last
    for field in form.locator("input[type=text], textarea").all():
        field.fill("")
    with page.expect_navigation():
        form.locator("button[type=submit]").first.click()
    assert page.locator("main [aria-invalid=true]").count(), f"{page.url} took an empty form without a word"


def _look(page: Page, state: str = "") -> list[str]:
    page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
    found = axe_finds(page)
    wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if wide > window:
        found.append(f"{wide} px wide in a window of {window} px")
    if page.locator("h1").count() != 1:
        found.append("not one h1")
    return [f"{page.url} {state}: {problem}" for problem in found]
