"""Drafts: everything typed stays, nobody else's is touched, photos go with them."""

import io
import uuid

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from civicloop.core import audit
from civicloop.core.errors import Forbidden, Invalid, TooMany
from civicloop.proposals import domain
from civicloop.proposals.actions.draft import attach_photo, delete_draft, remove_photo, save_draft
from civicloop.proposals.models import Draft
from civicloop.proposals.photos import read_photo, small_name


@pytest.fixture
def photo():
    buffer = io.BytesIO()
    Image.new("RGB", (80, 60), "red").save(buffer, "PNG")
    return read_photo(io.BytesIO(buffer.getvalue()), len(buffer.getvalue()))


def test_a_draft_begins_with_its_first_words_and_grows_step_by_step(ada):
    key = uuid.uuid4()
    save_draft(key=key, by=ada, title="Benches", text="too short")
    save_draft(key=key, by=ada, place_id="21009", challenge_id="safe", aims=["inclusion"], where="Flagey")
    draft = Draft.objects.get()
    assert (draft.pk, draft.author, draft.title, draft.text) == (key, ada, "Benches", "too short")
    assert (draft.place_id, draft.challenge_id, draft.aims, draft.where) == ("21009", "safe", ["inclusion"], "Flagey")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_typed_is_kept_but_for_invisible_characters(ada, title, text, where):
    from civicloop.proposals.words import visible

    key = uuid.uuid4()
    with transaction.atomic():
        save_draft(key=key, by=ada, title=title, text=text, where=where, photo_alt=title)
        draft = Draft.objects.get(pk=key)
        assert (draft.title, draft.text, draft.where) == (visible(title), visible(text), visible(where))
        transaction.set_rollback(True)


def test_a_hundred_thousand_characters_are_kept_and_a_flood_is_cut(ada):
    draft = save_draft(key=uuid.uuid4(), by=ada, title="t" * 100_000, text="x" * 3_000_000)
    draft.refresh_from_db()
    assert (len(draft.title), len(draft.text)) == (100_000, domain.DRAFT_KEEPS)


def test_nobody_writes_into_somebody_elses_draft(ada, make_person, photo):
    bob = make_person("bob")
    draft = save_draft(key=uuid.uuid4(), by=ada, title="Mine")
    for steal in (
        lambda: save_draft(key=draft.pk, by=bob, title="His"),
        lambda: attach_photo(key=draft.pk, by=bob, photo=photo),
        lambda: delete_draft(draft=draft, by=bob),
    ):
        with pytest.raises(Forbidden, match="another person"):
            steal()
    draft.refresh_from_db()
    assert (draft.title, draft.photo.name) == ("Mine", "")


def test_unknown_places_and_challenges_are_refused(ada):
    with pytest.raises(Invalid, match="place") as refused:
        save_draft(key=uuid.uuid4(), by=ada, place_id="99999")
    assert refused.value.field == "place"
    with pytest.raises(Invalid, match="challenge"):
        save_draft(key=uuid.uuid4(), by=ada, challenge_id="nothing")
    assert not Draft.objects.exists()


def test_there_is_an_end_to_the_number_of_drafts(ada):
    Draft.objects.bulk_create(Draft(author=ada, title=str(number)) for number in range(domain.DRAFTS_MAX))
    with pytest.raises(TooMany, match="50 drafts"):
        save_draft(key=uuid.uuid4(), by=ada, title="One more")
    save_draft(key=Draft.objects.first().pk, by=ada, title="An old one goes on")


def test_another_text_is_asked_for_its_language_again(ada):
    draft = save_draft(key=uuid.uuid4(), by=ada, title="Des bancs", text="Bonjour", language="fr")
    save_draft(key=draft.pk, by=ada, title="Des bancs", text="Bonjour", where="Ixelles")
    draft.refresh_from_db()
    assert draft.language == "fr"
    save_draft(key=draft.pk, by=ada, text="Hello")
    draft.refresh_from_db()
    assert draft.language == ""


def test_the_trail_names_fields_not_words(ada):
    draft = save_draft(key=uuid.uuid4(), by=ada, title="My secret", text="plan")
    entry = audit.trail(draft).get()
    assert (entry.action, entry.actor, entry.after) == ("draft-save", ada.pk, {"fields": ["text", "title"]})
    assert "secret" not in str(entry.after)


def test_a_new_photo_takes_the_place_of_the_old_one(ada, photo, django_capture_on_commit_callbacks):
    key = uuid.uuid4()
    first = attach_photo(key=key, by=ada, photo=photo).photo.name
    with django_capture_on_commit_callbacks(execute=True):
        draft = attach_photo(key=key, by=ada, photo=photo)
    assert (draft.photo_width, draft.photo_height) == (80, 60)
    assert not default_storage.exists(first)
    assert not default_storage.exists(small_name(first))
    assert default_storage.exists(draft.photo.name)
    with django_capture_on_commit_callbacks(execute=True):
        draft = remove_photo(key=key, by=ada)
    draft.refresh_from_db()
    assert (draft.photo.name, draft.photo_width, draft.photo_alt) == ("", None, "")


def test_a_photo_that_could_not_be_kept_leaves_no_file(ada, make_person, photo):
    draft = save_draft(key=uuid.uuid4(), by=ada, title="Mine")
    before = set(default_storage.listdir("photos")[1]) if default_storage.exists("photos") else set()
    with pytest.raises(Forbidden):
        attach_photo(key=draft.pk, by=make_person("bob"), photo=photo)
    assert set(default_storage.listdir("photos")[1]) == before


def test_a_deleted_draft_takes_its_photo_along(ada, photo, django_capture_on_commit_callbacks):
    draft = attach_photo(key=uuid.uuid4(), by=ada, photo=photo)
    with django_capture_on_commit_callbacks(execute=True):
        delete_draft(draft=draft, by=ada)
        delete_draft(draft=draft, by=ada)
    assert not Draft.objects.exists()
    assert not default_storage.exists(draft.photo.name)


def test_the_stamp_changes_with_everything_that_would_be_sent(ada):
    draft = save_draft(key=uuid.uuid4(), by=ada, title="a", text="b")
    stamps = {draft.stamp}
    for values in (
        {"title": "c"},
        {"place_id": "21009"},
        {"challenge_id": "open"},
        {"aims": ["inclusion"]},
        {"where": "x"},
    ):
        stamps.add(save_draft(key=draft.pk, by=ada, **values).stamp)
    assert len(stamps) == 6
    assert Draft.objects.get().stamp in stamps
