"""Public bodies: loaded from the region pack, kept by their managers."""

from django.db import transaction

from civicloop.core.region import Pack
from civicloop.people.models import Body


@transaction.atomic
def load_bodies(pack: Pack) -> None:
    """Create or renew the bodies of a region pack; bodies the pack no longer names stay as they are."""
    for body in pack.bodies:
        Body.objects.update_or_create(
            slug=body.slug,
            defaults={"kind": body.kind, "name": body.name, "summary": body.summary, "place_code": body.place},
        )
