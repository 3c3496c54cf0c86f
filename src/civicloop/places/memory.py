"""Small things every page needs, kept in the process and renewed when another process changes them."""

import time
from collections.abc import Callable
from threading import Lock

from django.db import transaction

from civicloop.core import events
from civicloop.core.models import DomainEvent

CHECK_SECONDS = 5.0  # how long a process may go on with what it remembers after another one changed it

_memories: list["Memory[object]"] = []


class Memory[T]:
    """One remembered value, built by a function and forgotten when one of some events was emitted, by any process.

    Reading it costs a dictionary's time; one small query every CHECK_SECONDS asks for newer events.
    """

    def __init__(self, build: Callable[[], T], *event_types: type) -> None:
        self._build = build
        self._names = [event_type.__name__ for event_type in event_types]
        self._lock = Lock()
        self._value: T | None = None
        self._version = 0
        self._checked = 0.0
        _memories.append(self)
        for event_type in event_types:
            events.subscribe(event_type, self._changed)

    def get(self) -> T:
        """Return the value, built anew when it is not remembered or an event came since."""
        if self._value is None or time.monotonic() - self._checked > CHECK_SECONDS:
            with self._lock:
                self._renew()
        if self._value is None:  # forgotten by another thread in this very moment
            return self._build()
        return self._value

    def forget(self) -> None:
        """Build the value anew at the next reading."""
        self._value = None

    def _renew(self) -> None:
        # Counted, not the highest number: an event may commit after one with a higher number.
        version = DomainEvent.objects.filter(name__in=self._names).count()
        if self._value is None or version != self._version:
            self._value = self._build()
            self._version = version
        self._checked = time.monotonic()

    def _changed(self, event: object) -> None:  # noqa: ARG002 - what changed does not matter, that it changed does
        self.forget()  # for the rest of this transaction
        transaction.on_commit(self.forget)  # and for what other threads read meanwhile


def forget_all() -> None:
    """Forget every remembered value of this process; tests call it between databases."""
    for memory in _memories:
        memory.forget()
