"""The follow button, ready for any page: a form for those signed in, a link for everybody else."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from civicloop.notices.models import Follow


@dataclass(frozen=True, slots=True)
class FollowButton:
    """What `notices/follow_button.html` shows, as `button`.

    `link` is set for visitors: it leads through sign-in to the same button. A visitor's page reads no session, so it
    stays the same page for everybody and can be kept.
    """

    kind: str
    key: str
    back: str
    follows: bool = False
    link: str = ""


def follow_button(request: HttpRequest, kind: str, key: str) -> FollowButton:
    """Return the button for one thing; costs a query for people who are signed in, none for others."""
    back = request.get_full_path()
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        follows = Follow.objects.of(request.user.pk, kind, key).exists()
        return FollowButton(kind, key, back, follows=follows)
    query = urlencode({"kind": kind, "key": key, "next": back})
    return FollowButton(kind, key, back, link=f"{reverse('notices:follow-create')}?{query}")
