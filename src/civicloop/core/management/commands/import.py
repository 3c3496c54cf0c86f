"""`import KIND PATH`: run a registered importer in one transaction and print what it did."""

# ruff: noqa: N999 - “import” is the word people type
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from civicloop.core.errors import CivicError
from civicloop.core.importers import ImportReport, Row, importer, importers

ROWS_SHOWN = 50


class Command(BaseCommand):
    """Import data; either all of a file is kept or nothing."""

    help = "Import data, all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare kind, path and every option an importer knows."""
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = "\n".join(f"  {one.kind:<20} {one.help}" for one in importers())
        parser.add_argument("kind", help="What to import: " + ", ".join(one.kind for one in importers()) + ".")
        parser.add_argument("path", type=Path, help="File or folder.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen, then undo it.")
        parser.add_argument("--skip-bad", action="store_true", help="Leave bad rows out; keep the others.")
        for name, words in self._options().items():
            parser.add_argument(f"--{name}", dest=_keyword(name), help=words)

    def handle(self, *, kind: str, path: Path, dry_run: bool, skip_bad: bool, **given: Any) -> None:
        """Run the importer, print its report, and end with an error when a row was refused."""
        console = Console(file=cast("TextIO", self.stdout))
        report = ImportReport(lenient=skip_bad, watch=lambda rows, total: self._bar(console, rows, total))
        options = {key: given[key] for key in map(_keyword, self._options()) if given.get(key) is not None}
        try:
            chosen = importer(kind)
            if foreign := [name for name in options if name not in map(_keyword, chosen.options)]:
                raise CommandError(f"“{kind}” takes no --{foreign[0].replace('_', '-')}.")
            with transaction.atomic():
                chosen.run(path, report, **options)
                if dry_run or report.refused:
                    transaction.set_rollback(True)
        except CivicError as error:
            raise CommandError(f"{error} Nothing was imported.") from error
        _print(console, report, dry_run=dry_run)
        if report.refused:
            raise CommandError(
                f"{path.name}: rows refused: {len(report.refused)}. Nothing was imported; mend them and try again."
            )

    def _options(self) -> dict[str, str]:
        return {name: words for one in importers() for name, words in one.options.items()}

    def _bar(self, console: Console, rows: Iterable[object], total: int | None) -> Iterator[object]:
        return iter(track(rows, description="Importing", total=total, console=console, transient=True))


def _keyword(name: str) -> str:
    return name.replace("-", "_")


def _print(console: Console, report: ImportReport, *, dry_run: bool) -> None:
    undone = dry_run or bool(report.refused)
    table = Table(title="Would be imported" if undone else "Imported", title_justify="left")
    table.add_column("what happened")
    table.add_column("rows", justify="right")
    for words, number in (
        ("created", report.created),
        ("updated", report.updated),
        ("unchanged", report.unchanged),
        ("skipped", len(report.skipped)),
        ("refused", len(report.refused)),
    ):
        table.add_row(words, f"{number:,}")
    console.print(table)
    for title, rows in (("Skipped", report.skipped), ("Refused", report.refused)):
        _print_rows(console, title, rows)
    for note in report.notes:
        console.print(escape(note))
    if dry_run:
        console.print("This was a dry run: nothing was changed.")


def _print_rows(console: Console, title: str, rows: list[Row]) -> None:
    if not rows:
        return
    table = Table(title=title, title_justify="left")
    table.add_column("where", no_wrap=True)
    table.add_column("cause")
    for row in rows[:ROWS_SHOWN]:
        table.add_row(escape(row.where), escape(row.cause))
    if len(rows) > ROWS_SHOWN:
        table.add_row("…", f"and {len(rows) - ROWS_SHOWN:,} more")
    console.print(table)
