"""What the commands of `cli.py` do; Django is imported only where a command needs it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from civicloop.config import env
from civicloop.core.embedded import Cluster

ROOT = env.ROOT


def use_home(home: Path) -> None:
    """Make a folder this process's home, and its children's."""
    os.environ["CIVICLOOP_HOME"] = str(home.resolve())


def cluster() -> Cluster | None:
    """Return the embedded database of the home, or None where a managed one is used."""
    settings = env.load()
    return None if settings.database_url else Cluster(settings.home / "postgres")


def start_database() -> bool:
    """Start the embedded database unless it runs; return whether this call started it."""
    database = cluster()
    if database is None:
        return False
    started = database.start()
    database.ensure_database("civicloop")
    return started


@contextmanager
def database(home: Path) -> Iterator[None]:
    """Use a home and its database; an embedded server that this call had to start stops again afterwards."""
    use_home(home)
    started = start_database()
    try:
        yield
    finally:
        if started and (embedded := cluster()):
            embedded.stop()


def manage(*arguments: str) -> None:
    """Run a Django management command in this process."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(["civicloop", *arguments])


def prepare_files() -> None:
    """Build what the web server serves: theme, styles, scripts, fonts, catalogues."""
    from civicloop.config.messages import compile_catalogues  # noqa: PLC0415
    from civicloop.ui.build import build  # noqa: PLC0415

    settings = env.load()
    compile_catalogues()
    if build(region_pack=settings.region, root=ROOT) or not (ROOT / "build/collected/staticfiles.json").exists():
        manage("collectstatic", "--noinput", "--verbosity", "0")


def run_check() -> None:
    """Run lint, types and import contracts; stop at the first that fails."""
    for tool in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["lint-imports"]):
        _tool(*tool)


def run_tests(arguments: list[str]) -> None:
    """Check, then run every test."""
    from civicloop.config.browser import ensure_chromium  # noqa: PLC0415

    ensure_chromium()
    prepare_files()
    if arguments:
        _tool("pytest", *arguments)
        return
    run_check()
    run_docs()
    # Two runs: Playwright keeps an event loop in its worker, beside which Django refuses the database.
    _tool("pytest", "-m", "not browser and not crash")
    _tool("pytest", "-m", "browser or crash")


def run_docs() -> None:
    """Build the documentation; a warning is an error."""
    _tool("mkdocs", "build", "--strict", "--site-dir", "build/docs")


def run_bench(name: str, size: str, arguments: list[str]) -> None:
    """Run one bench or all; exits with the number of benches that broke."""
    names = [name] if name else sorted(file.stem for file in (ROOT / "bench").glob("[a-z]*.py"))
    broken = 0
    prepare_files()
    for bench in names:
        print(f"— {bench} ({size})", flush=True)  # noqa: T201 - a command speaks
        broken += bool(subprocess.call([sys.executable, f"bench/{bench}.py", "--size", size, *arguments], cwd=ROOT))  # noqa: S603
    sys.exit(broken)


def run_doctor() -> None:
    """Print what is wrong with the region and the cure; exits with the number of things to mend."""
    import django  # noqa: PLC0415 - only where Django is needed

    django.setup()
    from civicloop.config.doctor import report  # noqa: PLC0415 - needs Django

    report()


def run_messages() -> None:
    """Renew the catalogues."""
    from civicloop.config.messages import update_catalogues  # noqa: PLC0415

    update_catalogues()


def _tool(*command: str) -> None:
    print("—", " ".join(command), flush=True)  # noqa: T201 - a command speaks
    bin_folder = Path(sys.executable).parent
    code = subprocess.call([str(bin_folder / command[0]), *command[1:]], cwd=ROOT)  # noqa: S603
    if code:
        sys.exit(code)
