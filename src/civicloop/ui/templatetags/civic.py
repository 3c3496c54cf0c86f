"""Filters and tags every template has without loading anything."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, cast

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from civicloop.core.region import pack
from civicloop.core.texts import RTL, Text, Texts
from civicloop.ui import errors, formats, icons, mark, queries
from civicloop.ui import markdown as markdown_

register = template.Library()

register.simple_tag(icons.icon, name="icon")


@register.filter
def number(value: formats.Number | None, decimals: int | None = None) -> str:
    """Write a number as the reader's language does; `|number:1` keeps one digit after the point."""
    return "" if value is None or value == "" else formats.number(value, decimals)


@register.filter
def percent(share: float | Decimal | None, decimals: int = 0) -> str:
    """Write a share in [0, 1] as per cent."""
    return "" if share is None or share == "" else formats.percent(share, decimals)


def _time(moment: formats.Moment, words: str, title: str = "") -> SafeString:
    stamp = moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else moment.isoformat()
    if title:
        return format_html('<time datetime="{}" title="{}">{}</time>', stamp, title, words)
    return format_html('<time datetime="{}">{}</time>', stamp, words)


@register.filter
def long_date(moment: formats.Moment | None) -> str:
    """Write a day in full: 12 March 2026."""
    return _time(formats.day(moment), formats.long_date(moment)) if moment else ""


@register.filter
def short_date(moment: formats.Moment | None) -> str:
    """Write a day in short: 12 Mar 2026."""
    return _time(formats.day(moment), formats.short_date(moment)) if moment else ""


@register.filter
def date_and_time(moment: datetime | None) -> str:
    """Write day and time in the region: 12 March 2026, 14:05."""
    return _time(moment, formats.date_and_time(moment)) if moment else ""


@register.filter
def relative_date(moment: formats.Moment | None) -> str:
    """Write a day as seen from today: yesterday, in 18 days."""
    return _time(formats.day(moment), formats.relative_date(moment), formats.long_date(moment)) if moment else ""


@register.filter
def ago(moment: datetime | None) -> str:
    """Write how long ago something was: 3 hours ago."""
    return _time(moment, formats.ago(moment), formats.date_and_time(moment)) if moment else ""


@register.filter
def markdown(text: object) -> SafeString:
    """Write a person's Markdown as clean HTML; links tell search engines not to follow."""
    return mark_safe(markdown_.render(str(text or "")))  # cleaned by nh3


@register.filter
def markdown_plain_links(text: object) -> SafeString:
    """Write a person's Markdown with addresses shown but not clickable, as for new accounts."""
    return mark_safe(markdown_.render(str(text or ""), links=False))  # cleaned by nh3


@register.filter
def excerpt(text: object, length: int = 160) -> str:
    """Write the beginning of a Markdown text in plain words."""
    return markdown_.excerpt(str(text or ""), length)


@register.filter
def localize(texts: Texts | Mapping[str, Any] | str | None) -> Text | str:
    """Return the text for this reader: Texts, a JSON column's dict or a plain {language: words} dict."""
    if texts is None or isinstance(texts, str):
        return texts or ""
    if not isinstance(texts, Texts):
        plain = {lang: item for lang, item in texts.items() if isinstance(item, str)}
        texts = Texts.of(plain) if plain else Texts.from_json(texts)
    return texts.best()


@register.simple_tag
@register.filter
def lang_attr(text: Texts | Text | str | None) -> SafeString:
    """Write lang (and dir where it differs) for a text or a language code other than the page's; else nothing.

    Works as a tag and as a filter: `<p{% lang_attr name %}>`, `<p{{ proposal.language|lang_attr }}>`.
    """
    if isinstance(text, Texts):
        text = text.best()
    language = text.lang if isinstance(text, Text) else str(text or "")
    return _lang_attr(language, (get_language() or "en").partition("-")[0])


@lru_cache(maxsize=512)
def _lang_attr(language: str, page: str) -> SafeString:
    if not language or language.partition("-")[0] == page:
        return SafeString("")
    rtl = language.partition("-")[0] in RTL
    if rtl == (page in RTL):
        return format_html(' lang="{}"', language)
    return format_html(' lang="{}" dir="{}"', language, "rtl" if rtl else "ltr")


@register.filter
def language_name(code: str) -> str:
    """Write a language's name in the reader's language: Dutch, néerlandais."""
    return formats.language_name(code)


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """Write this page's query with some parameters set or (None) removed, back on the first page of a list."""
    return queries.with_query(context["request"].GET, changes)


@register.simple_tag(takes_context=True)
def without_query(context: template.Context, key: str, value: object = None) -> str:
    """Write this page's query without a parameter, or without one of its values."""
    return queries.without_query(context["request"].GET, key, value)


@register.filter
def initials(name: object) -> str:
    """Write the one or two letters that stand for a person."""
    words = [word for word in str(name or "").split() if word[0].isalnum()]
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper() or "?"


@register.simple_tag
def site_mark() -> SafeString:
    """Draw the site's mark: a ring with one arc per challenge."""
    return _mark()


@cache
def _mark() -> SafeString:
    return mark_safe(mark.inline([challenge.color for challenge in pack().challenges]))  # our own drawing


@register.filter
def error_title(status: int) -> str:
    """Write the heading of an error page."""
    return errors.title(status)


@register.filter
def is_number(value: object) -> bool:
    """Say whether a table's cell is a number, to be set to the right."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


@register.simple_tag(takes_context=True)
def example_of(context: template.Context, example: Any) -> SafeString:
    """Draw one example of the style guide, with the page's own context around it."""
    # The guide is read by visitors: no form of it asks for a token, which would set a cookie.
    with context.push(in_guide=True, **example.context):
        return cast("template.Template", context.template).engine.get_template(example.template).render(context)
