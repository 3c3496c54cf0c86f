"""`export NAME PATH`: write a whole public table to a file."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from civicloop.core.errors import CivicError
from civicloop.core.export import FORMATS, count, export, export_file, exports

STEP = 1000  # rows between two movements of the bar


class Command(BaseCommand):
    """Write open data to a file; the format follows the file's ending."""

    help = "Write a whole public table to a file, in the format its name ends with: " + ", ".join(FORMATS) + "."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare name and path."""
        parser.add_argument("name", help="What to export: " + ", ".join(one.name for one in exports()) + ".")
        parser.add_argument("path", type=Path, help="File to write: " + ", ".join(f".{one}" for one in FORMATS) + ".")

    def handle(self, *, name: str, path: Path, **options: Any) -> None:  # noqa: ARG002
        """Write the file, showing how far it is; it appears when it is complete."""
        console = Console(file=self.stdout)  # type: ignore[arg-type]  # Django's wrapper writes like a file
        begun = time.monotonic()
        try:
            chosen = export(name)
            bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=console,
            )
            with bar:
                task = bar.add_task(str(chosen.title), total=count(chosen))
                rows = _Counter(lambda step: bar.advance(task, step))
                size = export_file(chosen, path, rows.one)
                rows.flush()
        except CivicError as error:
            raise CommandError(str(error)) from error
        seconds = time.monotonic() - begun
        console.print(escape(f"{path.name}: {rows.total:,} rows, {size / 2**20:,.1f} MB in {seconds:,.1f} s."))


class _Counter:
    """Count rows, and tell the bar about every thousandth: telling it each would cost more than the row."""

    def __init__(self, tell: Any) -> None:
        self.total = 0
        self._told = 0
        self._tell = tell

    def one(self) -> None:
        self.total += 1
        if self.total - self._told >= STEP:
            self.flush()

    def flush(self) -> None:
        self._tell(self.total - self._told)
        self._told = self.total
