"""Reading what was sent: JSON in UTF-8, nothing that no table and no page could hold."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

from civicloop.core.errors import CivicError, Invalid


class Unreadable(CivicError):
    """The body is not JSON at all."""

    status = 400
    code = "bad-request"


class WrongType(CivicError):
    """The body is not declared as JSON."""

    status = 415
    code = "unsupported-media-type"


def _no_number(word: str) -> NoReturn:
    raise Unreadable(_("The body is not JSON: %(word)s is no number.") % {"word": word})


class CivicParser(Parser):
    """Parse JSON bodies strictly, so that no later step meets a NUL or half a character."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body's value.

        Errors: WrongType, Unreadable, or Invalid at the field that holds a character nothing can store.
        """
        if request.content_type != "application/json":
            raise WrongType(_("Send the body as JSON, with the header “Content-Type: application/json”."))
        try:
            value = json.loads(request.body, parse_constant=_no_number)
        except RecursionError:
            raise Unreadable(_("The body is nested too deeply.")) from None
        except ValueError as error:
            place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "1"
            raise Unreadable(_("The body is not JSON; look at line %(place)s.") % {"place": place}) from error
        _check(value, "")
        return value


def check_storable(text: str, field: str) -> None:
    """Raise Invalid at a field whose text holds a NUL or half a character, which no table can keep."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise Invalid(
            _("The text held invisible control characters. They were taken out; look at it and send it again."),
            field=field,
        )


def _check(value: Any, place: str) -> None:
    if isinstance(value, str):
        check_storable(value, place or "body")
    elif isinstance(value, dict):
        for key, item in value.items():
            check_storable(key, place or "body")
            _check(item, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            _check(item, f"{place}.{number}".lstrip("."))
