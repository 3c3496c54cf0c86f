"""Domain events: a lower room says what happened, a higher one listens, nobody imports upwards."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from civicloop.core.models import DomainEvent

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe[E: "DataclassInstance"](event_type: type[E], handler: Callable[[E], None]) -> None:
    """Call a handler for every later event of a type; done once, in AppConfig.ready()."""
    if handler not in _handlers[event_type]:
        _handlers[event_type].append(handler)


def emit(event: "DataclassInstance") -> None:
    """Store an event (a frozen dataclass) and tell its subscribers, all in the caller's transaction.

    Errors: RuntimeError outside a transaction. A subscriber's error undoes the whole transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} was emitted outside a transaction")
    DomainEvent.objects.create(name=type(event).__name__, data=_plain(asdict(event)))
    for handler in _handlers[type(event)]:
        handler(event)


def _plain(data: dict[str, Any]) -> Any:
    import json  # noqa: PLC0415

    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))
