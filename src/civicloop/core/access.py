"""Who may open which view: every view says so with one marker, and a view that says nothing stays shut."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, Protocol, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from civicloop.core.errors import Forbidden

type View = Callable[..., HttpResponseBase]

# Views that are not ours and guard themselves; every other unmarked view is denied.
SELF_GUARDED = ("allauth.", "ninja.")


class HasPermissions(Protocol):
    """A person as far as access needs to know them."""

    is_authenticated: bool

    def may(self, permission: StrEnum) -> bool:
        """Return whether one of the person's roles carries the permission."""


def public(view: View) -> View:
    """Mark a view that anyone may open."""
    return _mark(view, "public")


def signed_in(view: View) -> View:
    """Mark a view for anyone with an account; others are sent to sign in and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if request.user.is_authenticated else to_sign_in(request)

    return _mark(guarded, "signed_in")


def needs(permission: StrEnum) -> Callable[[View], View]:
    """Mark a view for people whose roles carry a permission."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            if not cast("HasPermissions", request.user).may(permission):
                raise Forbidden(_("Your account may not open this page. Ask the platform team if it should."))
            return view(request, *args, **kwargs)

        return _mark(guarded, f"needs({permission})")

    return mark


def marker(view: View) -> str | None:
    """Return a view's marker, for the tests and docs that list them."""
    return getattr(view, "civic_access", None)


def to_sign_in(request: HttpRequest, back: str | None = None) -> HttpResponse:
    """Return a redirect to the sign-in page that leads back here, or to `back`."""
    target = back or (request.get_full_path() if request.method == "GET" else request.path)
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': target})}")


def _mark(view: View, name: str) -> View:
    view.civic_access = name  # type: ignore[attr-defined]  # functions take attributes; the type cannot say so
    return view
