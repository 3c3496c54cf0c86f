"""Everything that changes the strategy."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from civicloop.core import audit, events
from civicloop.core.importers import ImportReport
from civicloop.core.region import Pack
from civicloop.core.texts import Texts
from civicloop.strategy.events import StrategyChanged
from civicloop.strategy.models import Aim, Challenge, Objective

TEXTS = ("name", "summary", "description")


@transaction.atomic
def load_strategy(pack: Pack, *, by: audit.Actor | None = None) -> ImportReport:
    """Create or renew the challenges, aims and objectives of a region pack.

    What the pack has dropped stays: proposals may stand on it. A second run changes nothing.
    Audit: `challenge-load`, `aim-load`, `objective-load` for each that is new or different.
    """
    wanted = [
        *(Challenge(slug=one.slug, **_values(one, "order", "color", *TEXTS)) for one in pack.challenges),
        *(Aim(slug=one.slug, **_values(one, "order", *TEXTS)) for one in pack.aims),
        *(
            Objective(
                slug=one.slug,
                challenge_id=one.challenge,
                aims=list(one.aims),
                **_values(one, "name", "horizon", "sample"),
            )
            for one in pack.objectives
        ),
    ]
    kinds: tuple[type[models.Model], ...] = (Challenge, Aim, Objective)
    stored = {(kind, one.pk): one for kind in kinds for one in kind.objects.all()}  # type: ignore[attr-defined]  # all three have it
    report = ImportReport()
    for new in wanted:
        _store(new, stored.get((type(new), new.pk)), by, report)
    if report.created or report.updated:
        events.emit(StrategyChanged())
    return report


def _store(new: models.Model, old: models.Model | None, by: audit.Actor | None, report: ImportReport) -> None:
    before, after = _plain(old), _plain(new)
    report.count(created=old is None, changed=before != after)
    if before != after:
        new.save(force_insert=old is None, force_update=old is not None)
        audit.record(f"{type(new).__name__.lower()}-load", by=by, on=new, before=before, after=after)


def _values(item: object, *names: str) -> Mapping[str, Any]:
    return {name: getattr(item, name) for name in names}


def _plain(item: models.Model | None) -> dict[str, Any] | None:
    if item is None:
        return None
    values = {name: value for name, value in vars(item).items() if not name.startswith("_")}
    return {name: value.to_json() if isinstance(value, Texts) else value for name, value in values.items()}
