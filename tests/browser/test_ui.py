"""The ui's own behaviour, on the style guide: every component in one place, in every circumstance."""

import re

import pytest
from playwright.sync_api import expect

GUIDE = "/en/style-guide"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["fr", "de"])
def test_every_component_is_accessible_and_fits(open_page, axe, scheme, width, language):
    page = open_page(f"/{language}/style-guide", width=width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    axe(page)


def test_the_first_tab_skips_to_the_content(open_page):
    page = open_page(GUIDE)
    page.keyboard.press("Tab")
    expect(page.locator(".ds-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#content$"))


@pytest.mark.parametrize("script", [True, False])
def test_the_small_menu_opens_with_and_without_script(open_page, script):
    page = open_page(GUIDE, width=320, java_script_enabled=script)
    page.locator(".small-menu > summary").click()
    menu = page.locator(".small-menu .menu-panel")
    expect(menu.get_by_role("link", name="Nederlands")).to_be_visible()
    menu.get_by_role("link", name="Nederlands").click()
    expect(page).to_have_url(re.compile("/nl/style-guide$"))
    assert page.locator("html").get_attribute("lang") == "nl"


def test_menus_close_on_escape_and_give_the_focus_back(open_page):
    page = open_page(GUIDE, width=320)
    summary = page.locator(".small-menu > summary")
    summary.press("Enter")
    expect(page.locator(".small-menu[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".small-menu[open]")).to_have_count(0)
    expect(summary).to_be_focused()


def test_a_link_can_be_copied_and_says_so(open_page):
    page = open_page(GUIDE, permissions=["clipboard-read", "clipboard-write"])
    page.locator("[data-copy]").click()
    expect(page.get_by_role("status").get_by_text("The link is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/p/1"


def test_buttons_that_need_script_are_not_there_without_it(open_page):
    page = open_page(GUIDE, java_script_enabled=False)
    expect(page.locator("[data-copy]")).to_be_hidden()
    expect(page.locator("[data-share]")).to_be_hidden()


def test_a_dialog_opens_in_place_and_closes(open_page):
    page = open_page(GUIDE)
    page.locator("[data-dialog]").click()
    dialog = page.get_by_role("dialog", name="One person, one support")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_a_limit_counts_down_as_one_types(open_page):
    page = open_page(GUIDE)
    hint = page.locator("#guide_title_limit")
    expect(hint).to_have_text("At most 80 characters.")
    page.locator("#guide_title").fill("abc 🚲")
    expect(hint).to_have_text("Characters left: 75")
    page.locator("#guide_title").fill("x" * 85)
    expect(hint).to_have_text("Characters too many: 5")
    expect(hint).to_have_attribute("data-state", "over")


def test_a_form_is_sent_once_and_can_be_sent_again_later(open_page):
    page = open_page(GUIDE)
    sent = page.evaluate(
        """() => {
          const form = document.createElement("form");
          form.method = "post";
          form.innerHTML = "<button type='submit'>Send</button>";
          document.body.append(form);
          let sent = 0;
          const submit = () => new SubmitEvent("submit", { bubbles: true, cancelable: true });
          const send = () => form.dispatchEvent(submit()) && (sent += 1);
          send();
          send();
          const busy = form.querySelector("button").getAttribute("aria-busy");
          window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
          send();
          return [sent, busy, form.querySelector("button").getAttribute("aria-busy")];
        }"""
    )
    assert sent == [2, "true", "true"]


def test_typed_text_is_not_lost_by_a_slip(open_page):
    page = open_page(GUIDE)
    page.evaluate(
        """() => {
          const form = document.createElement("form");
          form.dataset.unsaved = "";
          form.innerHTML = "<label>Text <textarea id='slip'></textarea></label>";
          document.querySelector("main").prepend(form);
        }"""
    )
    page.locator("#slip").fill("my idea")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/en/places")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_font_arrives_late(open_page, width):
    page = open_page("/en/places", width=width)
    page.route("**/*.woff2", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.moved += entry.value; })
          .observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(GUIDE)
    page.wait_for_timeout(1200)
    assert page.evaluate("window.moved") < 0.02


def test_on_paper_there_are_words_and_no_buttons(open_page):
    page = open_page(GUIDE)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Style guide")).to_be_visible()
    assert page.locator(".ds-button:visible").count() == 0
    assert page.locator(".site-bar nav:visible").count() == 0
