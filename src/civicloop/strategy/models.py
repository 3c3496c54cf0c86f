"""What the region wants: challenges, aims and objectives."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from civicloop.core.texts import TextsField


class Challenge(models.Model):
    """One of the region's challenges; its slug names its colour scale too."""

    slug = models.SlugField(primary_key=True, max_length=40)
    order = models.PositiveSmallIntegerField()
    color = models.CharField(max_length=40)
    name = TextsField()
    summary = TextsField()
    description = TextsField()

    class Meta:
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return str(self.name)


class Aim(models.Model):
    """An aim that cuts across the challenges."""

    slug = models.SlugField(primary_key=True, max_length=40)
    order = models.PositiveSmallIntegerField()
    name = TextsField()
    summary = TextsField()
    description = TextsField()

    class Meta:
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return str(self.name)


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    """Find objectives."""

    def of_challenge(self, slug: str) -> "ObjectiveQuerySet":
        """Return the objectives of a challenge, the nearest horizon first."""
        return self.filter(challenge_id=slug).order_by("horizon", "slug")

    def serving(self, aim: str) -> "ObjectiveQuerySet":
        """Return the objectives that serve an aim, by challenge, the nearest horizon first."""
        return self.filter(aims__contains=[aim]).order_by("challenge__order", "horizon", "slug")

    def numbers(self) -> dict[str, int]:
        """Return how many objectives each challenge has, by its slug."""
        return dict(self.order_by().values_list("challenge_id").annotate(models.Count("pk")))


class Objective(models.Model):
    """What a challenge wants to reach by a year."""

    slug = models.SlugField(primary_key=True, max_length=60)
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="objectives")
    aims = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    name = TextsField()
    horizon = models.PositiveSmallIntegerField(null=True, blank=True)
    sample = models.BooleanField(default=False)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["challenge", "slug"]

    def __str__(self) -> str:
        return str(self.name)
