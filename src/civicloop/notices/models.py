"""Who follows what."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Follow(models.Model):
    """A person follows something, named by kind and key: no foreign key may point upwards from here."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind", "key"], name="follow_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "key"], name="follow_subject")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.kind} {self.key}"
