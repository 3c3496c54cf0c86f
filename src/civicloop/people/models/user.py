"""A person with an account."""

from enum import StrEnum
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext as _

from civicloop.people.access import (
    BODY_PERMISSIONS,
    PLATFORM_PERMISSIONS,
    ROLE_NAMES,
    BodyRole,
    Permission,
    PlatformRole,
)

GONE_DOMAIN = "gone.invalid"  # RFC 2606: no mail can ever reach it


class UserQuerySet(models.QuerySet["User"]):
    """Make and find people."""

    def create_user(self, email: str, **fields: Any) -> "User":
        """Return a new stored person; people sign in by code or passkey, so there is no password."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_unusable_password()
        user.save(using=self.db)
        return user

    def present(self) -> Self:
        """Return people who have not left."""
        return self.filter(erased_at=None)

    def admins(self) -> Self:
        """Return active platform admins."""
        return self.staff().filter(roles__contains=[str(PlatformRole.ADMIN)], is_active=True)

    def staff(self) -> Self:
        """Return people with a platform role, by name."""
        return self.exclude(roles=[]).order_by("display_name", "pk")

    def matching(self, words: str) -> Self:
        """Return people whose e-mail address or name contains some words, newest first."""
        found = models.Q(email__icontains=words) | models.Q(display_name__icontains=words)
        return self.present().filter(found).order_by("-pk")

    def confirmed_email(self, email: str) -> "User | None":
        """Return the person who has shown that an e-mail address is theirs, or None."""
        return (
            self.present()
            .filter(emailaddress__email=email.strip().lower(), emailaddress__verified=True)
            .distinct()
            .first()
        )

    def never_confirmed(self, email: str) -> "User | None":
        """Return the account that was begun with an e-mail address but never opened, or None."""
        return self.filter(email=email.strip().lower(), last_login=None, emailaddress__verified=False).first()


UserManager = BaseUserManager.from_queryset(UserQuerySet)


class User(AbstractBaseUser):
    """A person: resident, staff or both. Erased people keep an empty row, so that their numbers stay true."""

    email = models.EmailField(unique=True)
    display_name = models.CharField(max_length=60, blank=True)
    # The language of mails to this person.
    language = models.CharField(max_length=7, default="fr")
    # Languages the person reads besides; content in them needs no translation.
    also_reads = ArrayField(models.CharField(max_length=7), default=list, blank=True)
    # A statistical code of the region pack; self-declared, so it never decides anything.
    place_code = models.CharField(max_length=40, blank=True)
    roles = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    date_joined = models.DateTimeField(db_default=Now(), editable=False)
    is_active = models.BooleanField(default=True)
    blocked_at = models.DateTimeField(null=True, blank=True)
    blocked_reason = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    sample = models.BooleanField(default=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=[str(role) for role in PlatformRole]), name="user_known_roles"
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at=None)
                | models.Q(
                    is_active=False, roles=[], display_name="", place_code="", email__endswith="@" + GONE_DOMAIN
                ),
                name="user_erased_is_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(blocked_at=None) | ~models.Q(blocked_reason=""), name="user_blocked_with_reason"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["id"], condition=~models.Q(roles=[]), name="user_staff")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name shown in public, in the reader's language when there is none."""
        if self.erased_at:
            return _("Former member")
        return self.display_name or _("A resident")

    def get_full_name(self) -> str:
        """Return the public name (Django and allauth ask for it)."""
        return self.name

    @property
    def is_blocked(self) -> bool:
        """Return whether the platform team has blocked this person from writing."""
        return self.blocked_at is not None

    @property
    def is_staff(self) -> bool:
        """Return whether the person has any platform role."""
        return bool(self.roles)

    @property
    def role_names(self) -> list[str]:
        """Return the names of the person's platform roles in the reader's language."""
        return [str(ROLE_NAMES[PlatformRole(role)]) for role in self.roles]

    def reads(self, language: str) -> bool:
        """Return whether the person said that they read a language."""
        return language == self.language or language in self.also_reads

    def may(self, permission: StrEnum) -> bool:
        """Return whether one of the person's platform roles carries a permission."""
        if not self.is_active or self.is_blocked:
            return False
        return any(permission in PLATFORM_PERMISSIONS[PlatformRole(role)] for role in self.roles)

    def may_in(self, body: str, permission: Permission) -> bool:
        """Return whether the person may do something in a public body (by slug)."""
        if self.may(permission):
            return True
        if not self.is_active or self.is_blocked:
            return False
        member = self.memberships.filter(body_id=body).first()
        return member is not None and permission in BODY_PERMISSIONS[BodyRole(member.role)]
