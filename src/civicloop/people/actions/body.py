"""Public bodies, as the region pack declares them."""

from dataclasses import dataclass

from django.db import transaction

from civicloop.core import audit, clock
from civicloop.core.region import Pack
from civicloop.people.models import Body


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a pack's bodies changed."""

    created: int
    changed: int
    closed: int


@transaction.atomic
def load_bodies(pack: Pack) -> Loaded:
    """Create or renew the public bodies of a region pack; a body the pack no longer names is closed, never deleted.

    Loading the same pack twice changes nothing the second time.
    """
    known = {body.slug: body for body in Body.objects.all()}
    created = changed = 0
    for entry in pack.bodies:
        body = known.get(entry.slug)
        wanted = Body(slug=entry.slug, kind=entry.kind, name=entry.name, summary=entry.summary, place_code=entry.place)
        if body is None:
            wanted.save(force_insert=True)
            created += 1
        elif body.closed_at is not None or any(
            getattr(body, field) != getattr(wanted, field) for field in ("kind", "name", "summary", "place_code")
        ):
            wanted.save(force_update=True)
            changed += 1
            audit.record("body-load", by=None, on=wanted)
    gone = [
        body for slug, body in known.items() if body.closed_at is None and slug not in {b.slug for b in pack.bodies}
    ]
    for body in gone:
        body.closed_at = clock.now()
        body.save(update_fields=["closed_at"])
        audit.record("body-close", by=None, on=body)
    return Loaded(created, changed, len(gone))
