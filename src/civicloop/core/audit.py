"""The audit trail: every action writes one row in its own transaction."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db import connection, models

from civicloop.core.context import request_id
from civicloop.core.models import AuditEntry


class Actor(Protocol):
    """Whoever acts: a person with a number, or nobody (None) for the system itself."""

    @property
    def pk(self) -> Any:
        """Return the person's number."""


def record(
    action: str,
    *,
    by: Actor | None,
    on: models.Model,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Store who did what to which object; must run inside the action's transaction.

    Errors: RuntimeError outside a transaction, for a row could then outlive a change that was undone.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"audit.record({action!r}) was called outside a transaction")
    return AuditEntry.objects.create(
        actor=by.pk if by is not None else None,
        action=action,
        object_kind=on._meta.model_name or "",
        object_id=str(on.pk),
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        request_id=request_id.get(),
    )


def record_all(action: str, *, by: Actor | None, on: Iterable[models.Model], after: Mapping[str, Any]) -> None:
    """Store the same thing done to many objects of one kind, as imports do; must run inside the action's transaction.

    Errors: RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"audit.record_all({action!r}) was called outside a transaction")
    entries = (
        AuditEntry(
            actor=by.pk if by is not None else None,
            action=action,
            object_kind=one._meta.model_name or "",
            object_id=str(one.pk),
            after=dict(after),
            request_id=request_id.get(),
        )
        for one in on
    )
    AuditEntry.objects.bulk_create(entries, batch_size=1000)


def trail(on: models.Model) -> models.QuerySet[AuditEntry]:
    """Return what happened to an object, oldest first."""
    kind = on._meta.model_name or ""
    return AuditEntry.objects.filter(object_kind=kind, object_id=str(on.pk)).order_by("id")
