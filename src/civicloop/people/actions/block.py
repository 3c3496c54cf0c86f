"""Stopping a person from writing, and letting them write again."""

from django.db import transaction
from django.utils.translation import gettext as _

from civicloop.core import audit, clock, events
from civicloop.core.errors import Conflict
from civicloop.people.access import check_may_block
from civicloop.people.events import PersonBlocked, PersonUnblocked
from civicloop.people.models import User


@transaction.atomic
def block_person(*, by: User | None, person: User, reason: str) -> None:
    """Stop a person from writing; they read the reason wherever they try.

    Errors: Conflict for staff, oneself, and people blocked or gone already.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    check_may_block(by, person)
    person.blocked_at = clock.now()
    person.blocked_reason = reason
    person.save(update_fields=["blocked_at", "blocked_reason"])
    audit.record("person-block", by=by, on=person, after={"reason": reason})
    events.emit(PersonBlocked(person=person.pk))


@transaction.atomic
def unblock_person(*, by: User | None, person: User, reason: str) -> None:
    """Let a blocked person write again; the reason is for the platform team.

    Errors: Conflict when the person is not blocked.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if not person.is_blocked:
        raise Conflict(_("This person is not blocked."))
    before = {"reason": person.blocked_reason}
    person.blocked_at, person.blocked_reason = None, ""
    person.save(update_fields=["blocked_at", "blocked_reason"])
    audit.record("person-unblock", by=by, on=person, before=before, after={"reason": reason})
    events.emit(PersonUnblocked(person=person.pk))
