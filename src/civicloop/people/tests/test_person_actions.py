"""Signing up, changing the profile, leaving: what is kept, what goes, what the trail says."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, transaction

from civicloop.core import audit, events
from civicloop.core.errors import Conflict
from civicloop.core.models import AuditEntry, DomainEvent
from civicloop.people.actions.person import complete_sign_up, edit_profile, erase_person
from civicloop.people.actions.token import create_token
from civicloop.people.events import PersonErased
from civicloop.people.models import ApiToken, Member, User


def test_signing_up_keeps_the_answers_and_tidies_the_name(make_person):
    ada = make_person("ada")
    complete_sign_up(by=ada, display_name="  Ada\u202e  L. ", place_code="21009", language="nl")

    ada.refresh_from_db()
    assert (ada.display_name, ada.place_code, ada.language) == ("Ada L.", "21009", "nl")
    assert [entry.action for entry in audit.trail(ada)] == ["person-sign-up"]


def test_a_changed_profile_leaves_no_personal_data_in_the_trail(make_person):
    ada = make_person("ada")
    edit_profile(by=ada, display_name="Ada Lovelace", place_code="21009", language="fr", also_reads=["nl", "fr", "nl"])

    ada.refresh_from_db()
    assert ada.also_reads == ["nl"]
    assert ada.reads("nl")
    assert ada.reads("fr")
    assert not ada.reads("de")
    entry = audit.trail(ada).get()
    assert entry.after == {"changed": ["display_name", "also_reads", "place_code"]}
    assert "Lovelace" not in str(entry.before) + str(entry.after)


def test_an_unchanged_profile_writes_nothing(make_person):
    ada = make_person("ada", language="fr")
    edit_profile(by=ada, display_name="Ada", place_code="", language="fr", also_reads=[])
    assert not audit.trail(ada).exists()


@pytest.fixture
def busy(manager, as_person) -> User:
    """Somebody with everything an account can have."""
    browser = as_person(manager)
    UserSession.objects.create(user=manager, session_key=browser.session.session_key, ip="127.0.0.1", user_agent="Test")
    Authenticator.objects.create(user=manager, type="totp", data={"secret": "x"})
    create_token(by=manager, name="Spreadsheet")
    return manager


def test_whoever_leaves_is_forgotten(busy, resident, django_capture_on_commit_callbacks):
    told = []
    events.subscribe(PersonErased, told.append)
    email, key = busy.email, UserSession.objects.get(user=busy).session_key

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(by=busy, person=busy)

    gone = User.objects.get(pk=busy.pk)
    assert not gone.is_active
    assert gone.erased_at
    assert (gone.display_name, gone.place_code, gone.roles, gone.also_reads, gone.last_login) == ("", "", [], [], None)
    assert gone.email.endswith("@gone.invalid")
    assert len(gone.email.split("@")[0]) == 32
    assert gone.name == "Former member"
    for rows in (
        EmailAddress.objects.filter(user=gone),
        Authenticator.objects.filter(user=gone),
        UserSession.objects.filter(user=gone),
        ApiToken.objects.filter(person=gone),
        Member.objects.filter(person=gone),
        Session.objects.filter(session_key=key),
    ):
        assert not rows.exists()
    assert told == [PersonErased(person=gone.pk)]
    assert DomainEvent.objects.get(name="PersonErased").data == {"person": gone.pk}
    assert [message.to for message in mail.outbox] == [[email]]
    resident.refresh_from_db()
    assert resident.is_active


def test_nothing_in_the_trail_leads_to_somebody_who_left(busy):
    email, name = busy.email, busy.display_name
    edit_profile(by=busy, display_name="Somebody Else", place_code="", language="fr", also_reads=[])
    erase_person(by=busy, person=busy)

    trail = str(list(AuditEntry.objects.values_list("before", "after")))
    assert email not in trail
    assert name not in trail
    assert "Somebody Else" not in trail


def test_when_a_higher_room_fails_nothing_is_erased(resident):
    def fail(event):
        raise RuntimeError("no room at the inn")

    events.subscribe(PersonErased, fail)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            erase_person(by=resident, person=resident)
    finally:
        events._handlers[PersonErased].remove(fail)

    assert User.objects.get(pk=resident.pk).erased_at is None
    assert EmailAddress.objects.filter(user=resident).exists()


def test_the_only_admin_cannot_leave(admin, moderator):
    with pytest.raises(Conflict, match="only platform admin"):
        erase_person(by=admin, person=admin)
    assert User.objects.get(pk=admin.pk).is_active


def test_an_admin_may_leave_when_another_stays(admin, make_person):
    make_person("alan", roles=["admin"])
    erase_person(by=admin, person=admin)
    assert not User.objects.get(pk=admin.pk).is_active


def test_the_database_itself_keeps_an_erased_row_empty(resident):
    erase_person(by=resident, person=resident)
    for change in ({"display_name": "Rosa"}, {"roles": ["admin"]}, {"is_active": True}, {"email": "rosa@example.org"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=resident.pk).update(**change)
