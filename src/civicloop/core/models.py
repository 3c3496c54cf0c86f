"""Tables every room shares: the audit trail, domain events, and the demo's mails."""

from datetime import datetime
from typing import ClassVar

from django.db import connection, models
from django.db.models.functions import Now


class AuditEntry(models.Model):
    """Who did what to which object, before and after; a trigger forbids change and deletion."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    # Numbers, not foreign keys: a row stays true after its subject is gone, and writing it locks nothing else.
    actor = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["object_kind", "object_id", "id"], name="audit_object"),
            models.Index(fields=["actor", "id"], name="audit_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_kind} {self.object_id}"


class DomainEvent(models.Model):
    """Something that happened, stored in the transaction that made it happen."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    name = models.CharField(max_length=60)
    data = models.JSONField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="event_name")]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class DemoMail(models.Model):
    """A mail the demo region would have sent; shown at /demo/mail."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    to = models.CharField(max_length=500)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    html = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-at"], name="demo_mail_at")]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class WriteBudget(models.Model):
    """How often a person wrote through the API within the running minute; one row per person."""

    person = models.BigIntegerField(primary_key=True)
    started = models.DateTimeField()
    used = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.person}: {self.used} since {self.started}"


class IdempotentRequestQuerySet(models.QuerySet["IdempotentRequest"]):
    """Find and claim requests."""

    def before(self, moment: datetime) -> "IdempotentRequestQuerySet":
        """Return the requests made before a moment."""
        return self.filter(at__lt=moment)

    def claim(self, person: int, key: str, digest: str) -> bool:
        """Store a person's key unless it stands; return whether this call stored it.

        Waits for a twin that holds the same key in an open transaction.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO core_idempotentrequest (person, key, digest, status, body, location) "
                "VALUES (%s, %s, %s, 0, '', '') ON CONFLICT (person, key) DO NOTHING",
                [person, key, digest],
            )
            return bool(cursor.rowcount == 1)


class IdempotentRequest(models.Model):
    """What the API answered to a request that carried an Idempotency-Key, stored with what the request did."""

    person = models.BigIntegerField()
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    location = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)

    objects = IdempotentRequestQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="idempotent_at")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="idempotent_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.key}"
