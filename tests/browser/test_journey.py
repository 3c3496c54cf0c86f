"""The whole way of an idea, as people go it: with and without scripts, on a phone, by keyboard alone."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import code_for
from tests.browser.drivers import Hands, Keyboard

MODERATOR = "moderator@demo.example"
PLACE = "21009"
REASON = "Advertising for one shop, which the rules do not allow here."

# Title, text and argument, and a word of the title nobody else's proposal has.
IDEAS = {
    "en": (
        "Benches with backs along the Zwinpark walk",
        "Older people walk to the park and find nowhere to sit. Benches every hundred metres would help them stay.",
        "My grandmother would come along again if she could rest on the way.",
        "Zwinpark",
    ),
    "fr": (
        "Des bancs avec dossier sur la promenade Ormeval",
        "Les personnes âgées marchent jusqu’au parc sans pouvoir s’asseoir. Un banc tous les cent mètres les aiderait.",
        "Ma grand-mère viendrait de nouveau si elle pouvait se reposer en chemin.",
        "Ormeval",
    ),
    "nl": (
        "Banken met een rugleuning langs de Elzenbeekwandeling",
        "Ouderen wandelen naar het park en vinden nergens een bank. Om de honderd meter een bank zou hen helpen.",
        "Mijn grootmoeder zou weer meekomen als ze onderweg kon rusten.",
        "Elzenbeekwandeling",
    ),
    "de": (
        "Bänke mit Lehne am Weg durch den Birkengrund",
        "Ältere Menschen gehen zum Park und finden keinen Platz zum Sitzen. Alle hundert Meter eine Bank würde helfen.",
        "Meine Großmutter käme wieder mit, wenn sie sich unterwegs ausruhen könnte.",
        "Birkengrund",
    ),
}

Opener = Callable[..., Page]


def test_with_scripts_in_english(open_page: Opener) -> None:
    journey(open_page, Hands, "en")


def test_without_scripts_in_french(open_page: Opener) -> None:
    journey(open_page, Hands, "fr", java_script_enabled=False)


def test_on_a_phone_of_320_px_in_dutch(open_page: Opener, open_as: Opener) -> None:
    journey(open_page, Hands, "nl", open_as=open_as, width=320, height=640, has_touch=True)


def test_by_keyboard_alone_in_german(open_page: Opener, open_as: Opener) -> None:
    journey(open_page, Keyboard, "de", open_as=open_as)


def journey(open_page: Opener, hands: type[Hands], lang: str, *, open_as: Opener | None = None, **options: Any) -> None:
    """Let an author, a neighbour, a moderator and a visitor do their part, each in a browser of their own.

    With `open_as` the moderator is signed in already: one person gets at most three codes a minute.
    """

    def person(path: str) -> Hands:
        return hands(open_page(f"/{lang}{path}", **options), lang)

    author = person("/")
    author.go("main a[href$='/proposals/new']")
    sign_up(open_page, author, f"author-{lang}@example.org")
    address = propose(author, lang)
    find(author, lang, address)
    argue_and_support(author, lang, address)

    neighbour = person(address)
    report(open_page, neighbour, lang)

    if open_as:
        moderator = hands(open_as(MODERATOR, f"/{lang}/moderation", **options), lang)
    else:
        moderator = person("/moderation")
        sign_in(open_page, moderator)
    hide(moderator, lang, address)

    visitor = person(address)
    visitor.heading("A hidden proposal")
    visitor.read(REASON)
    expect(visitor.page.locator("body")).not_to_contain_text(IDEAS[lang][0])
    assert not visitor.page.context.cookies(), "a visitor who reads gets no cookie"


def sign_up(open_page: Opener, person: Hands, email: str) -> None:
    """Open an account from the page that asks to sign in, with the code from the mail."""
    person.heading("Sign in")
    person.go("main a[href*='/signup']")
    person.heading("Sign up")
    person.fill("email", email)
    person.fill("display_name", "Marek")
    person.tick("rules")
    person.send()
    type_code(open_page, person, email)


def sign_in(open_page: Opener, person: Hands) -> None:
    """Sign in as the demo's moderator."""
    person.heading("Sign in")
    person.fill("login", MODERATOR)
    person.send()
    type_code(open_page, person, MODERATOR)


