"""Public bodies and their members."""

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civicloop.core.texts import TextsField
from civicloop.people.access import ROLE_NAMES, BodyRole
from civicloop.people.models.user import User


class BodyQuerySet(models.QuerySet["Body"]):
    """Find public bodies."""

    def working(self) -> Self:
        """Return the bodies that exist today, in the order region, agencies, municipalities."""
        order = models.Case(
            *(models.When(kind=kind, then=position) for position, kind in enumerate(Body.Kind.values)),
            output_field=models.SmallIntegerField(),
        )
        return self.filter(closed_at=None).order_by(order, "slug")

    def with_numbers(self) -> Self:
        """Return bodies that know how many members they have (`member_count`)."""
        return self.annotate(member_count=models.Count("members"))


class Body(models.Model):
    """A public body: the Region, an agency or a municipality's administration."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        REGION = "region", _("Region")
        AGENCY = "agency", _("Agency")
        MUNICIPALITY = "municipality", _("Municipality")

    slug = models.SlugField(primary_key=True, max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    name = TextsField()
    summary = TextsField()
    place_code = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "bodies"
        ordering: ClassVar = ["kind", "slug"]

    def __str__(self) -> str:
        return str(self.name)


class MemberQuerySet(models.QuerySet["Member"]):
    """Find members."""

    def with_people(self) -> Self:
        """Return members with their person, managers first, then by name."""
        order = models.Case(
            *(models.When(role=role, then=position) for position, role in enumerate(reversed(BodyRole))),
            output_field=models.SmallIntegerField(),
        )
        return self.select_related("person").order_by(order, "person__display_name", "pk")

    def managers(self) -> Self:
        """Return the members who manage."""
        return self.filter(role=BodyRole.MANAGER)

    def of(self, person: User) -> Self:
        """Return a person's memberships, with the bodies."""
        return self.filter(person=person).select_related("body").order_by("body_id")


class Member(models.Model):
    """A person's role in a public body."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=[(str(r), str(r)) for r in BodyRole])
    since = models.DateTimeField(db_default=Now(), editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "person"], name="member_once_per_body"),
            models.CheckConstraint(
                condition=models.Q(role__in=[str(role) for role in BodyRole]), name="member_known_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.body_id}"

    @property
    def role_name(self) -> str | Promise:
        """Return the role's name in the reader's language."""
        return ROLE_NAMES[BodyRole(self.role)]
