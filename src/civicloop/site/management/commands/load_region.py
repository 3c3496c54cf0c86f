"""Load the region pack into the database; safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from civicloop.core.region import pack
from civicloop.people.actions.body import load_bodies
from civicloop.places.actions import load_places
from civicloop.strategy.actions import load_strategy


class Command(BaseCommand):
    """`manage load_region`."""

    help = "Load places, bodies, challenges, aims and objectives from the region pack."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Load everything in one transaction."""
        region = pack()
        with transaction.atomic():
            load_places(region)
            load_strategy(region)
            load_bodies(region)
        if options["verbosity"]:
            self.stdout.write(
                f"Loaded {region.name.best('en')}: {len(region.places)} places, {len(region.bodies)} bodies."
            )
