"""Read a CSV file into rows that know their line."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from civicloop.core.errors import Invalid
from civicloop.core.importers import MEGABYTE, ImportReport, read_text

LIMIT = 512 * MEGABYTE
CELL_MAX = 10 * MEGABYTE
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file: the line it begins on and its cells by column."""

    number: int
    cells: Mapping[str, str]


def read_lines(
    file: Path, needed: Collection[str], report: ImportReport, *, delimiter: str, encoding: str
) -> list[Line]:
    """Return the rows of a CSV file whose first line names its columns; rows that do not fit are refused.

    An empty `delimiter` takes the one that finds most of the needed columns.
    Errors: Invalid for a file that is no use as a whole: missing, not text, another delimiter, columns missing.
    """
    text = _text(file, encoding)
    if not text.strip():
        raise Invalid(f"{file.name}: the file is empty. It needs a first line that names the columns.")
    delimiter = delimiter or _delimiter(text, needed)
    csv.field_size_limit(CELL_MAX)
    rows = _rows(file, text, delimiter)
    columns = [column.strip() for column in next(rows)[1]]
    _check_columns(file, columns, needed, delimiter)
    lines = []
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            report.refuse(_where(file, number), f"It has {len(cells)} cells where the first line names {len(columns)}.")
            continue
        lines.append(Line(number, dict(zip(columns, cells, strict=True))))
    return lines


def _where(file: Path, number: int) -> str:
    return f"{file.name}, line {number}"


def _text(file: Path, encoding: str) -> str:
    if encoding.lower().replace("_", "-") in {"utf-8", "utf8", "utf-8-sig"}:
        return read_text(file, limit=LIMIT)
    if not file.is_file():
        raise Invalid(f"{file}: there is no such file. Check the spelling of its name.")
    try:
        return file.read_text(encoding=encoding)
    except LookupError:
        raise Invalid(f"The mapping names the encoding “{encoding}”, which does not exist. Try utf-8.") from None
    except UnicodeError as error:
        raise Invalid(f"{file.name}: the text is not {encoding}. Save it again with the encoding UTF-8.") from error


def _rows(file: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins on; a cell with line breaks runs over several."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = 1
    try:
        for row in reader:
            yield begin, row
            begin = reader.line_num + 1
    except csv.Error as error:
        cure = "Look for a quotation mark that is never closed."
        raise Invalid(f"{_where(file, begin)}: the row cannot be read ({error}). {cure}") from error


def _delimiter(text: str, needed: Collection[str]) -> str:
    first = text.lstrip("\r\n").splitlines()[0]

    def found(delimiter: str) -> tuple[int, int]:
        columns = next(csv.reader([first], delimiter=delimiter), [])
        return len({column.strip() for column in columns} & set(needed)), len(columns)

    return max(DELIMITERS, key=found)


def _check_columns(file: Path, columns: list[str], needed: Collection[str], delimiter: str) -> None:
    if twice := sorted({column for column in columns if column and columns.count(column) > 1}):
        raise Invalid(f"{file.name}, line 1: the column “{twice[0]}” stands there twice. Rename one of them.")
    missing = sorted(set(needed) - set(columns))
    if not missing:
        return
    others = [name for sign, name in DELIMITERS.items() if sign != delimiter and sign in columns[0]]
    if len(columns) == 1 and others:
        raise Invalid(f"{file.name}, line 1: the columns seem to be parted by a {others[0]}. Say so in the mapping.")
    there = ", ".join(column or "(no name)" for column in columns[:30])
    raise Invalid(f"{file.name}, line 1: there is no column “{missing[0]}”. There are: {there}.")
