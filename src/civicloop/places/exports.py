"""What this room publishes whole: the places."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civicloop.core.export import Export, Field, Kind, register
from civicloop.places.models import Place

PACK = "region pack"


def _places() -> QuerySet[Place]:
    return Place.objects.order_by("code")


register(
    Export(
        name="places",
        order=50,
        title=_("Places"),
        meaning=_("The region, its municipalities and their districts."),
        rows=_places,
        fields=(
            Field("code", Kind.TEXT, "Statistical code; unique.", PACK),
            Field("kind", Kind.TEXT, "`region`, `municipality` or `district`.", PACK),
            Field("parent", Kind.TEXT, "Code of the place it lies in; missing for the region.", PACK, "parent_id"),
            Field("slug", Kind.TEXT, "Name of the place in addresses; unique.", PACK),
            Field("name", Kind.TEXTS, "Its name.", PACK),
            Field("population", Kind.INTEGER, "How many people live there.", "`population_source`", unit="people"),
            Field("population_date", Kind.TEXT, "The day, month or year of the population figure.", PACK),
            Field("population_source", Kind.TEXT, "Who published the population figure.", PACK),
        ),
    )
)
