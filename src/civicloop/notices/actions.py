"""Everything that changes who follows what, and the one way to tell them something."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation

from civicloop.core import audit, region
from civicloop.core.texts import Texts
from civicloop.notices import jobs
from civicloop.notices.models import Follow, Notice
from civicloop.notices.subjects import subject
from civicloop.people.events import PersonErased
from civicloop.people.models import User


@dataclass(frozen=True, slots=True)
class Words:
    """What followers are told, in one language: a line, a paragraph, and the path of the page that shows it."""

    subject: str
    text: str
    path: str


@transaction.atomic
def follow(*, by: User, kind: str, key: str) -> Follow:
    """Let a person follow something; following it already is fine.

    Errors: Invalid when it cannot be followed. Audit: that it happened and to what kind of thing, not to which.
    """
    subject(kind, key)
    stored, new = Follow.objects.get_or_create(person=by, kind=kind, key=key)
    if new:
        audit.record("follow-create", by=by, on=stored, after={"kind": kind})
    return stored


@transaction.atomic
def unfollow(*, by: User, kind: str, key: str) -> bool:
    """Let a person follow something no longer; return whether they did. Works for things that are gone, too.

    Audit: that it happened and to what kind of thing, not to which.
    """
    stored = Follow.objects.of(by.pk, kind, key).select_for_update().first()
    if stored is None:
        return False
    audit.record("follow-delete", by=by, on=stored, before={"kind": kind})
    stored.delete()
    return True


@transaction.atomic
def notify_followers(kind: str, key: str, say: Callable[[], Words], *, by: User | None = None) -> Notice | None:
    """Tell everyone who follows something what happened to it, each in their language; not `by`, who did it.

    Returns what was told, or None when nobody follows it.
    Shapes: `say` is called once per interface language with that language active, so plain gettext and reverse do.
    After commit: the job worker mails the followers; the job is stored in the caller's transaction, so neither is
    without the other.
    """
    if not Follow.objects.about(kind, key).exists():
        return None
    words = {}
    for language in region.pack().interface_languages:
        with translation.override(language):
            words[language] = say()
    notice = Notice.objects.create(
        kind=kind,
        key=key,
        subject=Texts.of({language: said.subject for language, said in words.items()}),
        text=Texts.of({language: said.text for language, said in words.items()}),
        paths={language: said.path for language, said in words.items()},
        actor=by.pk if by else None,
    )
    jobs.mail_followers.defer(notice=notice.pk, after=0)
    return notice


def forget_person(event: PersonErased) -> None:
    """Drop everything a person followed, when they leave."""
    Follow.objects.filter(person_id=event.person).delete()
