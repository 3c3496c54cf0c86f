"""Hands for the browser tests: a person with a mouse (or a finger), and one with nothing but a keyboard."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page, expect

TABS = 160  # more stops than any page has between two things a person uses one after the other
SEEN = """element => {
  const style = getComputedStyle(element);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none"
    || !!element.closest(":focus-within:not(body, main, html)");
}"""


@dataclass
class Hands:
    """A person at one browser page, in one language; every page they leave must fit its width."""

    page: Page
    lang: str

    def words(self, text: str) -> str:
        """Return an interface text in the person's language."""
        with override(self.lang):
            return gettext(text)

    def find(self, selector: str) -> Locator:
        """Return the first visible thing a selector names."""
        return self.page.locator(f"{selector} >> visible=true").first

    def use(self, selector: str) -> None:
        """Click something that changes this page, or opens a part of it."""
        self.fits()
        self._use(self.find(selector))

    def go(self, selector: str) -> None:
        """Click something that leads to another page, and wait for that page."""
        self.fits()
        target = self.find(selector)
        self._reach(target)
        with self.page.expect_navigation():
            self._use(target)
        self.fits()

    def send(self, action: str = "") -> None:
        """Send the page's form, or the one whose address ends so."""
        form = f"main form[action$='{action}']" if action else "main form[method=post]"
        self.go(f"{form} button.ds-button[type=submit]")

    def fill(self, name: str, text: str) -> None:
        """Type into a field."""
        self.find(f"main [name='{name}']").fill(text)

    def pick(self, name: str, value: str) -> None:
        """Pick from a list."""
        self.find(f"main select[name='{name}']").select_option(value)

    def choose(self, name: str, value: str) -> None:
        """Choose one of several buttons."""
        self.find(f"main input[name='{name}'][value='{value}']").check()

    def tick(self, name: str) -> None:
        """Tick a box."""
        self.find(f"main input[name='{name}']").check()

    def read(self, text: str) -> None:
        """Expect to read a text of the interface, or any other, on the page."""
        expect(self.page.locator("main")).to_contain_text(self.words(text))

    def heading(self, text: str) -> None:
        """Expect the page's one heading to say something."""
        expect(self.page.locator("h1")).to_contain_text(self.words(text))

    def fits(self) -> None:
        """Fail when the page is wider than the window."""
        wide, window = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= window, f"{self.page.url} is {wide} px wide in a window of {window}"

    def _reach(self, target: Locator) -> None:
        expect(target).to_be_visible()

    def _use(self, target: Locator) -> None:
        target.click()


class Keyboard(Hands):
    """A person who has nothing but Tab, Enter, Space, arrows and letters."""

    def fill(self, name: str, text: str) -> None:
        """Tab to a field and type."""
        self._reach(self.find(f"main [name='{name}']"))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def pick(self, name: str, value: str) -> None:
        """Tab to a list and type the beginning of what is wanted."""
        field = self.find(f"main select[name='{name}']")
        self._reach(field)
        label = field.locator(f"option[value='{value}']").inner_text()
        self.page.keyboard.type(label.strip())
        expect(field).to_have_value(value)

    def choose(self, name: str, value: str) -> None:
        """Tab into a group of buttons and walk it with the arrows."""
        buttons = self.page.locator(f"main input[name='{name}']")
        self._tab(lambda: bool(self.page.evaluate("name => document.activeElement.name === name", name)), name)
        self.page.keyboard.press("Space")
        wanted = self.page.locator(f"main input[name='{name}'][value='{value}']")
        for _ in range(buttons.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not lead to {name} = {value} on {self.page.url}")

    def tick(self, name: str) -> None:
        """Tab to a box and press the space bar."""
        box = self.find(f"main input[name='{name}']")
        self._reach(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def _use(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Enter")

    def _reach(self, target: Locator) -> None:
        expect(target).to_be_visible()
        self._tab(lambda: bool(target.evaluate("element => element === document.activeElement")), str(target))
        assert target.evaluate(SEEN), f"{target} has the focus and nothing shows it, on {self.page.url}"

    def _tab(self, there: Callable[[], bool], what: str) -> None:
        for _ in range(TABS):
            if there():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{TABS} tabs on {self.page.url} never reached {what}")
