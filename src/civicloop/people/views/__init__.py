"""Pages of people and public bodies."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url

from civicloop.people.models import User


def me(request: HttpRequest) -> User:
    """Return the person who is signed in, in a view that asks for that."""
    return cast("User", request.user)


def visitor(request: HttpRequest) -> User | None:
    """Return the person who is signed in, or None, without opening a session for somebody who only reads."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return request.user


def see_other(to: str, **kwargs: object) -> HttpResponseRedirect:
    """Return a redirect after a form was sent (303), so that going back sends nothing twice."""
    return HttpResponseRedirect(resolve_url(to, **kwargs), status=303)
