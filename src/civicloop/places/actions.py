"""Everything that changes places."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from civicloop.core import audit, events
from civicloop.core.importers import ImportReport
from civicloop.core.region import Pack
from civicloop.places.domain import KINDS
from civicloop.places.events import PlacesChanged
from civicloop.places.models import Boundary, Place


@transaction.atomic
def load_places(pack: Pack, *, by: audit.Actor | None = None) -> ImportReport:
    """Create or renew the places of a region pack, parents first.

    Imported borders stay, and so do places the pack has dropped: other things may stand on them.
    Audit: `place-load` for each place that is new or different. A second run changes nothing.
    """
    report = ImportReport()
    stored = {place.code: place for place in Place.objects.all()}
    changed = []
    for one in sorted(pack.places, key=lambda one: KINDS.index(one.kind)):
        column, row = one.tile or (None, None)
        wanted: dict[str, Any] = {
            "kind": one.kind,
            "parent_id": one.parent,
            "slug": one.slug,
            "name": one.name,
            "population": one.population,
            "population_date": one.population_date,
            "population_source": one.population_source,
            "tile_column": column,
            "tile_row": row,
        }
        place = stored.get(one.code)
        before = {key: getattr(place, key) for key in wanted} if place else None
        report.count(created=before is None, changed=before != wanted)
        if before == wanted:
            continue
        place = Place(code=one.code, **wanted)
        place.save(force_insert=before is None, force_update=before is not None)
        audit.record("place-load", by=by, on=place, before=_plain(before), after=_plain(wanted))
        changed.append(one.code)
    if changed:
        events.emit(PlacesChanged(tuple(changed)))
    return report


@dataclass(frozen=True, slots=True)
class Borders:
    """A place's borders, ready to be stored: GeoJSON geometries, a label's (longitude, latitude), and who drew them."""

    code: str
    geometry: Mapping[str, Any]
    outline: Mapping[str, Any]
    label: tuple[float, float]
    source: str


@transaction.atomic
def store_boundaries(*, borders: Sequence[Borders], by: audit.Actor | None, report: ImportReport | None = None) -> None:
    """Store the borders of places, in place of those they had.

    Audit: `boundary-import` for each place whose borders are new or different.
    """
    report = report or ImportReport()
    stored = {one.place_id: one for one in Boundary.objects.filter(place__in=[one.code for one in borders])}
    changed = []
    for one in borders:
        wanted: dict[str, Any] = {key: value for key, value in asdict(one).items() if key not in {"code", "label"}}
        wanted |= {"label_longitude": one.label[0], "label_latitude": one.label[1]}
        old = stored.get(one.code)
        same = old is not None and all(getattr(old, key) == value for key, value in wanted.items())
        report.count(created=old is None, changed=not same)
        if same:
            continue
        new = Boundary(place_id=one.code, **wanted)
        new.save(force_insert=old is None, force_update=old is not None)
        audit.record(
            "boundary-import",
            by=by,
            on=new,
            before={"source": old.source} if old else None,
            after={"source": one.source},
        )
        changed.append(one.code)
    if changed:
        events.emit(PlacesChanged(tuple(changed)))


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    return {key: value.to_json() if key == "name" else value for key, value in values.items()}
