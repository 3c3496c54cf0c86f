"""The data dictionary: every field of every export, as Markdown for docs/reference/data-dictionary.md."""

from collections.abc import Iterator

from civicloop.core.export.fields import Export, Kind, exports
from civicloop.core.export.formats import FORMATS

HEAD = """\
Every table below can be taken whole from `/api/v1/exports/<name>.csv`, `.jsonl` or `.parquet`, or written to a file
with `./civicloop export <name> <file>`. An export is one snapshot: all its rows are from the same moment. It holds what
every visitor may see and nothing else: nothing hidden by moderators, no account numbers, no addresses; an author's name
only where the page shows it.

**CSV** is RFC 4180 in UTF-8 with a byte order mark, so that spreadsheets show accents (in Python read it with
`utf-8-sig`). A missing value is an empty cell. A text that begins with `=`, `+`, `-`, `@`, a tab, a line end, one of
their full-width forms or an apostrophe has one apostrophe put before it, so that no spreadsheet runs it as a formula:
take one leading apostrophe away from a text and you have the original. Lists are joined with `|`.
**JSON Lines** holds one object per line in UTF-8. **Parquet** is compressed with zstd and carries licence, date and
the meaning of each field in its metadata. Neither of these two changes any text.

Dates and times are UTC, to the second, as in `2026-05-09T14:30:00Z`. A field of the type *text in each language* is
one column per language of the interface: `name_fr`, `name_nl` and so on. The answer's headers carry the licence
(`Link`, rel `license`), the moment of the snapshot (`Civicloop-Data-Date`) and this dictionary (`Link`, rel
`describedby`).
"""


def parts() -> Iterator[str]:
    """Yield the page's paragraphs behind its title."""
    yield HEAD.strip()
    for export in exports():
        yield f"## {export.name}"
        yield f"{export.meaning} Files: " + ", ".join(f"`{export.name}.{suffix}`" for suffix in FORMATS) + "."
        yield "\n".join(_table(export))


def _table(export: Export) -> Iterator[str]:
    yield "| field | type | unit | meaning | source |"
    yield "|---|---|---|---|---|"
    for field in export.fields:
        name = f"{field.name}_‹language›" if field.kind is Kind.TEXTS else field.name
        yield f"| `{name}` | {field.kind} | {field.unit or '–'} | {field.meaning} | {field.source} |"
