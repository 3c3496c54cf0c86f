"""Error pages: one look, one sentence, a way out."""

import sys

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from psycopg_pool import PoolTimeout

from civicloop.core.middleware import error_page
from civicloop.ui.errors import fallback

log = structlog.get_logger(__name__)
DATABASE_AWAY = (OperationalError, InterfaceError, PoolTimeout)


def error_400(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Return the page for a request nobody can make sense of."""
    return error_page(request, 400, _("The address or the form was not in a form we can read. Go back and try again."))


def error_403(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Return the page for something this person may not see."""
    return error_page(request, 403, _("You may not open this page."))


def error_404(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Return the page for an address where nothing is, or nothing this person may know of."""
    return error_page(request, 404, _("There is nothing at this address. It may have moved, or been typed wrongly."))


def error_500(request: HttpRequest) -> HttpResponse:
    """Return the page for our own mistakes; 503 when it is only the database that is away.

    Where even that page breaks, a ready-made one in every language needs neither database nor templates.
    """
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        status = 503
        sentence = _("We cannot reach our records right now, so nothing was recorded. Try again in half a minute.")
    else:
        status, sentence = 500, _("Something broke on our side. We have a note of it. Try again in a while.")
    try:
        return error_page(request, status, sentence)
    except Exception:  # whatever it is, a person must read a sentence
        log.exception("The error page itself broke")
        return fallback(status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Return the page for a form whose token is missing or old."""
    return error_page(
        request,
        403,
        _("This form was open for too long or cookies are blocked. Go back, reload the page and send it again."),
    )
