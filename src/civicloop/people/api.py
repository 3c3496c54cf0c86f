"""The API's side of people: who is asking, and the public bodies. People themselves are never listed."""

from typing import Annotated

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf
from pydantic import Field

from civicloop.core import clock
from civicloop.core.api import LanguageTexts, Page, PageQuery, cursor_of, next_link, page_address, read_cursor
from civicloop.core.errors import Forbidden
from civicloop.people.models import ApiToken, Body, User

router = Router(tags=["bodies"])


class PersonalToken(HttpBearer):
    """A personal token in the Authorization header."""

    def __call__(self, request: HttpRequest) -> User | None:
        """Return the token's person, or None where no Authorization header was sent.

        Errors: 401 for a header that is not a valid token: whoever sent one does not mean the session.
        """
        if "Authorization" not in request.headers:
            return None
        person: User | None = super().__call__(request)
        if person is None:
            raise HttpError(401, _("This token is not valid, or not any more. Make a new one on your account's page."))
        return person

    def authenticate(self, request: HttpRequest, token: str) -> User | None:  # noqa: ARG002
        """Return the person a token belongs to, noting the day it was used."""
        found = ApiToken.objects.by_secret(token.strip())
        if found is None:
            return None
        today = clock.now().date()
        if found.last_used_on != today:  # one write a day, not one per request
            ApiToken.objects.filter(pk=found.pk).update(last_used_on=today)
        return found.person


class Session(APIKeyCookie):
    """The session of the pages, with their form token in the header X-CSRFToken."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> User | None:
        """Return the person who is signed in, or None.

        Errors: Forbidden when another site may have sent the request.
        """
        person = request.user
        if not isinstance(person, User):
            return None
        if check_csrf(request) is not None:
            raise Forbidden(_("The header X-CSRFToken is missing or old. Reload the page and send it again."))
        return person

    def authenticate(self, request: HttpRequest, key: str | None) -> None:
        """Do nothing: the session's own middleware has looked at the cookie."""


WRITER = [PersonalToken(), Session()]


def writer_of(request: HttpRequest) -> User:
    """Return the person who sent a request to an operation with `auth=WRITER`."""
    person: User = request.auth  # type: ignore[attr-defined]  # ninja puts it there
    return person


class BodyOut(Schema):
    """A public body."""

    slug: str
    kind: str
    name: LanguageTexts
    summary: LanguageTexts
    place: Annotated[str, Field(description="Statistical code of the place it works for.")]
    page: Annotated[str, Field(description="Address of its page.")]


@router.get("", response=Page[BodyOut], operation_id="body_list", summary="List public bodies")
def body_list(request: HttpRequest, query: Query[PageQuery]) -> Page[BodyOut]:
    """List the bodies that exist today, by slug."""
    rows = Body.objects.filter(closed_at=None).order_by("slug")
    if place := read_cursor(query.after, str):
        rows = rows.filter(slug__gt=place[0])
    found = list(rows[: query.limit + 1])
    after = cursor_of(found[query.limit - 1].slug) if len(found) > query.limit else None
    return Page[BodyOut](items=[_body(one) for one in found[: query.limit]], next=next_link(request, after))


@router.get("/{slug:slug}", response=BodyOut, operation_id="body_show", summary="Show a public body")
def body_show(request: HttpRequest, slug: str) -> BodyOut:  # noqa: ARG001
    """Show one body, also one that has ceased to exist."""
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        raise Http404
    return _body(body)


def _body(body: Body) -> BodyOut:
    return BodyOut(
        slug=body.slug,
        kind=body.kind,
        name=body.name,
        summary=body.summary,
        place=body.place_code,
        page=page_address("people:body-show", body.slug),
    )
