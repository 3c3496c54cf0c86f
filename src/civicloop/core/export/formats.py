"""How rows become a file: CSV, JSON Lines or Parquet, each as pieces of bytes in constant memory."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import TYPE_CHECKING, Any

from civicloop.core.errors import Invalid
from civicloop.core.export.fields import Column, Kind

if TYPE_CHECKING:
    import pyarrow as pa

type Rows = Iterable[tuple[Any, ...]]
type Write = Callable[[Rows, Sequence[Column], Mapping[str, str]], Iterator[bytes]]

PIECE_ROWS = 500
GROUP_ROWS = 10_000  # of a Parquet row group: about 15 MB of proposals before compression
BOM = "\ufeff"  # tells spreadsheets that the text is UTF-8; JSON Lines and Parquet need none
# Spreadsheets take a cell that begins with one of these for a formula; the apostrophe makes such a rule reversible.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
LIST_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: the end of its names, its media type and what writes it."""

    suffix: str
    media_type: str
    title: str
    write: Write


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula: an apostrophe stands before a risky first character.

    An apostrophe at the beginning counts as risky, so taking one leading apostrophe away always gives the text back.
    Source: OWASP, CSV Injection.
    """
    return f"'{text}" if text.startswith(RISKY) else text


def write_csv(rows: Rows, columns: Sequence[Column], about: Mapping[str, str]) -> Iterator[bytes]:  # noqa: ARG001
    """Yield CSV (RFC 4180, UTF-8 with a byte order mark), its first line naming the columns."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    shows = [_CELLS[column.kind] for column in columns]
    sheet.write(BOM)
    writer.writerow([column.name for column in columns])
    for piece in batched(rows, PIECE_ROWS):
        writer.writerows(
            [["" if value is None else show(value) for show, value in zip(shows, row, strict=True)] for row in piece]
        )
        yield _take(sheet)
    if rest := _take(sheet):
        yield rest


def write_jsonl(rows: Rows, columns: Sequence[Column], about: Mapping[str, str]) -> Iterator[bytes]:  # noqa: ARG001
    """Yield JSON Lines (UTF-8): one object per row."""
    names = [column.name for column in columns]
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_iso).encode
    for piece in batched(rows, PIECE_ROWS):
        yield "".join([encode(dict(zip(names, row, strict=True))) + "\n" for row in piece]).encode()


def write_parquet(rows: Rows, columns: Sequence[Column], about: Mapping[str, str]) -> Iterator[bytes]:
    """Yield Parquet (zstd), a row group at a time; the facts about the export stand in the file's metadata."""
    import pyarrow as pa  # noqa: PLC0415 - large, and only this needs it
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pa.schema(
        [pa.field(c.name, _arrow(pa, c.kind), metadata={"description": c.field.meaning}) for c in columns],
        metadata=dict(about),
    )
    sink = io.BytesIO()
    with pq.ParquetWriter(_Sink(sink), schema, compression="zstd") as writer:
        for group in batched(rows, GROUP_ROWS):
            values = list(zip(*group, strict=True))
            arrays = [pa.array(column, field.type) for column, field in zip(values, schema, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            del values, arrays
            yield _take_bytes(sink)
    yield _take_bytes(sink)


class _Sink:
    """A file that only grows: what was taken away keeps counting towards its position."""

    closed = False

    def __init__(self, buffer: io.BytesIO) -> None:
        self.buffer = buffer
        self.position = 0

    def write(self, data: Any) -> int:
        written = self.buffer.write(data)
        self.position += written
        return written

    def tell(self) -> int:
        return self.position

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


def _arrow(pa: Any, kind: Kind) -> "pa.DataType":
    types = {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.BOOLEAN: pa.bool_(),
        Kind.MOMENT: pa.timestamp("ms", tz="UTC"),
        Kind.LIST: pa.list_(pa.string()),
    }
    return types[kind]


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


_CELLS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: safe_cell,
    Kind.INTEGER: str,
    Kind.NUMBER: repr,
    Kind.BOOLEAN: lambda value: "true" if value else "false",
    Kind.MOMENT: _iso,
    Kind.LIST: lambda value: safe_cell(LIST_SEPARATOR.join(value)),
}


def _take(sheet: io.StringIO) -> bytes:
    text = sheet.getvalue()
    sheet.seek(0)
    sheet.truncate()
    return text.encode()


def _take_bytes(sink: io.BytesIO) -> bytes:
    data = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return data


FORMATS = {
    one.suffix: one
    for one in (
        Format("csv", "text/csv; charset=utf-8; header=present", "CSV", write_csv),
        Format("jsonl", "application/jsonl; charset=utf-8", "JSON Lines", write_jsonl),
        Format("parquet", "application/vnd.apache.parquet", "Parquet", write_parquet),
    )
}


def format_of(suffix: str) -> Format:
    """Return the format whose files end so.

    Errors: Invalid naming the formats there are.
    """
    if suffix not in FORMATS:
        raise Invalid(f"There is no export as “.{suffix}”. Use one of: .{', .'.join(FORMATS)}.", field="format")
    return FORMATS[suffix]
