"""People's own words, written in Markdown, as clean HTML: no images, no foreign markup, no headings above ours."""

import html
import re
from collections.abc import Sequence
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow ugc noopener"
HEADING_SHIFT = 2  # the page keeps h1 and h2 for itself


class _Renderer(RendererHTML):
    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return f"<{_shifted(tokens[idx].tag)}>"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        # A picture from elsewhere would tell that place who reads here; its words stay.
        return html.escape(tokens[idx].content)

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return f"</{_shifted(tokens[idx].tag)}>\n"


class _PlainLinks(_Renderer):
    """Shows a link's words and address without letting anyone follow it by a click."""

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        return ""

    def link_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002
        opening = next(token for token in reversed(tokens[:idx]) if token.type == "link_open")
        if opening.markup == "autolink":
            return ""
        return f" ({html.escape(str(opening.attrGet('href') or ''))})"


def _shifted(tag: str) -> str:
    return f"h{min(int(tag[1]) + HEADING_SHIFT, 6)}"


def _parser(renderer: type[RendererHTML]) -> MarkdownIt:
    options = {"html": False, "breaks": True}
    parser = MarkdownIt("commonmark", options, renderer_cls=renderer)
    return parser.enable(["strikethrough", "table"])


_with_links = _parser(_Renderer)
_plain_links = _parser(_PlainLinks)


@lru_cache(maxsize=1024)
def render(text: str, *, links: bool = True) -> str:
    """Return the HTML of a person's Markdown text, cleaned; without `links` addresses are shown but not clickable."""
    parser = _with_links if links else _plain_links
    return nh3.clean(parser.render(text), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL).strip()


_MARKUP = (
    (re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s[^)]*)?\)"), r"\1"),  # [words](address) → words
    (re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d{1,9}[.)]\s+)", re.MULTILINE), ""),  # marks that open a line
    (re.compile(r"(\*\*|__|~~|`)(.+?)\1"), r"\2"),
    (re.compile(r"(?<!\w)[*_](\S(?:.*?\S)?)[*_](?!\w)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])"), r"\1"),
    (re.compile(r"\s+"), " "),
)


@lru_cache(maxsize=4096)
def excerpt(text: str, length: int = 160) -> str:
    """Return the beginning of a Markdown text as plain words, at most `length` characters, cut between words."""
    plain = text[: length * 6]  # enough even when most of it is markup
    for pattern, replacement in _MARKUP:
        plain = pattern.sub(replacement, plain)
    plain = plain.strip()
    if len(plain) <= length:
        return plain
    cut = plain[:length]
    words, space, _rest = cut.rpartition(" ")
    return f"{(words if space else cut[: length - 1]).rstrip(' ,;:.–-')}…"
