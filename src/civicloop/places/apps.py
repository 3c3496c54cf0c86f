"""The room's place in Django."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from civicloop.core import importers
from civicloop.ui import nav


class PlacesConfig(AppConfig):
    """See README.md."""

    name = "civicloop.places"
    label = "places"

    def ready(self) -> None:
        """Make borders importable, and the places easy to find."""
        nav.register(40, "places:place-list", _("Places"))
        importers.register(
            "places",
            _import_boundaries,
            "Borders of the region’s places, from a GeoJSON file.",
            {"source": "Who drew the borders, shown beside the map (default: the file’s own word, or its name)."},
        )


def _import_boundaries(file: Path, report: importers.ImportReport, **options: str) -> None:
    from civicloop.places.importer import import_boundaries  # noqa: PLC0415 - shapely is slow to load, and only needed here

    import_boundaries(file, report, **options)
