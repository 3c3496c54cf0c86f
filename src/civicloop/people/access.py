"""What people may do: permissions as an enum, roles as lists of them."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


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
    ),
}

BODY_PERMISSIONS: dict[BodyRole, tuple[Permission, ...]] = {
    BodyRole.VIEWER: (Permission.BODY_READ,),
    BodyRole.EDITOR: (Permission.BODY_READ, Permission.BODY_WORK),
    BodyRole.MANAGER: (Permission.BODY_READ, Permission.BODY_WORK, Permission.BODY_MEMBER_EDIT),
}

ROLE_NAMES = {
    PlatformRole.MODERATOR: _("Moderator"),
    PlatformRole.ADMIN: _("Platform admin"),
    BodyRole.VIEWER: _("Viewer"),
    BodyRole.EDITOR: _("Editor"),
    BodyRole.MANAGER: _("Manager"),
}
