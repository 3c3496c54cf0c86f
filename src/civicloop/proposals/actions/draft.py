"""Everything that changes a draft."""

from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from civicloop.core import audit
from civicloop.core.errors import Forbidden, Invalid, TooMany
from civicloop.people.models import User
from civicloop.places import tree
from civicloop.proposals.domain import DRAFT_KEEPS, DRAFTS_MAX
from civicloop.proposals.models import Draft
from civicloop.proposals.photos import Photo, delete_photo, store_photo
from civicloop.proposals.words import visible
from civicloop.strategy.models import Challenge

WORDS = ("title", "text", "where", "photo_alt")


class DraftValues(TypedDict, total=False):
    """What a step may store; `challenge_id` is a slug, `aims` are slugs, `place_id` a statistical code."""

    title: str
    text: str
    language: str
    challenge_id: str | None
    aims: list[str]
    place_id: str | None
    where: str
    latitude: float | None
    longitude: float | None
    photo_alt: str


@transaction.atomic
def save_draft(*, key: UUID, by: User, **values: Unpack[DraftValues]) -> Draft:
    """Store what is there of a draft, making the draft at the first call; a sent draft is returned as it is.

    Errors: Forbidden when the key is someone else's, TooMany with too many drafts, Invalid for an unknown place or
    challenge. The words themselves may be as wrong as they like: they are checked when the draft is sent.
    """
    _check_known(values)
    draft = _locked(key, by) or _new(key, by)
    if draft.proposal_id is not None:
        return draft
    if any(name in values and values[name] != getattr(draft, name) for name in ("title", "text")):
        draft.language = ""  # another text may be in another language
    for name, value in values.items():
        setattr(draft, name, visible(str(value))[:DRAFT_KEEPS] if name in WORDS else value)
    draft.save()
    # Names only: what a person did not send is nobody's business and must not outlive the draft.
    audit.record("draft-save", by=by, on=draft, after={"fields": sorted(values)})
    return draft


def attach_photo(*, key: UUID, by: User, photo: Photo) -> Draft:
    """Give a draft a photo in place of the one it may have, making the draft where there is none yet."""
    name = store_photo(photo)
    try:
        return _set_photo(key, by, name, "draft-photo-attach")
    except BaseException:
        delete_photo(name)
        raise


def remove_photo(*, key: UUID, by: User) -> Draft:
    """Take the photo and its description from a draft."""
    return _set_photo(key, by, "", "draft-photo-remove")


@transaction.atomic
def delete_draft(*, draft: Draft, by: User) -> None:
    """Delete a draft and its photo; one that was sent stays, for it stops a second sending."""
    locked = _locked(draft.pk, by)
    if locked is None or locked.proposal_id is not None:
        return
    _forget_photo(locked.photo.name)
    audit.record("draft-delete", by=by, on=locked)
    locked.delete()


@transaction.atomic
def _set_photo(key: UUID, by: User, name: str, action: str) -> Draft:
    draft = _locked(key, by) or _new(key, by)
    if draft.proposal_id is not None:
        _forget_photo(name)
        return draft
    _forget_photo(draft.photo.name)
    draft.photo = name
    if not name:
        draft.photo_alt = ""
    draft.save()
    audit.record(action, by=by, on=draft)
    return draft


def _forget_photo(name: str | None) -> None:
    if name:
        transaction.on_commit(lambda: delete_photo(name))


def _locked(key: UUID, by: User) -> Draft | None:
    draft = Draft.objects.select_for_update().filter(pk=key).first()
    if draft is not None and draft.author_id != by.pk:
        raise Forbidden(_("This draft belongs to another person."))
    return draft


def _new(key: UUID, by: User) -> Draft:
    if Draft.objects.of(by).unsent().count() >= DRAFTS_MAX:
        sentence = _("You have %(most)d drafts. Send or delete one of them before you begin another.")
        raise TooMany(sentence % {"most": DRAFTS_MAX})
    # Two tabs may begin the same draft at once: the second takes the row of the first.
    draft, _made = Draft.objects.select_for_update().get_or_create(pk=key, defaults={"author": by})
    if draft.author_id != by.pk:
        raise Forbidden(_("This draft belongs to another person."))
    return draft


def _check_known(values: DraftValues) -> None:
    place, challenge = values.get("place_id"), values.get("challenge_id")
    if place and tree.node(place) is None:
        raise Invalid(_("This place is not in the list. Choose one from the list."), field="place")
    if challenge and not Challenge.objects.filter(pk=challenge).exists():
        raise Invalid(_("This challenge is not in the list. Choose one from the list."), field="challenge")
