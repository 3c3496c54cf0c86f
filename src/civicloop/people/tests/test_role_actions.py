"""Giving and taking platform roles: audited, and never without an admin."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from civicloop.core import audit, clock
from civicloop.core.errors import Conflict
from civicloop.people.access import PlatformRole
from civicloop.people.actions.role import grant_role, revoke_role
from civicloop.people.models import User


def test_a_granted_role_is_audited_once(admin, resident):
    grant_role(by=admin, person=resident, role=PlatformRole.MODERATOR)
    grant_role(by=admin, person=resident, role=PlatformRole.MODERATOR)

    resident.refresh_from_db()
    assert resident.roles == ["moderator"]
    entry = audit.trail(resident).get()
    assert (entry.actor, entry.action, entry.before, entry.after) == (
        admin.pk,
        "role-grant",
        {"roles": []},
        {"roles": ["moderator"]},
    )


def test_a_role_is_taken(admin, moderator):
    revoke_role(by=admin, person=moderator, role=PlatformRole.MODERATOR)
    revoke_role(by=admin, person=moderator, role=PlatformRole.MODERATOR)

    moderator.refresh_from_db()
    assert moderator.roles == []
    assert audit.trail(moderator).get().action == "role-revoke"


def test_the_last_admin_stays(admin):
    with pytest.raises(Conflict, match="only platform admin"):
        revoke_role(by=admin, person=admin, role=PlatformRole.ADMIN)
    admin.refresh_from_db()
    assert admin.roles == ["admin"]


def test_an_admin_with_a_colleague_may_go(admin, make_person):
    colleague = make_person("alan", roles=["admin"])
    revoke_role(by=colleague, person=admin, role=PlatformRole.ADMIN)
    assert list(User.objects.admins()) == [colleague]


def test_an_erased_admin_does_not_count(admin, make_person):
    make_person("old", roles=["admin"], is_active=False)
    with pytest.raises(Conflict):
        revoke_role(by=admin, person=admin, role=PlatformRole.ADMIN)


def test_a_blocked_person_gets_no_role(admin, make_person):
    blocked = make_person("bo", blocked_at=clock.now(), blocked_reason="Spam")
    with pytest.raises(Conflict, match="closed or blocked"):
        grant_role(by=admin, person=blocked, role=PlatformRole.MODERATOR)


def test_two_admins_who_demote_each_other_at_once_leave_one(own_db):
    people = [User.objects.create_user(f"{name}@example.org", roles=["admin"]) for name in ("ada", "alan")]
    ready = Barrier(2)

    def demote(by: User, person: User) -> str:
        try:
            ready.wait()
            revoke_role(by=by, person=person, role=PlatformRole.ADMIN)
        except Conflict:
            return "kept"
        else:
            return "gone"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(demote, people, reversed(people)))

    assert sorted(ends) == ["gone", "kept"]
    assert User.objects.admins().count() == 1
