"""Which column of a file becomes which field: read from a TOML file, checked whole before the first row."""

import tomllib
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from civicloop.core.errors import Invalid
from civicloop.core.importers import read_text

NEEDED = {
    "proposal": ("id", "title", "text", "language", "challenge", "place", "date"),
    "remark": ("id", "proposal", "text", "language", "date"),
}
OPTIONAL = {
    "proposal": ("author", "supports", "state", "url", "aims", "where", "latitude", "longitude"),
    "remark": ("answers", "author", "side", "helpful", "unhelpful"),
}
WORDS = {
    "column": str,
    "columns": list,
    "join": str,
    "constant": str,
    "values": dict,
    "keywords": dict,
    "default": str,
    "prefix": str,
    "format": str,
    "timezone": str,
    "detect": bool,
    "keep": bool,
}
NAMES = {str: "text", list: "list", dict: "table", bool: "true or false"}
SOURCE_MAX = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """How one field is made: from columns joined, or a constant; then looked up, prefixed, or put in its stead.

    Shapes: `keywords` maps an answer to words, the answer whose words a text holds most often wins. `keep` lets values
    pass that the lookup does not know.
    """

    columns: tuple[str, ...] = ()
    join: str = "\n\n"
    constant: str | None = None
    values: Map[str, str] | None = None
    keywords: Map[str, tuple[str, ...]] | None = None
    default: str | None = None
    prefix: str = ""
    format: str = ""
    timezone: str = ""
    detect: bool = False
    keep: bool = False

    def raw(self, cells: Map[str, str]) -> str:
        """Return what the row says for this field, before any lookup: columns joined, empty ones left out."""
        if self.constant is not None:
            return self.constant
        return self.join.join(part for column in self.columns if (part := cells[column].strip()))


@dataclass(frozen=True, slots=True)
class Mapping:
    """How rows of one file become proposals or remarks; `source` and a row's id name it for ever."""

    source: str
    rules: Map[str, Rule]
    delimiter: str = ""
    encoding: str = "utf-8"
    columns: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        columns = {column for rule in self.rules.values() for column in rule.columns}
        object.__setattr__(self, "columns", frozenset(columns))

    def __getitem__(self, name: str) -> Rule:
        return self.rules.get(name, NOTHING)


NOTHING = Rule(constant="")


def read_mapping(file: Path, kind: str = "proposal") -> Mapping:
    """Return the mapping in a TOML file for rows of a kind, proposal or remark.

    Errors: Invalid naming file, entry and what is missing or unknown.
    """
    try:
        data = tomllib.loads(read_text(file))
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"{file.name}: this is not TOML ({error}).") from error
    source = data.get("source")
    if not isinstance(source, str) or not source.strip() or len(source) > SOURCE_MAX:
        raise Invalid(
            f'{file.name}: say where the data comes from, for example source = "my-city" (at most 60 letters).'
        )
    known = NEEDED[kind] + OPTIONAL[kind]
    rules = {name: _rule(file, kind, name, entry, known) for name, entry in _table(file, data, kind).items()}
    if missing := [name for name in NEEDED[kind] if name not in rules]:
        raise Invalid(
            f"{file.name}, [{kind}]: {missing[0]} is missing. Name its column, for example {missing[0]} = “…”."
        )
    about = _table(file, data, "file") if "file" in data else {}
    if unknown := [name for name in about if name not in {"delimiter", "encoding"}]:
        raise Invalid(f"{file.name}, [file]: {unknown[0]} means nothing here. Use delimiter or encoding.")
    delimiter, encoding = str(about.get("delimiter", "")), str(about.get("encoding", "utf-8"))
    if len(delimiter) > 1:
        raise Invalid(f"{file.name}, [file]: delimiter must be one character, for example “;”.")
    return Mapping(source.strip(), rules, delimiter, encoding)


def _table(file: Path, data: Map[str, Any], name: str) -> dict[str, Any]:
    table = data.get(name)
    if not isinstance(table, dict):
        raise Invalid(f"{file.name}: there is no table [{name}].")
    return table


def _rule(file: Path, kind: str, name: str, entry: object, known: tuple[str, ...]) -> Rule:
    where = f"{file.name}, [{kind}] {name}"
    if name not in known:
        raise Invalid(f"{where}: there is no such field. Use: {', '.join(known)}.")
    if isinstance(entry, str):
        return Rule(columns=(entry,))
    if not isinstance(entry, dict):
        raise Invalid(f"{where}: write the name of a column, or a table such as {{ column = “…” }}.")
    _check_entry(where, entry)
    words = dict(entry)
    columns = (*words.pop("columns", ()), *((words.pop("column"),) if "column" in words else ()))
    if "keywords" in words:
        words["keywords"] = {answer: tuple(found) for answer, found in words["keywords"].items()}
    return Rule(columns=columns, **words)


def _check_entry(where: str, entry: Map[str, Any]) -> None:
    for word, value in entry.items():
        if word not in WORDS:
            raise Invalid(f"{where}: {word} means nothing here. Use: {', '.join(WORDS)}.")
        if not isinstance(value, WORDS[word]):
            raise Invalid(f"{where}: {word} must be a {NAMES[WORDS[word]]}.")
    if not {"column", "columns", "constant", "detect", "keywords"} & set(entry):
        raise Invalid(f"{where}: say column, columns or constant.")
    if not _are_texts(entry.get("columns", [])):
        raise Invalid(f"{where}: columns must be a list of names.")
    if not _are_texts(list(entry.get("values", {}).values())):
        raise Invalid(f"{where}: values must be texts.")
    if not all(isinstance(found, list) and _are_texts(found) for found in entry.get("keywords", {}).values()):
        raise Invalid(f"{where}: keywords must be lists of words.")


def _are_texts(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)
