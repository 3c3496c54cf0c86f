"""Store what other platforms give: new rows created, changed ones renewed, the others left alone; in bulk."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import F, Model, QuerySet

from civicloop.core import audit, clock, events
from civicloop.core.importers import ImportReport
from civicloop.proposals import domain
from civicloop.proposals.domain import NewProposal, NewRemark
from civicloop.proposals.events import ProposalsImported
from civicloop.proposals.models import Argument, Proposal, Version

BATCH = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """What one batch did."""

    created: list[Any]
    changed: list[Any]
    unchanged: int


@transaction.atomic
def store_proposals(*, rows: Sequence[NewProposal], report: ImportReport) -> None:
    """Store imported proposals, the oldest first, so that their numbers follow their age.

    A row is known by source and id. What people did here – supports, arguments, hiding – stays.
    Audit: proposal-import for each that is new or changed. Event: ProposalsImported.
    """
    ordered = sorted(rows, key=lambda row: (row.published_at or clock.now(), row.source_id))
    touched = 0
    for batch in batched(ordered, BATCH):
        stored = _store_proposals(batch)
        _tell(report, stored, "proposal-import", batch[0].source)
        touched += len(stored.created) + len(stored.changed)
    if touched:
        events.emit(ProposalsImported(rows[0].source, touched))


def _store_proposals(rows: Sequence[NewProposal]) -> Stored:
    known = _known(Proposal.objects.defer("search"), rows)
    created, changed, versions, unchanged = [], [], [], 0
    for row in rows:
        values = _proposal(row)
        old = known.get(row.source_id)
        if old is None:
            created.append(Proposal(**values, source=row.source, source_id=row.source_id, supports=row.supports))
        elif _differs(old, values):
            if (old.title, old.text) != (row.title, row.text):
                versions.append(Version(proposal=old, title=old.title, text=old.text, replaced_at=clock.now()))
                old.edited_at = clock.now()
            # Others may support it at this very moment: the database adds, we do not know the sum.
            old.supports = F("supports") - F("imported_supports") + row.supports
            changed.append(_set(old, values))
        else:
            unchanged += 1
    Proposal.objects.bulk_create(created)
    Version.objects.bulk_create(versions)
    if changed:
        Proposal.objects.bulk_update(changed, [*_proposal(rows[0]), "supports", "edited_at"])
    return Stored(created, changed, unchanged)


def _proposal(row: NewProposal) -> dict[str, Any]:
    """Return the columns that the source decides."""
    latitude, longitude = row.point or (None, None)
    return {
        "title": row.title,
        "text": row.text,
        "summary": domain.summary(row.text),
        "language": row.language,
        "challenge_id": row.challenge,
        "aims": list(row.aims),
        "place_id": row.place,
        "where": row.where,
        "latitude": latitude,
        "longitude": longitude,
        "state": str(row.state),
        "author_name": row.author_name,
        "published_at": row.published_at,
        "source_url": row.source_url,
        "imported_supports": row.supports,
        "fingerprint": domain.fingerprint(row.title, row.text),
    }


@transaction.atomic
def store_remarks(*, rows: Sequence[NewRemark], report: ImportReport) -> int:
    """Store imported remarks on proposals of the same source; return how many answer a remark that is not there.

    A row is known by source and id. Audit: argument-import for each that is new or changed.
    Errors: KeyError for a remark whose proposal is not stored.
    """
    if not rows:
        return 0
    source = rows[0].source
    threads = _Threads(
        proposals=dict(Proposal.objects.filter(source=source).values_list("source_id", "pk")),
        names=(names := dict(Argument.objects.filter(source=source).values_list("pk", "source_id"))),
        there={*names.values(), *(row.source_id for row in rows)},
    )
    touched: list[Argument] = []
    for batch in batched(rows, BATCH):
        stored = _store_remarks(batch, threads)
        threads.names |= {one.pk: one.source_id for one in stored.created}
        _tell(report, stored, "argument-import", source)
        touched += stored.created + stored.changed
    answers = {row.source_id: threads.parent(row) for row in rows}
    # A remark may answer one that came in the same file: all must be there before any can point.
    numbers = {name: number for number, name in threads.names.items()}
    for one in touched:
        one.answers_to_id = numbers.get(answers[one.source_id])
    Argument.objects.bulk_update(touched, ["answers_to"], batch_size=BATCH)
    for number, more in sorted(threads.added.items()):
        Proposal.objects.filter(pk=number).update(arguments=F("arguments") + more)
    return sum(bool(row.answers) and not answers[row.source_id] for row in rows)


@dataclass(slots=True)
class _Threads:
    """Who is whose: proposals by their source's id, remarks' ids by number, and every id stored or on its way."""

    proposals: dict[str, int]
    names: dict[int, str]
    there: set[str]
    added: Counter[int] = field(default_factory=Counter)

    def parent(self, row: NewRemark) -> str:
        """Return the id of the remark that a row answers; empty where nothing has it."""
        return row.answers if row.answers in self.there else ""


def _store_remarks(rows: Sequence[NewRemark], threads: _Threads) -> Stored:
    known = _known(Argument.objects.all(), rows)
    created, changed, unchanged = [], [], 0
    for row in rows:
        proposal = threads.proposals[row.proposal]
        values = _remark(row) | {"proposal_id": proposal}
        old = known.get(row.source_id)
        if old is None:
            created.append(Argument(**values, source=row.source, source_id=row.source_id, helpful=row.helpful))
            threads.added[proposal] += 1
        elif _differs(old, values) or threads.names.get(old.answers_to_id or 0, "") != threads.parent(row):
            if not old.hidden:
                threads.added[old.proposal_id] -= 1
                threads.added[proposal] += 1
            # Others may mark it at this very moment: the database adds, we do not know the sum.
            old.helpful = F("helpful") - F("imported_helpful") + row.helpful
            changed.append(_set(old, values))
        else:
            unchanged += 1
    Argument.objects.bulk_create(created)
    if changed:
        Argument.objects.bulk_update(changed, [*_remark(rows[0]), "proposal", "helpful"])
    return Stored(created, changed, unchanged)


def _remark(row: NewRemark) -> dict[str, Any]:
    """Return the columns that the source decides."""
    return {
        "author_name": row.author_name,
        "side": str(row.side),
        "text": row.text,
        "language": row.language,
        "at": row.at,
        "imported_helpful": row.helpful,
        "imported_unhelpful": row.unhelpful,
        "fingerprint": domain.fingerprint("", row.text),
    }


def _known[M: Proposal | Argument](
    stored: QuerySet[M], rows: Sequence[NewProposal] | Sequence[NewRemark]
) -> dict[str, M]:
    """Return what is stored of a batch already, by its source's id."""
    names = [row.source_id for row in rows]
    return {one.source_id: one for one in stored.filter(source=rows[0].source, source_id__in=names)}


def _differs(old: Model, values: Mapping[str, Any]) -> bool:
    return any(getattr(old, name) != value for name, value in values.items())


def _set[M: Model](old: M, values: Mapping[str, Any]) -> M:
    for name, value in values.items():
        setattr(old, name, value)
    return old


def _tell(report: ImportReport, stored: Stored, action: str, source: str) -> None:
    report.created += len(stored.created)
    report.updated += len(stored.changed)
    report.unchanged += stored.unchanged
    audit.record_all(action, by=None, on=stored.created + stored.changed, after={"source": source})
