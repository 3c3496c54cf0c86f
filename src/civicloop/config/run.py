"""Start a region: prepare what is missing, then keep its processes alive."""

import os
import socket
import sys
from pathlib import Path

import structlog

from civicloop.config import env
from civicloop.config.commands import cluster, manage, prepare_files, start_database
from civicloop.config.supervisor import Child, Supervisor

log = structlog.get_logger(__name__)


def run_demo(*, port: int, real: Path | None) -> None:
    """Start the sample region, loading its data the first time."""
    os.environ.setdefault("CIVICLOOP_DEMO", "1")
    os.environ.setdefault("CIVICLOOP_EMAIL", "demo:")
    os.environ.setdefault("CIVICLOOP_STAFF_SECOND_FACTOR", "0")
    os.environ.setdefault("CIVICLOOP_BASE_URL", f"http://localhost:{port}")
    _check_port("127.0.0.1", port)
    _prepare()
    manage("load_demo", *(["--real", str(real.resolve())] if real else []))
    _serve("127.0.0.1", port, workers=2, jobs=True)


def run_region(*, host: str, port: int, workers: int, jobs: bool) -> None:
    """Start a region for real."""
    _check_port(host, port)
    _prepare()
    print(f"Serving {env.load().base_url} on {host}:{port}. Ctrl-C stops everything.", flush=True)  # noqa: T201
    _serve(host, port, workers=workers or os.cpu_count() or 1, jobs=jobs)


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(f"Port {port} on {host} cannot be used ({error.strerror}). Choose another with --port.")


def _prepare() -> None:
    prepare_files()
    try:
        start_database()
    except RuntimeError as error:
        sys.exit(str(error))
    manage("migrate", "--verbosity", "0", "--skip-checks")
    manage("load_region", "--verbosity", "0")


def _serve(host: str, port: int, *, workers: int, jobs: bool) -> None:
    settings = env.load()
    granian = [
        str(Path(sys.executable).parent / "granian"),
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        f"--workers={workers}",
        f"--blocking-threads={settings.connections}",
        "--backlog=1024",
        "--respawn-failed-workers",
        "--log-level=error",
        "civicloop.config.wsgi:application",
    ]
    children = [Child("The web server", granian)]
    if jobs:
        children.append(Child("The job worker", [sys.executable, "-m", "django", "work"]))
    stop_database = cluster()
    try:
        Supervisor(children, stop_database).run()
    finally:
        if stop_database:
            stop_database.stop()
