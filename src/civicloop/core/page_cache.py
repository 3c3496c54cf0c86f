"""A short memory of whole pages for visitors who carry no session: never one person's page for another.

A page is kept only if nothing about the person could have shaped it: no session or message cookie and no
credentials came with the request, the view did not read the session (no `Vary: Cookie`) and sets no cookie.
The language is part of the address, so the address alone is the key.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

MAX_PAGES = 2000
MAX_BYTES = 300_000
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
KEPT_TYPES = ("text/html", "application/atom+xml")


class _Page(NamedTuple):
    expires: float
    body: bytes
    headers: list[tuple[str, str]]


_pages: OrderedDict[str, _Page] = OrderedDict()
_lock = Lock()


def clear() -> None:
    """Forget every page, in this process."""
    with _lock:
        _pages.clear()


def page_cache(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer an anonymous visitor's repeated GET from memory."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        seconds = settings.PAGE_CACHE_SECONDS
        if not seconds or not _anonymous_get(request):
            return get_response(request)
        key = _key(request)
        page = _pages.get(key)
        if page and page.expires > time.monotonic():
            return HttpResponse(page.body, headers=dict(page.headers))
        response = get_response(request)
        if _impersonal(response):
            response.headers.setdefault(
                "Cache-Control", "no-cache"
            )  # a browser asks again, so signing in shows at once
            _keep(key, response, time.monotonic() + seconds)
        return response

    return middleware


def _anonymous_get(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and "HTTP_AUTHORIZATION" not in request.META
        and "HTTP_HX_REQUEST" not in request.META
        and not any(name in request.COOKIES for name in PERSONAL_COOKIES)
    )


def _key(request: HttpRequest) -> str:
    gzip = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    return f"{request.META.get('HTTP_HOST', '')} {gzip:d} {request.get_full_path()}"


def _impersonal(response: HttpResponseBase) -> bool:
    return (
        response.status_code == 200  # noqa: PLR2004 - HTTP's own number
        and not response.streaming
        and not response.cookies
        and "cookie" not in response.get("Vary", "").lower()
        and "no-store" not in response.get("Cache-Control", "")
        and "private" not in response.get("Cache-Control", "")
        and response.get("Content-Type", "").startswith(KEPT_TYPES)
    )


def _keep(key: str, response: HttpResponseBase, expires: float) -> None:
    if not isinstance(response, HttpResponse) or len(response.content) > MAX_BYTES:
        return
    with _lock:
        _pages[key] = _Page(expires, response.content, list(response.items()))
        _pages.move_to_end(key)
        while len(_pages) > MAX_PAGES:
            _pages.popitem(last=False)
