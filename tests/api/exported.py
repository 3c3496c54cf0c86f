"""Exported files, read back for tests."""

import csv
import io
import json

import pyarrow.parquet as pq

from civicloop.core import export as exporting
from civicloop.core.export.formats import BOM

NASTY = [
    '=HYPERLINK("http://evil.example","look")',
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "'quoted already",
    'a "quoted", text;\nwith lines',
    "🌳 مرحبا “é”",
    "＝1",
]


def plain(cell: str) -> str:
    """What the data dictionary tells people to do."""
    return cell.removeprefix("'")


def whole(name: str, suffix: str) -> bytes:
    return b"".join(exporting.open_stream(exporting.export(name), exporting.format_of(suffix)))


def from_csv(data: bytes, name: str) -> list[dict]:
    text = data.decode()
    assert text.startswith(BOM)
    kinds = {column.name: column.kind for group in exporting.export(name).columns() for column in group}
    read = {
        exporting.Kind.TEXT: plain,
        exporting.Kind.INTEGER: int,
        exporting.Kind.NUMBER: float,
        exporting.Kind.BOOLEAN: {"true": True, "false": False}.get,
        exporting.Kind.MOMENT: str,
        exporting.Kind.LIST: lambda cell: plain(cell).split("|"),
    }
    reader = csv.DictReader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True)
    return [{key: read[kinds[key]](cell) if cell else None for key, cell in row.items()} for row in reader]


def from_jsonl(data: bytes, name: str) -> list[dict]:
    return [json.loads(line) for line in data.decode().split("\n")[:-1]]


def from_parquet(data: bytes, name: str) -> list[dict]:
    return pq.read_table(io.BytesIO(data)).to_pylist()


READERS = {"csv": from_csv, "jsonl": from_jsonl, "parquet": from_parquet}