def type_code(open_page: Opener, person: Hands, email: str) -> None:
    """Copy the code from the mail."""
    person.fill("code", code_for(open_page, email))
    person.go("main form:has([name=code]) button[type=submit]")


def propose(author: Hands, lang: str) -> str:
    """Write a proposal in three steps; return its address after the language."""
    title, text, *_ = IDEAS[lang]
    author.heading("What is your idea?")
    author.fill("title", title)
    author.fill("text", text)
    author.send()
    author.heading("Where is it, and which challenge?")
    author.pick("place", PLACE)
    author.choose("challenge", "open")
    author.send()
    author.heading("Check and send")
    expect(author.page.locator("select[name=language]")).to_have_value(lang)
    author.send()
    author.heading(title)
    found = re.search(r"/proposals/\d+$", author.page.url)
    assert found, author.page.url
    return found[0]


def find(author: Hands, lang: str, address: str) -> None:
    """Find the proposal by a word, then the same on the map."""
    title, _, _, word = IDEAS[lang]
    author.page.goto(f"/{lang}/proposals")
    author.fill("q", word)
    author.go("main [role=search] button")
    expect(author.page.get_by_role("link", name=title, exact=True)).to_have_attribute("href", f"/{lang}{address}")
    author.go("main nav a[href*='/proposals/map']")
    author.heading("Proposals on the map")
    author.go(f"main svg a[data-code='{PLACE}']")
    assert f"q={word}" in author.page.url, "the map keeps the search"
    author.go(f"main a[href='/{lang}{address}']")
    author.heading(title)


def argue_and_support(author: Hands, lang: str, address: str) -> None:
    """Give an argument and a support, and take both back."""
    argument = IDEAS[lang][2]
    author.use("section[data-side=for] details > summary")
    author.fill("text", argument)
    author.send("/arguments/new")
    author.read(argument)
    author.read("Your argument")
    author.use("main form[action$='/support'] button")
    author.read("You support this proposal.")
    author.page.goto(f"/{lang}{address}")
    author.read("You support this proposal.")
    author.use("main form[action$='/support/remove'] button")
    expect(author.find("main form[action$='/support'] button")).to_be_visible()
    author.page.goto(f"/{lang}{address}")
    expect(author.find("main form[action$='/support'] button")).to_be_visible()
    author.go("main button[formaction$='/withdraw']")
    expect(author.page.locator("article.argument")).to_have_count(0)


def report(open_page: Opener, neighbour: Hands, lang: str) -> None:
    """Report the proposal; the neighbour has to open an account first and comes back to the report."""
    neighbour.go("aside a[href$='/report']")
    neighbour.read("You were about to report something to the moderators.")
    sign_up(open_page, neighbour, f"neighbour-{lang}@example.org")
    neighbour.heading("Report to the moderators")
    neighbour.choose("reason", "spam")
    neighbour.fill("note", "This is about a shop.")
    neighbour.send()
    neighbour.heading("Thank you for your report")


def hide(moderator: Hands, lang: str, address: str) -> None:
    """Find the report in the queue and hide what it is about."""
    moderator.heading("What waits for a moderator")
    moderator.go(f"main a:text-is('{IDEAS[lang][0]}')")
    moderator.read("This is about a shop.")
    moderator.choose("hide-reason", "spam")
    moderator.fill("hide-public_reason", REASON)
    moderator.fill("hide-private_note", "Same shop as last week.")
    moderator.send("/hide")
    moderator.page.goto(f"/{lang}/moderation{address}")
    moderator.read("Same shop as last week.")
    moderator.page.goto(f"/{lang}/moderation")
    expect(moderator.page.locator("main")).not_to_contain_text(IDEAS[lang][0])
