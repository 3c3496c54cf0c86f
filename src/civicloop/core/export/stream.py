"""Exports on their way out: to a web client piece by piece, or into a file."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import BoundedSemaphore
from typing import Self

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from civicloop.core import clock
from civicloop.core.errors import Invalid, Unavailable
from civicloop.core.export.fields import Export
from civicloop.core.export.formats import Format, format_of
from civicloop.core.export.rows import rows
from civicloop.core.region import pack

# Each holds a database connection and a thread of the web server for as long as its reader takes.
STREAMS_AT_ONCE = 2
_free = BoundedSemaphore(STREAMS_AT_ONCE)


class Stream:
    """The bytes of one export; closing it early frees the database at once."""

    def __init__(self, pieces: Iterator[bytes], free: BoundedSemaphore) -> None:
        self._pieces = pieces
        self._free = free
        self._open = True
        self._ahead: list[bytes] = []

    def begin(self) -> None:
        """Read the first piece, so that what is wrong shows before the answer has begun."""
        if not self._ahead and (first := next(self, None)) is not None:
            self._ahead.append(first)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        if self._ahead:
            return self._ahead.pop()
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Stop reading and give the place to the next export; safe to call twice."""
        if self._open:
            self._open = False
            self._pieces.close()  # type: ignore[attr-defined]  # a generator
            self._free.release()

    def __del__(self) -> None:
        self.close()


def open_stream(export: Export, form: Format) -> Stream:
    """Return an export as a stream of bytes.

    Errors: Unavailable when as many exports run as one process may serve.
    """
    if not _free.acquire(blocking=False):
        raise Unavailable(_("Other exports are running; there is room for a new one soon. Try again in half a minute."))
    return Stream(pieces(export, form), _free)


def pieces(export: Export, form: Format, watch: Callable[[], None] = lambda: None) -> Iterator[bytes]:
    """Yield the bytes of an export; `watch` is called after each row."""

    def watched() -> Iterator[tuple[object, ...]]:
        for row in rows(export):
            yield row
            watch()

    columns = [column for group in export.columns() for column in group]
    yield from form.write(watched(), columns, about(export))


def about(export: Export) -> dict[str, str]:
    """Return the facts that go with every copy: title, source, licence, date and where its fields are explained."""
    with override("en"):
        title = str(export.title)
    return {
        "title": title,
        "region": str(pack().area_name.best("en")),
        "licence": pack().data_licence,
        "date": f"{clock.now():%Y-%m-%dT%H:%M:%SZ}",
        "dictionary": f"{settings.BASE_URL}/data#{export.name}",
    }


def export_file(export: Export, path: Path, watch: Callable[[], None] = lambda: None) -> int:
    """Write an export to a file, whole or not at all; returns its size in bytes.

    The format follows the file's ending.
    Errors: Invalid with a sentence when the ending is unknown or the folder cannot be written.
    """
    form = format_of(path.suffix.removeprefix("."))
    if not path.parent.is_dir():
        raise Invalid(f"{path.parent}: there is no such folder. Make it first, or name another one.")
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise Invalid(f"{path.parent}: nothing can be written there ({error.strerror}).") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces(export, form, watch))
            size = file.tell()
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return size
