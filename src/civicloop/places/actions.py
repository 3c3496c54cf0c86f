"""Everything that changes places."""

from django.db import transaction

from civicloop.core.region import Pack
from civicloop.places.models import Place


@transaction.atomic
def load_places(pack: Pack) -> None:
    """Create or renew the places of a region pack, parents first; imported boundaries stay."""
    order = {"region": 0, "municipality": 1, "district": 2}
    for place in sorted(pack.places, key=lambda place: order[place.kind]):
        column, row = place.tile or (None, None)
        Place.objects.update_or_create(
            code=place.code,
            defaults={
                "kind": place.kind,
                "parent_id": place.parent,
                "slug": place.slug,
                "name": place.name,
                "population": place.population,
                "population_date": place.population_date,
                "population_source": place.population_source,
                "tile_column": column,
                "tile_row": row,
            },
        )
