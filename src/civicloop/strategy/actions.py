"""Everything that changes the strategy."""

from django.db import transaction

from civicloop.core.region import Pack
from civicloop.strategy.models import Aim, Challenge, Objective


@transaction.atomic
def load_strategy(pack: Pack) -> None:
    """Create or renew the challenges, aims and objectives of a region pack."""
    for c in pack.challenges:
        defaults = {"order": c.order, "color": c.color, "name": c.name, "summary": c.summary, "description": c.description}
        Challenge.objects.update_or_create(slug=c.slug, defaults=defaults)
    for a in pack.aims:
        defaults = {"order": a.order, "name": a.name, "summary": a.summary, "description": a.description}
        Aim.objects.update_or_create(slug=a.slug, defaults=defaults)
    for o in pack.objectives:
        Objective.objects.update_or_create(
            slug=o.slug,
            defaults={
                "challenge_id": o.challenge,
                "aims": list(o.aims),
                "name": o.name,
                "horizon": o.horizon,
                "sample": o.sample,
            },
        )
