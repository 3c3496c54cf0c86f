"""Platform roles: who moderates and who runs the platform."""

from django.db import transaction
from django.utils.translation import gettext as _

from civicloop.core import audit
from civicloop.core.errors import Conflict
from civicloop.people.access import PlatformRole, check_may_lose_admin
from civicloop.people.models import User


@transaction.atomic
def grant_role(*, by: User | None, person: User, role: PlatformRole) -> None:
    """Give a person a platform role; `by` is None when the command line does it.

    Errors: Conflict for people who left or are blocked.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.erased_at is not None or person.is_blocked:
        raise Conflict(_("This account is closed or blocked, so it cannot have a role."))
    if role in person.roles:
        return
    before = list(person.roles)
    person.roles = sorted({*before, str(role)})
    person.save(update_fields=["roles"])
    audit.record("role-grant", by=by, on=person, before={"roles": before}, after={"roles": person.roles})


@transaction.atomic
def revoke_role(*, by: User | None, person: User, role: PlatformRole) -> None:
    """Take a platform role from a person.

    Errors: Conflict when the platform would have no admin left.
    """
    admins = list(
        User.objects.admins().select_for_update().order_by("pk")
    )  # two admins cannot demote each other at once
    person = User.objects.select_for_update().get(pk=person.pk)
    if role not in person.roles:
        return
    if role == PlatformRole.ADMIN:
        check_may_lose_admin(person, sum(admin.pk != person.pk for admin in admins))
    before = list(person.roles)
    person.roles = [other for other in before if other != role]
    person.save(update_fields=["roles"])
    audit.record("role-revoke", by=by, on=person, before={"roles": before}, after={"roles": person.roles})
