"""How rows become a file: CSV, JSON Lines or Parquet, each as pieces of bytes in constant memory."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any

from civicloop.core.errors import Invalid
from civicloop.core.export import parquet_writer
from civicloop.core.export.fields import Column, Kind

type Rows = Iterable[tuple[Any, ...]]
type Write = Callable[[Rows, Sequence[Column], Mapping[str, str]], Iterator[bytes]]

PIECE_ROWS = 500
GROUP_ROWS = 2_500  # of a Parquet row group: about 4 MB of proposals before compression
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
    """Yield Parquet (zstd), a row group at a time; the facts about the export stand in the file's metadata.

    Another process writes it; see `parquet_writer`.
    Errors: RuntimeError when that process fails.
    """
    described = [(column.name, column.kind.name.lower(), column.field.meaning) for column in columns]
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_milliseconds).encode
    command = [sys.executable, "-I", parquet_writer.__file__]
    with _running(command) as process:
        yield _exchange(process, encode({"columns": described, "facts": dict(about)}).encode())
        for group in batched(rows, GROUP_ROWS):
            yield _exchange(process, encode(group).encode())
        yield _exchange(process, b"")


@contextmanager
def _running(command: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own
    try:
        yield process
    finally:
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(BrokenPipeError):  # closing flushes, and nobody reads any more
                if pipe is not None:
                    pipe.close()
        process.wait()


def _exchange(process: "subprocess.Popen[bytes]", message: bytes) -> bytes:
    assert process.stdin is not None  # asked for above
    assert process.stdout is not None
    try:
        parquet_writer.send(process.stdin, message)
        return parquet_writer.receive(process.stdout)
    except (EOFError, BrokenPipeError) as error:
        raise RuntimeError("The process that writes Parquet has stopped; its words stand in the log.") from error


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1000


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
