"""Places: the region, its municipalities and their districts."""

from typing import ClassVar

from django.db import models

from civicloop.core.texts import TextsField


class PlaceQuerySet(models.QuerySet["Place"]):
    """Find places."""

    def municipalities(self) -> "PlaceQuerySet":
        """Return the municipalities, by code."""
        return self.filter(kind=Place.Kind.MUNICIPALITY).order_by("code")


class Place(models.Model):
    """A place by its statistical code; boundaries are GeoJSON, for the embedded server has no PostGIS."""

    class Kind(models.TextChoices):
        """How large a place is."""

        REGION = "region"
        MUNICIPALITY = "municipality"
        DISTRICT = "district"

    code = models.CharField(primary_key=True, max_length=20)
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    slug = models.SlugField(max_length=60, unique=True)
    name = TextsField()
    population = models.PositiveIntegerField(null=True, blank=True)
    population_date = models.CharField(max_length=10, blank=True)
    population_source = models.CharField(max_length=200, blank=True)
    tile_column = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)
    boundary = models.JSONField(null=True, blank=True)
    boundary_source = models.CharField(max_length=200, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="region", parent=None) | (~models.Q(kind="region") & models.Q(parent__isnull=False)),
                name="place_parent_unless_region",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
