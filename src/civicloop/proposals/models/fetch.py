"""Rows read by SQL of our own, as model instances: where composing a question costs more than answering it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models


@dataclass(frozen=True, slots=True)
class Columns:
    """Some columns of a model, in the model's own order; the others load when somebody asks for them."""

    model: type[models.Model]
    names: tuple[str, ...]

    def sql(self, alias: str) -> str:
        """Return them for a SELECT list."""
        fields = {field.attname: field.column for field in self.model._meta.concrete_fields}
        return ", ".join(f'{alias}."{fields[name]}"' for name in self.names)

    def instance(self, values: Sequence[Any]) -> models.Model:
        """Return a stored instance made of their values."""
        return self.model.from_db(connection.alias, self.names, values)


def columns(model: type[models.Model], *, only: Sequence[str] = (), but: Sequence[str] = ()) -> Columns:
    """Return the columns of a model: all, `only` some, or all `but` some."""
    names = [field.attname for field in model._meta.concrete_fields]
    return Columns(model, tuple(name for name in names if name not in but and (not only or name in only)))


def fetch(
    sql: str, values: Sequence[Any], parts: Mapping[str, Columns], extra: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Return the rows of a SELECT, cut into instances.

    Shapes: `parts` names the instances in the order of the SELECT list, then come the `extra` plain columns. An
    instance whose first column is NULL (nothing was joined) is None.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    return [_cut(row, parts, extra) for row in rows]


def _cut(row: Sequence[Any], parts: Mapping[str, Columns], extra: Sequence[str]) -> dict[str, Any]:
    cut: dict[str, Any] = {}
    begin = 0
    for name, part in parts.items():
        values = row[begin : begin + len(part.names)]
        cut[name] = None if values[0] is None else part.instance(values)
        begin += len(part.names)
    return cut | dict(zip(extra, row[begin:], strict=True))
