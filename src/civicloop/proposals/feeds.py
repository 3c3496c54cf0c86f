"""Proposals as an Atom feed (RFC 4287): any filter, each entry in its own language."""

from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from civicloop.core import clock
from civicloop.core.access import public
from civicloop.core.region import pack
from civicloop.proposals.filters import ProposalFilter, parse
from civicloop.proposals.models import Proposal
from civicloop.strategy import lists
from civicloop.ui.forms import UNSTORABLE

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ENTRIES = 40
TAG_YEAR = 2026  # a tag: id (RFC 4151) names a day on which the host was ours; it must never change


@public
@require_safe
def proposal_feed(request: HttpRequest) -> HttpResponse:
    """Return the first proposals of a filter as an Atom feed."""
    wanted = parse(request.GET).filter.changed()
    rows = Proposal.objects.page(wanted, ENTRIES, "edited_at").rows
    return HttpResponse(atom(wanted, rows), content_type="application/atom+xml; charset=utf-8")


def atom(wanted: ProposalFilter, rows: list[Proposal]) -> bytes:
    """Return proposals as an Atom document in the reader's language; every address in it is absolute."""
    query = wanted.to_query()
    feed = Element("feed", {"xmlns": ATOM, LANG: get_language() or "en"})
    _text(feed, "id", f"{_tag()}feed/{get_language()}?{query}")
    _text(feed, "title", f"{pack().name} – {wanted.sentence()}")
    _text(feed, "updated", _stamp(max(map(_changed, rows), default=clock.now())))
    _link(feed, "self", _address("proposals:proposal-feed", query), "application/atom+xml")
    _link(feed, "alternate", _address("proposals:proposal-list", query), "text/html")
    _text(feed, "icon", settings.BASE_URL + static("icons/mark.svg"))
    _text(SubElement(feed, "author"), "name", str(pack().name))
    pages = settings.BASE_URL + reverse("proposals:proposal-show", args=[0]).removesuffix("0")
    for row in rows:
        _entry(feed, row, f"{pages}{row.pk}")
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: Element, row: Proposal, page: str) -> None:
    entry = SubElement(feed, "entry", {LANG: row.language})
    _text(entry, "id", f"{_tag()}proposals/{row.pk}")
    _text(entry, "title", row.title)
    _text(entry, "updated", _stamp(_changed(row)))
    _text(entry, "published", _stamp(row.published_at))
    _link(entry, "alternate", page, "text/html")
    category = {"term": row.challenge_id, "label": lists.challenge_name(row.challenge_id)}
    SubElement(entry, "category", category)
    _text(entry, "summary", row.summary)


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = UNSTORABLE.sub("", words)


def _link(parent: Element, rel: str, href: str, kind: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": kind, "href": href})


def _address(name: str, query: str) -> str:
    return f"{settings.BASE_URL}{reverse(name)}?{query}".rstrip("?")


def _tag() -> str:
    return f"tag:{urlsplit(settings.BASE_URL).hostname},{TAG_YEAR}:"


def _changed(row: Proposal) -> datetime:
    return row.edited_at or row.published_at


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
