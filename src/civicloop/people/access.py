"""What people may do: permissions as an enum, roles as lists of them, and the rules of when."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from civicloop.core.errors import Conflict, Forbidden

if TYPE_CHECKING:
    from civicloop.people.models import Member, User


class Permission(StrEnum):
    """One thing that a role allows."""

    MODERATE = "moderate"
    PERSON_BLOCK = "person-block"
    ROLE_GRANT = "role-grant"
    BODY_EDIT = "body-edit"
    BODY_MEMBER_EDIT = "body-member-edit"
    BODY_WORK = "body-work"
    BODY_READ = "body-read"


class PlatformRole(StrEnum):
    """A role on the whole platform."""

    MODERATOR = "moderator"
    ADMIN = "admin"


class BodyRole(StrEnum):
    """A role inside one public body."""

    VIEWER = "viewer"
    EDITOR = "editor"
    MANAGER = "manager"


PLATFORM_PERMISSIONS: dict[PlatformRole, tuple[Permission, ...]] = {
    PlatformRole.MODERATOR: (Permission.MODERATE, Permission.PERSON_BLOCK),
    PlatformRole.ADMIN: (
        Permission.MODERATE,
        Permission.PERSON_BLOCK,
        Permission.ROLE_GRANT,
        Permission.BODY_EDIT,
        Permission.BODY_MEMBER_EDIT,
        Permission.BODY_READ,
    ),
}

BODY_PERMISSIONS: dict[BodyRole, tuple[Permission, ...]] = {
    BodyRole.VIEWER: (Permission.BODY_READ,),
    BodyRole.EDITOR: (Permission.BODY_READ, Permission.BODY_WORK),
    BodyRole.MANAGER: (Permission.BODY_READ, Permission.BODY_WORK, Permission.BODY_MEMBER_EDIT),
}

ROLE_NAMES = {
    PlatformRole.MODERATOR: gettext_lazy("Moderator"),
    PlatformRole.ADMIN: gettext_lazy("Platform admin"),
    BodyRole.VIEWER: gettext_lazy("Viewer"),
    BodyRole.EDITOR: gettext_lazy("Editor"),
    BodyRole.MANAGER: gettext_lazy("Manager"),
}

ROLE_SENTENCES = {
    PlatformRole.MODERATOR: gettext_lazy("Keeps the conversation fair. Decides on reports."),
    PlatformRole.ADMIN: gettext_lazy("Runs the platform. Decides who is a moderator or an admin."),
    BodyRole.VIEWER: gettext_lazy("Reads along with the work of one public body."),
    BodyRole.EDITOR: gettext_lazy("Works for one public body."),
    BodyRole.MANAGER: gettext_lazy("Works for one public body and decides who else does."),
}

PERMISSION_SENTENCES = {
    Permission.MODERATE: gettext_lazy("See reports, hide what breaks the rules and show it again"),
    Permission.PERSON_BLOCK: gettext_lazy("Stop a person from writing, and let them write again"),
    Permission.ROLE_GRANT: gettext_lazy("Look up accounts, and give or take platform roles"),
    Permission.BODY_EDIT: gettext_lazy("Change what the site says about a public body"),
    Permission.BODY_MEMBER_EDIT: gettext_lazy("Add members to a public body, change their role, remove them"),
    Permission.BODY_WORK: gettext_lazy("Act for the public body"),
    Permission.BODY_READ: gettext_lazy("See who works for the public body"),
}


class SecondFactorNeeded(Forbidden):
    """Staff must set up a second step of signing in before they go on."""

    code = "second-factor-needed"


def check_may_write(person: "User") -> None:
    """Raise Forbidden, with the platform team's reason, when a person may not write anything now."""
    if person.erased_at is not None or not person.is_active:
        raise Forbidden(_("This account is closed. Nothing can be written with it any more."))
    if person.is_blocked:
        raise Forbidden(
            _("You can read everything, but you cannot write now. The platform team gave this reason: %(reason)s")
            % {"reason": person.blocked_reason}
        )


def can_write(person: "User") -> bool:
    """Return whether a person may write now."""
    try:
        check_may_write(person)
    except Forbidden:
        return False
    return True


def check_may_in(person: "User", body: str, permission: Permission) -> None:
    """Raise Forbidden unless a person may do something in a public body (by slug)."""
    if not person.may_in(body, permission):
        raise Forbidden(_("Only people with the right role in this public body may do this. Ask one of its managers."))


def check_may_change_member(by: "User", member: "Member", other_managers: int) -> None:
    """Raise Conflict when a body's last manager would take the role from themselves.

    Units: `other_managers` counts the body's managers besides this member.
    """
    if member.person_id == by.pk and member.role == BodyRole.MANAGER and not other_managers:
        raise Conflict(_("You are the only manager here. Make somebody else manager first."))


def check_may_lose_admin(person: "User", other_admins: int) -> None:
    """Raise Conflict when the platform would be left without an admin.

    Units: `other_admins` counts the active admins besides this person.
    """
    if PlatformRole.ADMIN in person.roles and not other_admins:
        raise Conflict(_("This is the only platform admin. Make somebody else admin first."))


def check_may_block(by: "User | None", person: "User") -> None:
    """Raise when a person cannot be blocked: themselves, staff, or somebody blocked or gone already."""
    if by is not None and by.pk == person.pk:
        raise Conflict(_("You cannot block yourself."))
    if person.roles:
        raise Conflict(_("People with a platform role cannot be blocked. Take the role away first."))
    if person.erased_at is not None:
        raise Conflict(_("This account is closed already."))
    if person.is_blocked:
        raise Conflict(_("This person is blocked already."))
