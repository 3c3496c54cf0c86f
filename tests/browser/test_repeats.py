"""Once is enough: double clicks, the back button, a second tab, a detour through signing in."""

import re

import pytest
from playwright.sync_api import Page, expect

RESIDENT = "resident@demo.example"
TEXT = "Cars park on the pavement here, and children walk on the road. Three posts would keep the pavement free."


def test_a_double_click_on_send_makes_one_proposal(open_as):
    title = "Three posts for the pavement at the double corner"
    page = _draft(open_as, title)
    _send_button(page).dblclick()
    expect(page.locator("h1")).to_have_text(title)
    assert _count(page, title) == 1


def test_going_back_and_sending_again_makes_no_second_proposal(open_as):
    title = "Three posts for the pavement at the backward corner"
    page = _draft(open_as, title)
    check = page.url
    _send_button(page).click()
    expect(page.locator("h1")).to_have_text(title)
    published = page.url
    page.go_back()
    page.wait_for_load_state()
    if page.url == check and _send_button(page).count():
        _send_button(page).click()
        page.wait_for_load_state()
    expect(page).to_have_url(published)
    assert _count(page, title) == 1


@pytest.mark.parametrize("script", [True, False])
def test_two_tabs_that_send_the_same_draft_make_one_proposal(open_as, script):
    title = f"Three posts for the pavement at the twin corner {'with' if script else 'without'} scripts"
    page = _draft(open_as, title, java_script_enabled=script)
    other = page.context.new_page()
    other.goto(page.url)
    _send_button(page).click()
    expect(page.locator("h1")).to_have_text(title)
    _send_button(other).click()
    expect(other).to_have_url(page.url)
    assert _count(page, title) == 1


@pytest.mark.parametrize("script", [True, False])
def test_a_double_click_on_support_counts_once_and_can_be_taken_back(open_as, script):
    page = open_as(RESIDENT, "/en/proposals", java_script_enabled=script)
    page.locator("#results .card h3 a").nth(5 if script else 6).click()
    page.locator("#support").wait_for()
    before = _supports(page)
    page.locator("#support form[action$='/support'] button").dblclick()
    back = page.locator("#support form[action$='/support/remove'] button")
    expect(back).to_be_visible()
    page.reload()
    assert _supports(page) == before + 1
    back.dblclick()
    expect(page.locator("#support form[action$='/support'] button")).to_be_visible()
    page.reload()
    assert _supports(page) == before


def test_a_visitor_who_wants_to_support_signs_in_and_finds_it_done(open_page, sign_in, site):
    page = open_page("/en/proposals")
    page.locator("#results .card h3 a").nth(7).click()
    page.locator("#support").wait_for()
    address, before, title = page.url, _supports(page), page.locator("h1").inner_text()
    page.locator("#support a").click()
    expect(page.locator("main")).to_contain_text(f"You were about to support “{title}”")
    sign_in(page, "body@demo.example")
    expect(page).to_have_url(address)
    expect(page.locator("#support")).to_contain_text("You support this proposal.")
    assert _supports(page) == before + 1
    page.reload()
    assert _supports(page) == before + 1


@pytest.mark.parametrize("script", [True, False])
def test_the_language_switch_keeps_page_and_question(open_page, script):
    page = open_page("/en/proposals?q=park&challenge=open", java_script_enabled=script)
    page.locator("header .languages a[lang=fr] >> visible=true").click()
    expect(page).to_have_url(re.compile(r"/fr/proposals\?q=park&challenge=open$"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("[name=q]")).to_have_value("park")


def _draft(open_as, title: str, **options: bool) -> Page:
    page = open_as(RESIDENT, "/en/proposals/new", **options)
    page.locator("[name=title]").fill(title)
    page.locator("[name=text]").fill(TEXT)
    page.get_by_role("button", name="Next: where").click()
    page.locator("[name=place]").select_option("21009")
    page.locator("[name=challenge][value=safe]").check()
    page.get_by_role("button", name="Next: check").click()
    _send_button(page).wait_for()
    return page


def _send_button(page: Page):
    return page.get_by_role("button", name="Send the proposal")


def _count(page: Page, title: str) -> int:
    page.goto(f"/en/proposals?q={title.replace(' ', '+')}")
    return page.get_by_role("link", name=title, exact=True).count()


def _supports(page: Page) -> int:
    return int(page.locator("#support .statistic strong").inner_text().replace(",", ""))
