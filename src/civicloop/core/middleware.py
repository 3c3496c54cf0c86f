"""What every request passes: an id for its log lines and audit rows, and sentences for its errors."""

import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from civicloop.core.access import SELF_GUARDED, View, marker
from civicloop.core.api.problems import problem
from civicloop.core.context import request_id
from civicloop.core.errors import CivicError

API_PREFIX = "/api/"
log = structlog.get_logger(__name__)

type GetResponse = Callable[[HttpRequest], HttpResponseBase]


def request_context(get_response: GetResponse) -> GetResponse:
    """Give the request an id and the response the headers that every page carries."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = request_id.set(uuid.uuid4().hex)
        structlog.contextvars.bind_contextvars(request_id=request_id.get(), path=request.path)
        try:
            response = get_response(request)
        finally:
            structlog.contextvars.clear_contextvars()
            request_id.reset(token)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    return middleware


class civic_errors:  # noqa: N801 - reads like the functions beside it in MIDDLEWARE
    """Middleware that turns a CivicError into a page with its sentence and status."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page for a CivicError; leave every other exception alone."""
        if not isinstance(error, CivicError):
            return None
        return error_page(request, error.status, str(error))


def error_page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """Return the error page with a status and the sentence that explains it; machines get a problem document."""
    if request.path.startswith(API_PREFIX):
        return problem(status, sentence)
    response = render(request, "ui/error.html", {"status": status, "sentence": sentence}, status=status)
    if status in {429, 503}:
        response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store"
    return response


class default_deny:  # noqa: N801 - reads like the functions beside it in MIDDLEWARE
    """Middleware that shuts every view without a marker."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: object, kwargs: object) -> HttpResponse | None:  # noqa: ARG002
        """Answer 403 for a view that neither is marked nor guards itself."""
        if marker(view) is not None or view.__module__.startswith(SELF_GUARDED):
            return None
        log.error("A view without an access marker was asked for", view=f"{view.__module__}.{view.__name__}")
        return error_page(request, 403, _("You may not open this page."))
