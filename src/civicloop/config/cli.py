"""Civicloop's command line: `./civicloop --help`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from civicloop.config import commands

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Civicloop: a region in the loop. Start with `./civicloop demo`.",
)
Home = Annotated[
    Path, typer.Option(help="Folder of the region's database, files and secrets.", envvar="CIVICLOOP_HOME")
]
Port = Annotated[int, typer.Option(help="Port of the web server on this machine.")]
HOME = Path("var")


@app.command()
def demo(
    port: Port = 8000,
    home: Home = HOME,
    real: Annotated[Path | None, typer.Option(help="Load real data from this folder instead of the sample.")] = None,
) -> None:
    """Start a sample region: database, web server, job worker, demo accounts."""
    from civicloop.config import run  # noqa: PLC0415 - only where a region starts

    commands.use_home(home)
    run.run_demo(port=port, real=real)


@app.command()
def serve(
    port: Port = 8000,
    home: Home = HOME,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="Web processes; 0 takes one per core.")] = 0,
    jobs: Annotated[bool, typer.Option("--jobs/--no-jobs", help="Run a job worker beside the web server.")] = True,  # noqa: FBT002 - typer reads the signature
) -> None:
    """Start the region for real: migrate, then web server and job worker."""
    from civicloop.config import run  # noqa: PLC0415 - only where a region starts

    commands.use_home(home)
    run.run_region(host=host, port=port, workers=workers, jobs=jobs)


@app.command()
def worker(home: Home = HOME) -> None:
    """Start one more job worker."""
    with commands.database(home):
        commands.manage("work")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def manage(context: typer.Context, home: Home = HOME) -> None:
    """Run a Django management command."""
    with commands.database(home):
        commands.manage(*context.args)


@app.command("import", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def import_(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="What to import: places, proposals, decide-madrid.")],
    path: Annotated[Path, typer.Argument(help="File or folder.", exists=True)],
    home: Home = HOME,
) -> None:
    """Import data, also beside a running region."""
    with commands.database(home):
        commands.manage("import", kind, str(path.resolve()), *context.args)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def export(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What to export, for example proposals.")],
    path: Annotated[Path, typer.Argument(help="File to write: .csv, .jsonl or .parquet.")],
    home: Home = HOME,
) -> None:
    """Export open data to a file."""
    with commands.database(home):
        commands.manage("export", name, str(path.resolve()), *context.args)


@app.command()
def doctor(home: Home = HOME) -> None:
    """Say what is wrong with this region and how to cure it."""
    commands.use_home(home)
    commands.run_doctor()


@app.command()
def check() -> None:
    """Lint, types and import contracts."""
    commands.run_check()


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(context: typer.Context) -> None:
    """Check, then run all tests; further words go to pytest."""
    commands.run_tests(context.args)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def bench(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="One bench; all when left out.")] = "",
    size: Annotated[str, typer.Option(help="small or full.")] = "small",
) -> None:
    """Measure the promises of speed, as ratios within one run."""
    commands.run_bench(name, size, context.args)


@app.command()
def docs() -> None:
    """Build the documentation into build/docs; a warning is an error."""
    commands.run_docs()


@app.command()
def messages() -> None:
    """Renew the translation catalogues from code and templates."""
    commands.run_messages()


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civicloop.config.settings")
    app()


if __name__ == "__main__":
    main()
