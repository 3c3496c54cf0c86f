"""Who works for a public body, and in which role."""

from django.db import transaction
from django.utils.translation import gettext as _

from civicloop.core import audit
from civicloop.core.errors import Conflict, Invalid
from civicloop.people.access import BodyRole, Permission, check_may_change_member, check_may_in
from civicloop.people.models import Body, Member, User


@transaction.atomic
def add_member(*, by: User, body: Body, email: str, role: BodyRole) -> Member:
    """Return the new member: the person whose confirmed e-mail address this is.

    Errors: Forbidden without the right role, Invalid (field `email`) for an unknown address, Conflict for a member.
    """
    check_may_in(by, body.slug, Permission.BODY_MEMBER_EDIT)
    person = User.objects.confirmed_email(email)
    if person is None:
        raise Invalid(
            _("There is no account with this e-mail address. Ask the person to sign up first, then add them here."),
            field="email",
        )
    member, created = Member.objects.get_or_create(body=body, person=person, defaults={"role": str(role)})
    if not created:
        raise Conflict(_("This person is a member already. Change the role in the list instead."), field="email")
    audit.record("member-add", by=by, on=member, after=_facts(member))
    return member


@transaction.atomic
def edit_member(*, by: User, member: Member, role: BodyRole) -> None:
    """Give a member another role.

    Errors: Forbidden without the right role, Conflict for the last manager's own role.
    """
    check_may_in(by, member.body_id, Permission.BODY_MEMBER_EDIT)
    member = _locked(member)
    if member.role == role:
        return
    check_may_change_member(by, member, _other_managers(member))
    before = _facts(member)
    member.role = str(role)
    member.save(update_fields=["role"])
    audit.record("member-edit", by=by, on=member, before=before, after=_facts(member))


@transaction.atomic
def remove_member(*, by: User, member: Member) -> None:
    """Remove a member from a public body.

    Errors: Forbidden without the right role, Conflict for the last manager removing themselves.
    """
    check_may_in(by, member.body_id, Permission.BODY_MEMBER_EDIT)
    member = _locked(member)
    check_may_change_member(by, member, _other_managers(member))
    audit.record("member-remove", by=by, on=member, before=_facts(member))
    member.delete()


def _locked(member: Member) -> Member:
    # The body's row is the lock for all its members: two managers cannot remove each other at once.
    Body.objects.select_for_update().get(pk=member.body_id)
    return Member.objects.get(pk=member.pk)


def _other_managers(member: Member) -> int:
    return Member.objects.managers().filter(body_id=member.body_id).exclude(pk=member.pk).count()


def _facts(member: Member) -> dict[str, object]:
    return {"body": member.body_id, "person": member.person_id, "role": member.role}
