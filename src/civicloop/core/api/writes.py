"""Writes through the API: within a person's budget, and once per Idempotency-Key."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema

from civicloop.core import clock
from civicloop.core.errors import Invalid, TooMany
from civicloop.core.models import IdempotentRequest

WRITES_PER_MINUTE = 60  # one person's; a client that needs more is a script, and scripts can wait
KEY_HEADER = "Idempotency-Key"
KEY_MAX = 200
KEPT = timedelta(hours=24)
REPLAYED = "Idempotent-Replayed"


class Answer(NamedTuple):
    """What a write answers: a status, a schema (or nothing) and where the new thing is."""

    status: int
    content: Schema | None = None
    location: str = ""


class OverBudget(TooMany):
    """A person wrote too often within a minute."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Reused(Invalid):
    """An Idempotency-Key came back with another request."""

    code = "idempotency-key-reused"


def write(operation: Callable[..., Answer]) -> Callable[..., HttpResponse]:
    """Make a function that writes an operation: counted, in one transaction, repeatable under an Idempotency-Key.

    The person is `request.auth`, as the API's authentication left it.
    Errors: OverBudget; Invalid for a key that is too long; Reused for a key that came with another request.
    """

    @wraps(operation)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person: int = request.auth.pk  # type: ignore[attr-defined]  # ninja puts it there
        _spend(person)
        with transaction.atomic():
            key = request.headers.get(KEY_HEADER, "") if request.method == "POST" else ""
            if not key:
                return _response(operation(request, *args, **kwargs))
            return _once(person, key, request, lambda: operation(request, *args, **kwargs))

    return guarded


def _spend(person: int) -> None:
    """Count one write of a person; a refused one counts too, so hammering never helps."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO core_writebudget (person, started, used) VALUES (%(person)s, %(now)s, 1)
            ON CONFLICT (person) DO UPDATE SET
                used = CASE WHEN core_writebudget.started <= %(old)s THEN 1 ELSE core_writebudget.used + 1 END,
                started = CASE WHEN core_writebudget.started <= %(old)s THEN %(now)s ELSE core_writebudget.started END
            RETURNING used, started
            """,
            {"person": person, "now": now, "old": now - timedelta(minutes=1)},
        )
        used, started = cursor.fetchone()
    if used > WRITES_PER_MINUTE:
        seconds = max(1, int((started + timedelta(minutes=1) - now).total_seconds()) + 1)
        sentence = _("You wrote %(most)d times within a minute, which is the most. Wait %(seconds)d seconds and go on.")
        raise OverBudget(sentence % {"most": WRITES_PER_MINUTE, "seconds": seconds}, seconds)


def _once(person: int, key: str, request: HttpRequest, operate: Callable[[], Answer]) -> HttpResponse:
    if len(key) > KEY_MAX or not key.isascii() or not key.isprintable():
        sentence = _("An Idempotency-Key has at most %(most)d plain letters, digits and signs.") % {"most": KEY_MAX}
        raise Invalid(sentence, field=KEY_HEADER)
    IdempotentRequest.objects.before(clock.now() - KEPT).delete()
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.body).hexdigest()
    # A twin that is still under way holds the key's row; we wait for it here, then see its answer.
    if not IdempotentRequest.objects.claim(person, key, digest):
        return _again(IdempotentRequest.objects.get(person=person, key=key), digest)
    response = _response(operate())
    IdempotentRequest.objects.filter(person=person, key=key).update(
        status=response.status_code, body=response.content.decode(), location=response.get("Location", "")
    )
    return response


def _again(earlier: IdempotentRequest, digest: str) -> HttpResponse:
    if earlier.digest != digest:
        sentence = _("This Idempotency-Key came with another request before. Use a new key for a new request.")
        raise Reused(sentence, field=KEY_HEADER)
    response = HttpResponse(earlier.body, status=earlier.status, content_type="application/json")
    if earlier.location:
        response["Location"] = earlier.location
    response[REPLAYED] = "true"
    response["Cache-Control"] = "no-store"
    return response


def _response(answer: Answer) -> HttpResponse:
    body = json.dumps(_content(answer.content), cls=DjangoJSONEncoder, ensure_ascii=False) if answer.content else ""
    response = HttpResponse(body, status=answer.status, content_type="application/json")
    if answer.location:
        response["Location"] = answer.location
    response["Cache-Control"] = "no-store"
    return response


def _content(schema: Schema) -> dict[str, Any]:
    return schema.model_dump(by_alias=True)
