"""Load what the demo shows: demo accounts, and the sample or real data."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress

from civicloop.core.region import pack
from civicloop.people.actions.demo import ensure_demo_people
from civicloop.proposals.actions.sample import load_sample

REAL = {"places": "city/boundaries/statbel_brussels_19_municipalities.geojson", "decide-madrid": "ideas/decide_madrid"}


class Command(BaseCommand):
    """`manage load_demo`."""

    help = "Load demo accounts and sample data; safe to run again. Only where CIVICLOOP_DEMO is on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--real", type=Path, help="Folder of real data to load instead of the sample.")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Load, then print the address and the accounts."""
        if not settings.DEMO:
            raise CommandError("Demo data would mix with real people's. Start a region of its own: ./civicloop demo")
        accounts = ensure_demo_people()
        if options["real"]:
            self._load_real(options["real"])
        else:
            self._load_sample()
        console = Console(highlight=False)
        console.print(f"\n[bold]{pack().name.best('en')}[/bold] is at [bold]{settings.BASE_URL}[/bold]\n")
        console.print("Sign in with one of these addresses; the code arrives at " + f"{settings.BASE_URL}/demo/mail")
        for email, what in accounts:
            console.print(f"  {email:<26} {what}")
        console.print("\nCtrl-C stops everything.")

    def _load_sample(self) -> None:
        with Progress(transient=True) as bar:
            task = bar.add_task("Loading the sample region")
            load_sample(pack(), lambda done, total: bar.update(task, completed=done, total=total))

    def _load_real(self, folder: Path) -> None:
        for kind, path in REAL.items():
            if not (folder / path).exists():
                raise CommandError(f"{folder / path} does not exist. Give the folder that holds {path}.")
            call_command("import", kind, str(folder / path))
