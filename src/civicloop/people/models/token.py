"""Personal tokens for the API."""

import hashlib
import secrets
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from civicloop.people.models.user import User

PREFIX = "civic_"


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Find tokens."""

    def by_secret(self, secret: str) -> "ApiToken | None":
        """Return the token with a secret, its person loaded, or None."""
        if not secret.startswith(PREFIX):
            return None
        return self.select_related("person").filter(digest=ApiToken.digest_of(secret), person__is_active=True).first()


class ApiToken(models.Model):
    """A personal token; only a hash is kept, so it can be shown once and never again."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    last_used_on = models.DateField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @staticmethod
    def digest_of(secret: str) -> str:
        """Return the stored form of a secret; 256 random bits need no slow hash."""
        return hashlib.sha256(secret.encode()).hexdigest()

    @staticmethod
    def new_secret() -> str:
        """Return a fresh secret."""
        return PREFIX + secrets.token_urlsafe(32)
