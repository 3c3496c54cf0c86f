"""The parts around every page as ready HTML: what depends on the language is made once, the rest joined by hand.

Templates would do the same ten times slower, on every page there is.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from civicloop.core.region import pack
from civicloop.ui import nav, theme


class LanguageLink(NamedTuple):
    """The same page in another language; `name` is the language's own word for itself, `alternate` the full address."""

    code: str
    label: str
    name: str
    url: str
    alternate: str
    current: bool


@cache
def head(language: str) -> SafeString:
    """Return the part of <head> that is the same on every page of a language, which must be the active one."""
    context = {"theme": theme.colors(), "page_lang": language, "region": pack()}
    return mark_safe(render_to_string("ui/frame_head.html", context).strip())  # a template of ours


@cache
def footer(language: str) -> SafeString:
    """Return the footer's columns in a language, which must be the active one."""
    return mark_safe(
        render_to_string("ui/frame_footer.html", {"footer": nav.frame(language).footer}).strip()
    )  # the same


def nav_items(links: Iterable[nav.Link]) -> SafeString:
    """Return the main navigation as list items."""
    current = ' aria-current="true"'
    return mark_safe(  # addresses and labels are escaped here
        "".join(
            f'<li><a href="{escape(link.url)}"{current if link.current else ""}>{escape(link.label)}</a></li>'
            for link in links
        )
    )


def language_items(links: Iterable[LanguageLink]) -> SafeString:
    """Return the language switch as list items."""
    current = ' aria-current="true"'
    return mark_safe(  # addresses are escaped here; codes and names are Django's own
        "".join(
            f'<li><a href="{escape(link.url)}" lang="{link.code}" hreflang="{link.code}" '
            f'aria-label="{link.label} – {link.name}"{current if link.current else ""}>{link.label}</a></li>'
            for link in links
        )
    )


def alternates(links: Iterable[LanguageLink]) -> SafeString:
    """Return the links that tell search engines of a page's other languages."""
    return mark_safe(  # addresses are escaped here
        "\n".join(f'<link rel="alternate" hreflang="{link.code}" href="{escape(link.alternate)}">' for link in links)
    )
