"""Say what is wrong with a region, and the cure; each check is one function that returns a finding."""

import atexit
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console

from civicloop.config import env
from civicloop.config.commands import cluster
from civicloop.core.region import PackError, load_pack

LOW_DISK_BYTES = 2 * 2**30


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; `cure` is empty when all is well."""

    name: str
    state: str
    cure: str = ""


def report() -> None:
    """Print every finding; exits with the number of things to mend."""
    console = Console(highlight=False)
    findings = []
    for finding in examine():
        findings.append(finding)
        mark = "[red]✗[/red]" if finding.cure else "[green]✓[/green]"
        console.print(f"{mark} {finding.name}: {finding.state}")
        if finding.cure:
            console.print(f"    cure: {finding.cure}")
    sys.exit(sum(bool(finding.cure) for finding in findings))


def examine() -> Iterator[Finding]:
    """Yield the findings of all checks; one that breaks is a finding too."""
    checks: list[Callable[[], Finding]] = [_pack, _files, _disk, _secret, _settings]
    embedded = cluster()
    if embedded is None or (embedded.folder / "PG_VERSION").exists():
        checks += [_database, _migrations]
    else:
        yield Finding("database", "none yet", "Start the region once: ./civicloop demo or serve.")
    for check in checks:
        try:
            yield check()
        except (Error, OSError, RuntimeError) as error:
            yield Finding(
                check.__name__.strip("_"), str(error).splitlines()[0], "Mend what is said above, then run this again."
            )


def _pack() -> Finding:
    folder = env.load().region
    try:
        pack = load_pack(folder)
    except PackError as error:
        return Finding("region pack", str(error), "Mend the file named, see docs/how-to/region-pack.md.")
    return Finding("region pack", f"{pack.name.best('en')}, {len(pack.municipalities)} municipalities")


def _files() -> Finding:
    manifest = env.ROOT / "build/collected/staticfiles.json"
    if manifest.exists():
        return Finding("built files", "theme, styles and scripts stand in build/")
    return Finding("built files", "missing", "Run ./civicloop serve or demo once; both build them.")


def _disk() -> Finding:
    home = env.load().home
    folder = next(path for path in [home, *home.parents] if path.exists())
    free = shutil.disk_usage(folder).free
    state = f"{free / 2**30:.1f} GiB free for {home}"
    return Finding("disk", state, "Make room, or move the home with --home." if free < LOW_DISK_BYTES else "")


def _secret() -> Finding:
    file: Path = env.load().home / "secret.key"
    if env.load().secret_key or not file.exists():
        return Finding(
            "secret key", "given by CIVICLOOP_SECRET_KEY" if env.load().secret_key else "made at the first start"
        )
    mode = file.stat().st_mode & 0o777
    if mode & 0o077:
        return Finding("secret key", f"others may read {file} ({mode:o})", f"chmod 600 {file}")
    return Finding("secret key", "readable by its owner only")


def _database() -> Finding:
    embedded = cluster()
    if embedded is not None and embedded.start():
        atexit.register(embedded.stop)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000, current_setting('fsync')")
        version, fsync = cursor.fetchone()
    cure = "" if version >= 18 else "Civicloop needs PostgreSQL 18 or newer."  # noqa: PLR2004 - the version decided in ADR 2
    cure = cure or ("" if fsync == "on" else "Turn fsync on; accepted writes can be lost without it.")
    return Finding("database", f"PostgreSQL {version}, fsync {fsync}", cure)


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding(
            "tables", f"{len(waiting)} migrations wait", "Run ./civicloop serve, or ./civicloop manage migrate."
        )
    return Finding("tables", "up to date")


def _settings() -> Finding:
    settings = env.load()
    public = not settings.base_url.startswith(("http://127.", "http://localhost"))
    if public and (settings.debug or settings.demo):
        return Finding(
            "settings", "debug or demo is on at a public address", "Unset CIVICLOOP_DEBUG and CIVICLOOP_DEMO."
        )
    if public and settings.email == "console:":
        return Finding(
            "settings", "mails go to the console", "Set CIVICLOOP_EMAIL, for example smtp://user:password@host:587."
        )
    call_command("check", verbosity=0)
    return Finding("settings", f"served at {settings.base_url}, {os.cpu_count()} cores")
