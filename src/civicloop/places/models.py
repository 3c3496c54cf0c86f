"""Places: the region, its municipalities and their districts, and where their borders run."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from civicloop.core.texts import TextsField


class PlaceQuerySet(models.QuerySet["Place"]):
    """Find places."""

    def municipalities(self) -> "PlaceQuerySet":
        """Return the municipalities, by code."""
        return self.filter(kind=Place.Kind.MUNICIPALITY).order_by("code")


class Place(models.Model):
    """A place by its statistical code; its borders, when imported, stand in their own table to keep this one light."""

    class Kind(models.TextChoices):
        """How large a place is."""

        REGION = "region", _("Region")
        MUNICIPALITY = "municipality", _("Municipality")
        DISTRICT = "district", _("District")

    code = models.CharField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    slug = models.SlugField(max_length=60, unique=True)
    name = TextsField()
    population = models.PositiveIntegerField(null=True, blank=True)
    population_date = models.CharField(max_length=10, blank=True)
    population_source = models.CharField(max_length=200, blank=True)
    tile_column = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="region", parent=None)
                | (~models.Q(kind="region") & models.Q(parent__isnull=False)),
                name="place_parent_unless_region",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Boundary(models.Model):
    """Where a place ends, as GeoJSON, for the embedded server has no PostGIS.

    Units: degrees of longitude and latitude (WGS 84).
    """

    place = models.OneToOneField(Place, primary_key=True, on_delete=models.CASCADE, related_name="boundary")
    geometry = models.JSONField()  # as the source drew it: which place a point lies in
    outline = models.JSONField()  # with fewer points, for drawing
    label_longitude = models.FloatField()
    label_latitude = models.FloatField()
    source = models.CharField(max_length=200)
    imported_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["place"]
        verbose_name_plural = "boundaries"

    def __str__(self) -> str:
        return f"boundary of {self.place_id}"
