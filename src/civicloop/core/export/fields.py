"""What an export holds: its rows and its fields, each with type, unit, meaning and source."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from civicloop.core.errors import Invalid
from civicloop.core.region import pack
from civicloop.core.texts import Texts


class Kind(StrEnum):
    """What sort of value a field holds; `texts` becomes one column per language of the interface."""

    TEXT = "text"
    TEXTS = "text in each language"
    INTEGER = "whole number"
    NUMBER = "number"
    BOOLEAN = "true or false"
    MOMENT = "date and time"
    LIST = "list of texts"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an export.

    Shapes: `value` is a field's name or an expression of the export's rows; `show` turns what the database gives
    into what is published.
    """

    name: str
    kind: Kind
    meaning: str
    source: str
    value: str | Combinable = ""
    unit: str = ""
    show: Callable[[Any], Any] | None = None

    @property
    def plain_meaning(self) -> str:
        """Return the meaning without the marks of Markdown."""
        return self.meaning.replace("`", "")

    @property
    def plain_source(self) -> str:
        """Return the source without the marks of Markdown."""
        return self.source.replace("`", "")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: a field, or one language of it; `read` takes the published value from the database's."""

    name: str
    kind: Kind
    field: Field
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Export:
    """A public table: `rows` gives what visitors may see, in a stable order."""

    name: str
    title: str | Promise
    meaning: str | Promise
    rows: Callable[[], QuerySet[Any, Any]]
    fields: tuple[Field, ...]
    order: int = 100  # where it stands in lists

    def columns(self) -> list[list[Column]]:
        """Return the columns of each field, in order: one, or one per language."""
        return [_columns(field) for field in self.fields]


_exports: dict[str, Export] = {}


def register(*found: Export) -> None:
    """Declare exports; done at the end of a room's `exports.py`."""
    for one in found:
        _exports[one.name] = one


@cache
def _found() -> None:
    autodiscover_modules("exports")


def exports() -> tuple[Export, ...]:
    """Return every export, in their order."""
    _found()
    return tuple(sorted(_exports.values(), key=lambda one: (one.order, one.name)))


def export(name: str) -> Export:
    """Return an export by its name.

    Errors: Invalid naming the exports there are.
    """
    _found()
    if name not in _exports:
        raise Invalid(f"There is no export “{name}”. Use one of: {', '.join(sorted(_exports))}.", field="name")
    return _exports[name]


def _columns(field: Field) -> list[Column]:
    if field.kind is Kind.TEXTS:
        languages = pack().interface_languages
        return [Column(f"{field.name}_{lang}", Kind.TEXT, field, _language(lang)) for lang in languages]
    read = field.show or (_to_second if field.kind is Kind.MOMENT else _same)
    return [Column(field.name, field.kind, field, read)]


def _same(value: Any) -> Any:
    return value


def _to_second(value: datetime | None) -> datetime | None:
    return value.astimezone(UTC).replace(microsecond=0) if value else None


def _language(lang: str) -> Callable[[Texts], str | None]:
    def read(texts: Texts) -> str | None:
        return texts[lang].text if lang in texts else None

    return read
