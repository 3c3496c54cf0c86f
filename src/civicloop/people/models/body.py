"""Public bodies and their members."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from civicloop.core.texts import TextsField
from civicloop.people.access import BodyRole
from civicloop.people.models.user import User


class Body(models.Model):
    """A public body: the Region, an agency or a municipality's administration."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        REGION = "region"
        AGENCY = "agency"
        MUNICIPALITY = "municipality"

    slug = models.SlugField(primary_key=True, max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    name = TextsField()
    summary = TextsField()
    place_code = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "bodies"
        ordering: ClassVar = ["kind", "slug"]

    def __str__(self) -> str:
        return str(self.name)


class Member(models.Model):
    """A person's role in a public body."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=[(str(r), str(r)) for r in BodyRole])
    since = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "person"], name="member_once_per_body")]

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.body_id}"
