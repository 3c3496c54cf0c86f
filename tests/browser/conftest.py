"""A served demo region and the system's Chromium, one of each for all browser tests."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from civicloop.config.browser import SENTENCE, chromium
from civicloop.config.commands import prepare_files
from civicloop.core.testing.plugin import clone, drop, url

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all browser tests on one worker: they share one server and one browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True)
class Site:
    """The address of the served region, and a way to run its commands."""

    address: str
    environment: dict[str, str]

    def manage(self, *words: str) -> None:
        """Run a management command on the served region."""
        subprocess.run([sys.executable, "-m", "django", *words], env=self.environment, check=True, cwd=ROOT)


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Serve a demo region with its sample."""
    prepare_files()
    name = f"civic_browser_{os.getpid()}"
    clone(name)
    port = free_port()
    environment = os.environ | {
        "CIVICLOOP_DATABASE_URL": url(name),
        "CIVICLOOP_DEMO": "1",
        "CIVICLOOP_EMAIL": "demo:",
        "CIVICLOOP_STAFF_SECOND_FACTOR": "0",
        "CIVICLOOP_BASE_URL": f"http://localhost:{port}",
        "CIVICLOOP_PAGE_CACHE_SECONDS": "0",
        "DJANGO_SETTINGS_MODULE": "civicloop.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}",
    }
    served = Site(f"http://localhost:{port}", environment)
    served.manage("load_demo")
    granian = [
        str(Path(sys.executable).parent / "granian"),
        "--interface=wsgi",
        f"--port={port}",
        "--blocking-threads=4",
    ]
    process = subprocess.Popen(
        [*granian, "--log-level=error", "civicloop.config.wsgi:application"], env=environment, cwd=ROOT
    )
    try:
        _wait(port)
        yield served
    finally:
        process.terminate()
        process.wait(20)
        drop(name)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the region did not answer within 30 s")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = chromium()
    if path is None:
        pytest.fail(SENTENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_page(site: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a fresh browser: `open_page("/fr/", java_script_enabled=False, width=320)`."""
    contexts: list[BrowserContext] = []

    def open_(path: str = "/en/", *, width: int = 1200, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(base_url=site.address, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("request", lambda request: _own(request.url, site.address))
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()


def _own(address: str, site: str) -> None:
    assert address.startswith((site, "data:", "blob:")), f"a request left the site: {address}"


@pytest.fixture
def sign_in(open_page: Callable[..., Page]) -> Callable[[Page, str], None]:
    """Sign a page's visitor in by e-mail code, as a person would: `sign_in(page, "resident@demo.example")`."""

    def sign_in_(page: Page, email: str) -> None:
        page.locator("input[name=login], input[name=email]").first.fill(email)
        page.locator("main form button[type=submit], main form button:not([type])").first.click()
        page.locator("input[name=code]").fill(code_for(open_page, email))
        page.locator("main form:has(input[name=code]) button").first.click()

    return sign_in_


@pytest.fixture(scope="session")
def states() -> dict[str, StorageState]:
    """The cookies of people who signed in before, by e-mail address."""
    return {}


@pytest.fixture
def open_as(
    open_page: Callable[..., Page], sign_in: Callable[[Page, str], None], states: dict[str, StorageState]
) -> Callable[..., Page]:
    """Open a page as somebody, in a browser of their own; they sign in by code once a session, codes being rationed."""

    def open_as_(email: str, path: str = "/en/", **options: Any) -> Page:
        if email not in states:
            page = open_page("/en/accounts/login/")
            sign_in(page, email)
            page.wait_for_url(re.compile("/en/(account)?$"))
            states[email] = page.context.storage_state()
        return open_page(path, storage_state=states[email], **options)

    return open_as_


def code_for(open_page: Callable[..., Page], email: str) -> str:
    """Return the newest code mailed to an address, read at /demo/mail."""
    page = open_page("/en/demo/mail")
    code = page.locator("article", has_text=email).first.locator("strong").inner_text()
    page.context.close()
    return code


def axe_finds(page: Page) -> list[str]:
    """Return what axe finds on a page: the rule, the element, the cure."""
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    return [
        f"{rule['id']} – {rule['help']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in found
        for node in rule["nodes"][:2]
    ]


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fail when axe finds anything at all on a page."""

    def run(page: Page) -> None:
        found = axe_finds(page)
        assert not found, f"{page.url}:\n" + "\n".join(found)

    return run
