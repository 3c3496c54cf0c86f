"""Errors as problem documents (RFC 9457), with the sentence a page would show."""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import AuthenticationError, HttpError, ValidationError
from psycopg_pool import PoolTimeout

from civicloop.core.errors import CivicError

MEDIA_TYPE = "application/problem+json"
DATABASE_AWAY = (OperationalError, InterfaceError, PoolTimeout)
RETRY_SECONDS = 30
TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    413: "Too large",
    415: "Unsupported media type",
    422: "Invalid",
    429: "Too many",
    500: "Broken",
    503: "Unavailable",
}

# What each problem means, by the part of its `type` behind the #.
PROBLEMS = {
    "bad-request": gettext_lazy("The request could not be read."),
    "not-signed-in": gettext_lazy("Nobody is signed in, and no valid personal token came along."),
    "forbidden": gettext_lazy("This person may not do this."),
    "not-found": gettext_lazy("Nothing is at this address, or nothing that visitors may see."),
    "method-not-allowed": gettext_lazy("The address is right, the method is not; “Allow” names the right ones."),
    "conflict": gettext_lazy("It does not fit what stands already, for example a second copy."),
    "not-now": gettext_lazy("It may not be done now; the sentence says when or why."),
    "too-large": gettext_lazy("More was sent than fits."),
    "unsupported-media-type": gettext_lazy("The body must be JSON and say so."),
    "invalid": gettext_lazy("What was sent does not fit; “errors” names each field and how to mend it."),
    "idempotency-key-reused": gettext_lazy("The Idempotency-Key came with another request before."),
    "too-many": gettext_lazy("Too often in too short a time; “Retry-After” says when to go on."),
    "broken": gettext_lazy("Something broke on our side. Nothing was stored."),
    "unavailable": gettext_lazy("The records are away for a moment; “Retry-After” says when to try again."),
}

type Kinds = type[Exception] | tuple[type[Exception], ...]

logger = logging.getLogger(__name__)


def problem(status: int, detail: str, *, headers: Mapping[str, str] | None = None, **members: object) -> HttpResponse:
    """Return a problem document; `members` may replace `type` and `title` or add to them, as `errors` does."""
    title = TITLES.get(status, "Error")
    content: dict[str, object] = {"type": _type(title), "title": title, "status": status, "detail": detail}
    content |= members
    response = HttpResponse(json.dumps(content, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    if status in {429, 503}:
        response["Retry-After"] = str(RETRY_SECONDS)
    if status == 401:  # noqa: PLR2004 - HTTP's own number
        response["WWW-Authenticate"] = 'Bearer realm="civicloop"'
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def _type(title: str) -> str:
    return "/api/v1/problems#" + title.lower().replace(" ", "-")


def from_civic(error: CivicError) -> HttpResponse:
    """Return the problem document of one of our own errors."""
    seconds = getattr(error, "retry_after", None)
    headers = {"Retry-After": str(seconds)} if seconds else {}
    members = {key: value for key, value in error.problem().items() if key not in {"status", "detail"}}
    return problem(error.status, str(error), headers=headers, **members)


def not_found() -> HttpResponse:
    """Return the problem for an address where nothing is, or nothing that visitors may see."""
    return problem(404, _("There is nothing at this address. It may have moved, or been typed wrongly."))


def not_allowed(method: str, allowed: str) -> HttpResponse:
    """Return the problem for a method that this address does not know."""
    sentence = _("%(method)s does not work at this address. What works here: %(allowed)s.")
    return problem(405, sentence % {"method": method[:20], "allowed": allowed}, headers={"Allow": allowed})


def answer(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the problem document for whatever went wrong in an operation."""
    if isinstance(error, HttpError) and isinstance(error.__cause__, CivicError):
        error = error.__cause__  # the body's parser says more than "cannot parse"
    if isinstance(error, CivicError):
        return from_civic(error)
    if isinstance(error, ValidationError):
        return _validation(error)
    for kinds, status, sentence in _SENTENCES:
        if isinstance(error, kinds):
            return problem(status, sentence())
    if isinstance(error, HttpError):
        return problem(error.status_code, str(error))
    logger.error("api operation broke", exc_info=error, extra={"path": request.path, "method": request.method})
    return problem(500, _("Something broke on our side. We have a note of it. Try again in a while."))


def _too_large() -> str:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20
    return _("What you sent is too large; at most %(most)d MB fit.") % {"most": most}


# Functions, for each is translated when a person reads it; the first kind that fits speaks.
_SENTENCES: tuple[tuple[Kinds, int, Callable[[], str]], ...] = (
    (Http404, 404, lambda: _("There is nothing at this address. It may have moved, or been typed wrongly.")),
    (
        AuthenticationError,
        401,
        lambda: _("Sign in, or send a personal token in the header “Authorization: Bearer civic_…”."),
    ),
    (RequestDataTooBig, 413, _too_large),
    (DataError, 422, lambda: _("Something you sent has characters or numbers that cannot be stored.")),
    (
        (SuspiciousOperation, UnreadablePostError),
        400,
        lambda: _("The address or the form was not in a form we can read. Go back and try again."),
    ),
    (
        DATABASE_AWAY,
        503,
        lambda: _("We cannot reach our records right now, so nothing was recorded. Try again in half a minute."),
    ),
)


def _validation(error: ValidationError) -> HttpResponse:
    errors = [{"field": _field(item["loc"]), "message": _sentence(item)} for item in error.errors]
    detail = errors[0]["message"] if len(errors) == 1 else _("Some of what you sent does not fit; see “errors”.")
    return problem(422, detail, type="/api/v1/problems#invalid", errors=errors)


def _field(place: tuple[Any, ...]) -> str:
    # ninja says ("body", "<parameter>", "title") or ("query", "limit"); a sender knows only the last part.
    names = place[2:] if place and place[0] == "body" else place[1:]
    return ".".join(str(name)[:80] for name in names) or "body"


def _sentence(item: Mapping[str, Any]) -> str:
    kind, facts = str(item["type"]), item.get("ctx", {})
    sentences = {
        "missing": _("This is missing."),
        "extra_forbidden": _("There is no field by this name."),
        "string_type": _("This must be a text."),
        "list_type": _("This must be a list."),
        "int_parsing": _("This must be a whole number."),
        "int_type": _("This must be a whole number."),
        "int_from_float": _("This must be a whole number."),
        "int_parsing_size": _("This number is too large."),
        "float_type": _("This must be a number."),
        "float_parsing": _("This must be a number."),
        "finite_number": _("This must be a number."),
        "bool_parsing": _("This must be true or false."),
        "bool_type": _("This must be true or false."),
        "literal_error": _("This must be one of: %(choices)s.") % {"choices": facts.get("expected", "")},
        "enum": _("This must be one of: %(choices)s.") % {"choices": facts.get("expected", "")},
        "greater_than_equal": _("This must be at least %(least)s.") % {"least": facts.get("ge", "")},
        "less_than_equal": _("This must be at most %(most)s.") % {"most": facts.get("le", "")},
        "too_long": _("There are too many; at most %(most)s fit.") % {"most": facts.get("max_length", "")},
        "string_too_long": _("This is too long; at most %(most)s characters fit.")
        % {"most": facts.get("max_length", "")},
    }
    return sentences.get(kind, _("This does not fit; the reference at /api/v1/docs says what does."))
