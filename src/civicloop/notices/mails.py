"""The mail a follower gets, and its one-click way out."""

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from civicloop.notices.models import Follow, Notice

SALT = "notices.unsubscribe"


def notice_mail(notice: Notice, follow: Follow) -> EmailMessage:
    """Return the plain text mail that tells a follower what happened, in their language, with a link to stop.

    Source: RFC 8058 (one-click unsubscribe) for its two List-Unsubscribe headers.
    """
    person = follow.person
    with translation.override(person.language):
        unsubscribe = settings.BASE_URL + reverse("notices:follow-unsubscribe", args=[make_token(follow)])
        body = render_to_string(
            "notices/notice_mail.txt",
            {
                "person": person,
                "text": notice.text.best(person.language),
                "url": settings.BASE_URL + notice.path(person.language),
                "unsubscribe": unsubscribe,
                "following": settings.BASE_URL + reverse("notices:follow-list"),
            },
        )
    return EmailMessage(
        subject=" ".join(notice.subject.best(person.language).text.split()),
        body=body,
        to=[person.email],
        headers={"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def make_token(follow: Follow) -> str:
    """Return a signed word by which its bearer can stop this follow, and do nothing else; it does not expire."""
    return signing.dumps([follow.person_id, follow.kind, follow.key], salt=SALT, compress=True)


def read_token(token: str) -> tuple[int, str, str]:
    """Return person, kind and key of a token made by `make_token`.

    Errors: django.core.signing.BadSignature for any other text.
    """
    person, kind, key = signing.loads(token, salt=SALT)
    return person, kind, key
