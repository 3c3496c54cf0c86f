"""What every page's template may use: region, navigation, languages and who is looking."""

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info
from psycopg import Error as DriverError

from civicloop.core.region import pack
from civicloop.core.texts import RTL
from civicloop.ui import frame, nav
from civicloop.ui.frame import LanguageLink


@cache
def _languages() -> tuple[tuple[str, str], ...]:
    codes = pack().interface_languages
    return tuple((code, get_language_info(code)["name_local"].capitalize()) for code in codes)


def language_links(request: HttpRequest, active: str) -> list[LanguageLink]:
    """Return this page's address in every language of the interface, query included.

    Only the first part of an address is a language, so no address has to be resolved; a page that stands
    outside the languages leads to each language's home page.
    """
    head, _, rest = request.path.removeprefix("/").partition("/")
    codes = [code for code, _name in _languages()]
    rest = quote(rest, safe="/~!$&'()*+,;=:@") if head in codes else ""
    query = request.META.get("QUERY_STRING", "")
    tail = f"{rest}?{query}" if query and head in codes and request.method == "GET" else rest
    return [
        LanguageLink(code, code.upper(), name, f"/{code}/{tail}", f"{settings.BASE_URL}/{code}/{rest}", code == active)
        for code, name in _languages()
    ]


def viewer_of(request: HttpRequest) -> Callable[[], Any]:
    """Return a question that answers who is signed in, or None; the session is read only if its cookie came along.

    When the database is away the answer is None: the page that says so must still appear.
    """
    answer: list[Any] = []

    def viewer() -> Any:
        if not answer:
            answer.append(_signed_in(request))
        return answer[0]

    return viewer


def _signed_in(request: HttpRequest) -> Any:
    # A request that just signed in carries no cookie yet, but its session says so already.
    session = getattr(request, "session", None)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES and not getattr(session, "modified", False):
        return None
    try:
        user = getattr(request, "user", None)
        known = user is not None and user.is_authenticated
    except (DatabaseError, DriverError):
        return None
    return user if known else None


def staff_menu_of(viewer: Callable[[], Any], links: tuple[nav.Link, ...]) -> Callable[[], list[nav.Link]]:
    """Return a question that answers which of the team's pages the viewer may open."""

    def staff_menu() -> list[nav.Link]:
        person = viewer() if links else None
        return [link for link in links if person and (link.permission is None or person.may(link.permission))]

    return staff_menu


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the context of every page (a Django context processor)."""
    language = (get_language() or "en").partition("-")[0]
    around = nav.frame(language)
    path = request.path
    here = path if request.method != "GET" else request.get_full_path()
    sign_in = around.sign_in_url
    viewer = viewer_of(request)
    links = nav.main_links(path)
    languages = language_links(request, language)
    return {
        "region": pack(),
        "nav": links,
        "nav_items": frame.nav_items(links),
        "footer": around.footer,
        "frame_head": frame.head(language),
        "frame_footer": frame.footer(language),
        "account_menu": around.account,
        "home_url": around.home_url,
        "search_url": around.search_url,
        "sign_in_url": f"{sign_in}?next={quote(here)}" if not path.startswith(sign_in) else sign_in,
        "language_links": languages,
        "language_items": frame.language_items(languages),
        "alternate_links": frame.alternates(languages),
        "viewer": viewer,
        "staff_menu": staff_menu_of(viewer, around.staff),
        "demo": settings.DEMO,
        "page_lang": language,
        "page_dir": "rtl" if language in RTL else "ltr",
        "page_url": f"{settings.BASE_URL}{quote(path)}",
        "base_url": settings.BASE_URL,
    }
