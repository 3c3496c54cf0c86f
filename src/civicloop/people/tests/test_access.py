"""Who may do what: every permission and role has its words, blocked people are told why."""

import pytest

from civicloop.core import clock
from civicloop.core.errors import Forbidden
from civicloop.people.access import (
    BODY_PERMISSIONS,
    PERMISSION_SENTENCES,
    PLATFORM_PERMISSIONS,
    ROLE_NAMES,
    ROLE_SENTENCES,
    BodyRole,
    Permission,
    PlatformRole,
    can_write,
    check_may_in,
    check_may_write,
)
from civicloop.people.models import User


def test_every_permission_and_role_is_explained():
    assert set(PERMISSION_SENTENCES) == set(Permission)
    assert set(ROLE_NAMES) == set(ROLE_SENTENCES) == {*PlatformRole, *BodyRole}
    assert set(PLATFORM_PERMISSIONS) == set(PlatformRole)
    assert set(BODY_PERMISSIONS) == set(BodyRole)


def test_every_permission_is_in_some_role():
    given = {one for allowed in (*PLATFORM_PERMISSIONS.values(), *BODY_PERMISSIONS.values()) for one in allowed}
    assert given == set(Permission)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", [None, *PlatformRole])
def test_a_platform_role_allows_what_its_list_says(role, permission):
    person = User(email="x@example.org", roles=[role] if role else [])
    assert person.may(permission) == (role is not None and permission in PLATFORM_PERMISSIONS[role])


@pytest.mark.parametrize("permission", Permission)
def test_blocked_staff_may_nothing(permission):
    person = User(email="x@example.org", roles=["admin"], blocked_at=clock.now(), blocked_reason="Spam")
    assert not person.may(permission)


def test_a_blocked_person_reads_the_reason():
    person = User(email="x@example.org", blocked_at=clock.now(), blocked_reason="Three insults in a day.")

    assert not can_write(person)
    with pytest.raises(Forbidden, match="Three insults in a day"):
        check_may_write(person)


def test_an_erased_person_cannot_write():
    person = User(email="x@gone.invalid", is_active=False, erased_at=clock.now())

    assert not can_write(person)
    with pytest.raises(Forbidden, match="closed"):
        check_may_write(person)


def test_anybody_else_can_write():
    assert can_write(User(email="x@example.org"))


def test_in_a_body_only_its_members_may_what_their_role_says(manager, viewer, resident, body):
    other = "environment"
    assert manager.may_in(body.slug, Permission.BODY_MEMBER_EDIT)
    assert viewer.may_in(body.slug, Permission.BODY_READ)
    assert not manager.may_in(other, Permission.BODY_READ)
    for person, slug in [(viewer, body.slug), (manager, other), (resident, body.slug)]:
        with pytest.raises(Forbidden, match="right role in this public body"):
            check_may_in(person, slug, Permission.BODY_MEMBER_EDIT)


def test_a_blocked_member_may_nothing_in_the_body(manager, body):
    manager.blocked_at, manager.blocked_reason = clock.now(), "Spam"
    assert not manager.may_in(body.slug, Permission.BODY_READ)
