"""The ways through the site: every room names its own pages once, at start; the base template only lists them.

Rooms call `register`, `register_footer`, `register_account`, `register_staff` and `set_search` from AppConfig.ready().
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

log = logging.getLogger(__name__)


class FooterGroup(StrEnum):
    """The columns of the footer."""

    REGION = "region"
    TRUST = "trust"
    DATA = "data"


GROUP_LABELS = {
    FooterGroup.REGION: gettext_lazy("About this site"),
    FooterGroup.TRUST: gettext_lazy("Rules and trust"),
    FooterGroup.DATA: gettext_lazy("Open to all"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A page a room wants people to find; either a URL name or a fixed address."""

    order: int
    label: str | Promise
    url_name: str = ""
    url: str = ""
    group: FooterGroup = FooterGroup.REGION
    method: str = "get"
    permission: StrEnum | None = None


class Link(NamedTuple):
    """A link as a template shows it, in the active language; `method` post means a button in a form."""

    url: str
    label: str
    current: bool = False
    method: str = "get"
    permission: StrEnum | None = None


class Column(NamedTuple):
    """A headed column of the footer."""

    label: str
    links: tuple[Link, ...]


class Frame(NamedTuple):
    """Everything around a page that depends on the language only."""

    main: tuple[Link, ...]
    footer: tuple[Column, ...]
    account: tuple[Link, ...]
    staff: tuple[Link, ...]
    search_url: str
    sign_in_url: str
    home_url: str


_main: dict[str, Entry] = {}
_footer: dict[str, Entry] = {}
_account: dict[str, Entry] = {}
_staff: dict[str, Entry] = {}
_doors: dict[str, str] = {"sign_in": settings.LOGIN_URL}


def register(order: int, url_name: str, label: str | Promise) -> None:
    """Put a page into the main navigation; a lower order stands first."""
    _put(_main, Entry(order, label, url_name))


def register_footer(
    order: int, url_name: str, label: str | Promise, *, group: FooterGroup = FooterGroup.REGION, url: str = ""
) -> None:
    """Put a page into the footer; `url` names a fixed address instead of a URL name, for example the source code."""
    _put(_footer, Entry(order, label, url_name, url, group))


def register_account(order: int, url_name: str, label: str | Promise, *, method: str = "get") -> None:
    """Put a page into the signed-in person's menu; method "post" makes a button, as signing out needs."""
    _put(_account, Entry(order, label, url_name, method=method))


def register_staff(order: int, url_name: str, label: str | Promise, *, permission: StrEnum) -> None:
    """Put a page into the team's bar, for people whose roles carry the permission."""
    _put(_staff, Entry(order, label, url_name, permission=permission))


def set_search(url_name: str) -> None:
    """Name the page behind the header's search link."""
    _doors["search"] = url_name
    frame.cache_clear()


def _put(registry: dict[str, Entry], entry: Entry) -> None:
    registry[entry.url or entry.url_name] = entry
    frame.cache_clear()


def entries() -> list[Entry]:
    """Return every registered entry, for the test that each leads somewhere."""
    doors = [Entry(0, name, url_name) for name, url_name in _doors.items()]
    return [*_main.values(), *_footer.values(), *_account.values(), *_staff.values(), *doors]


@cache
def frame(language: str) -> Frame:
    """Return what stands around every page in a language, which must be the active one."""
    footer = tuple(
        Column(str(GROUP_LABELS[group]), links)
        for group in FooterGroup
        if (links := _links(entry for entry in _footer.values() if entry.group is group))
    )
    return Frame(
        main=_links(_main.values()),
        footer=footer,
        account=_links(_account.values()),
        staff=_links(_staff.values()),
        search_url=_address(_doors.get("search", "")),
        sign_in_url=_address(_doors["sign_in"]),
        home_url=f"/{language}/",
    )


def main_links(path: str) -> list[Link]:
    """Return the main navigation with the link marked whose section holds this path."""
    links = frame(get_language() or "en").main
    inside = [link.url for link in links if path == link.url or path.startswith(f"{link.url.rstrip('/')}/")]
    current = max(inside, key=len, default="")
    return [Link(link.url, link.label, current=True) if link.url == current else link for link in links]


def _links(items: Iterable[Entry]) -> tuple[Link, ...]:
    ordered = sorted(items, key=lambda entry: (entry.order, entry.url_name))
    found = ((entry.url or _address(entry.url_name), entry) for entry in ordered)
    return tuple(
        Link(url, str(entry.label), method=entry.method, permission=entry.permission) for url, entry in found if url
    )


def _address(url_name: str) -> str:
    if not url_name:
        return ""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        # A dead entry must not take every page down with it; tests/test_nav.py fails on it instead.
        log.exception("The navigation names %s, which no address has", url_name)
        return ""
