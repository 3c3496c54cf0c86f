"""Blocking and unblocking: with a reason, told to higher rooms, never against staff."""

import pytest
from django.db import IntegrityError, transaction

from civicloop.core import audit, clock
from civicloop.core.errors import Conflict
from civicloop.core.models import DomainEvent
from civicloop.people.access import can_write
from civicloop.people.actions.block import block_person, unblock_person
from civicloop.people.actions.person import erase_person
from civicloop.people.models import User


def test_a_block_has_a_reason_and_an_end(moderator, resident):
    block_person(by=moderator, person=resident, reason="Three insults in a day.")
    resident.refresh_from_db()
    assert not can_write(resident)
    assert resident.is_active  # reading goes on

    unblock_person(by=moderator, person=resident, reason="Apologised.")
    resident.refresh_from_db()
    assert can_write(resident)
    assert resident.blocked_reason == ""
    assert [(entry.action, entry.after) for entry in audit.trail(resident)] == [
        ("person-block", {"reason": "Three insults in a day."}),
        ("person-unblock", {"reason": "Apologised."}),
    ]
    told = DomainEvent.objects.filter(name__startswith="Person").order_by("id")
    assert [event.name for event in told] == ["PersonBlocked", "PersonUnblocked"]


def test_nobody_is_blocked_twice_or_unblocked_without_a_block(moderator, resident):
    with pytest.raises(Conflict, match="not blocked"):
        unblock_person(by=moderator, person=resident, reason="x")
    block_person(by=moderator, person=resident, reason="x")
    with pytest.raises(Conflict, match="blocked already"):
        block_person(by=moderator, person=resident, reason="y")


def test_staff_oneself_and_the_gone_cannot_be_blocked(moderator, admin, resident):
    with pytest.raises(Conflict, match="platform role"):
        block_person(by=moderator, person=admin, reason="x")
    with pytest.raises(Conflict, match="yourself"):
        block_person(by=moderator, person=moderator, reason="x")
    erase_person(by=resident, person=resident)
    with pytest.raises(Conflict, match="closed already"):
        block_person(by=moderator, person=resident, reason="x")


def test_the_database_itself_wants_a_reason(resident):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=resident.pk).update(blocked_at=clock.now())
