"""Members of public bodies: added by e-mail address, by managers and admins only, never without a last manager."""

import pytest

from civicloop.core import audit
from civicloop.core.errors import Conflict, Forbidden, Invalid
from civicloop.people.access import BodyRole
from civicloop.people.actions.member import add_member, edit_member, remove_member
from civicloop.people.models import Body, Member


def test_a_manager_adds_somebody_by_e_mail_address_in_any_case(manager, resident, body):
    member = add_member(by=manager, body=body, email="  ROSA@example.org ", role=BodyRole.EDITOR)

    assert (member.person, member.role) == (resident, "editor")
    assert audit.trail(member).get().after == {"body": "mobility", "person": resident.pk, "role": "editor"}


def test_an_admin_may_add_a_body_s_first_member(admin, resident, body):
    assert add_member(by=admin, body=body, email=resident.email, role=BodyRole.MANAGER).role == "manager"


def test_viewers_strangers_and_managers_of_other_bodies_may_not(viewer, resident, manager, body):
    other = Body.objects.get(slug="environment")
    for person, place in [(viewer, body), (resident, body), (manager, other)]:
        with pytest.raises(Forbidden):
            add_member(by=person, body=place, email=resident.email, role=BodyRole.VIEWER)


@pytest.mark.parametrize("email", ["nobody@example.org", "unconfirmed@example.org", ""])
def test_only_a_confirmed_address_counts(manager, make_person, body, email):
    make_person("unconfirmed")
    with pytest.raises(Invalid, match="no account with this e-mail address") as caught:
        add_member(by=manager, body=body, email=email, role=BodyRole.VIEWER)
    assert caught.value.field == "email"


def test_nobody_is_a_member_twice(manager, viewer, body):
    with pytest.raises(Conflict, match="member already"):
        add_member(by=manager, body=body, email=viewer.email, role=BodyRole.EDITOR)


def test_the_last_manager_cannot_remove_or_demote_themselves(manager, viewer, body):
    mine = Member.objects.get(person=manager)
    with pytest.raises(Conflict, match="only manager"):
        remove_member(by=manager, member=mine)
    with pytest.raises(Conflict, match="only manager"):
        edit_member(by=manager, member=mine, role=BodyRole.VIEWER)

    edit_member(by=manager, member=Member.objects.get(person=viewer), role=BodyRole.MANAGER)
    remove_member(by=manager, member=mine)
    assert [member.person for member in Member.objects.filter(body=body)] == [viewer]


def test_an_admin_may_remove_the_last_manager(admin, manager, body):
    remove_member(by=admin, member=Member.objects.get(person=manager))
    assert not body.members.exists()


def test_a_changed_role_is_audited_and_the_same_role_is_not(manager, viewer):
    member = Member.objects.get(person=viewer)
    edit_member(by=manager, member=member, role=BodyRole.VIEWER)
    assert not audit.trail(member).exists()
    edit_member(by=manager, member=member, role=BodyRole.EDITOR)
    assert audit.trail(member).get().before["role"] == "viewer"
