"""What every bench shares: a region of its own, a server to measure, closed-loop clients, one JSON line per figure.

All traffic goes to 127.0.0.1, bounded in count and time; every process started here is ended here.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

from civicloop.core.embedded import Cluster


def arguments(description: str) -> argparse.Namespace:
    """Read --size small|full, which every bench takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--size", choices=("small", "full"), default="small")
    return parser.parse_args()


def report(bench: str, figure: str, value: float, unit: str, goal: str, *, holds: bool) -> None:
    """Print one figure as a JSON line."""
    line = {"bench": bench, "figure": figure, "value": round(value, 4), "unit": unit, "goal": goal, "holds": holds}
    print(json.dumps(line, ensure_ascii=False), flush=True)


@dataclass
class Region:
    """A throw-away region on this machine."""

    home: Path
    cluster: Cluster
    environment: dict[str, str]

    def manage(self, *words: str, database: str = "civicloop") -> None:
        """Run a management command against one of the region's databases."""
        environment = self.environment | {"CIVICLOOP_DATABASE_URL": self.cluster.url(database)}
        subprocess.run([sys.executable, "-m", "django", *words], env=environment, check=True, cwd=ROOT)

    def python(self, code: str, database: str = "civicloop") -> str:
        """Run lines of Python inside the region's Django; return what they print."""
        environment = self.environment | {"CIVICLOOP_DATABASE_URL": self.cluster.url(database)}
        command = [sys.executable, "-m", "django", "shell", "-v", "0", "-c", code]
        return subprocess.run(command, env=environment, check=True, cwd=ROOT, capture_output=True, text=True).stdout

    def copy(self, source: str, target: str) -> None:
        """Make a database equal to another."""
        with psycopg.connect(self.cluster.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {target} TEMPLATE {source} STRATEGY FILE_COPY")

    def fill(self, proposals: int, database: str = "civicloop") -> None:
        """Fill a database with plausible proposals."""
        address = self.cluster.url(database)
        command = [sys.executable, str(ROOT / "bench/fill.py"), address, "--proposals", str(proposals)]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)

    @contextmanager
    def demo(self) -> Iterator[None]:
        """Load the demo's accounts and sample."""
        self.environment |= {"CIVICLOOP_DEMO": "1", "CIVICLOOP_EMAIL": "demo:"}
        self.manage("load_demo")
        yield

    @contextmanager
    def server(self, database: str = "civicloop", **extra: str) -> Iterator[int]:
        """Serve a database as production does; gives the port."""
        port = free_port()
        environment = self.environment | {"CIVICLOOP_DATABASE_URL": self.cluster.url(database)} | extra
        command = [
            str(Path(sys.executable).parent / "granian"),
            "--interface=wsgi",
            f"--port={port}",
            "--workers=2",
            "--blocking-threads=8",
            "--log-level=error",
            "tools.empty:application",
        ]
        process = subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True)
        try:
            wait_for(port)
            yield port
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)


@contextmanager
def region() -> Iterator[Region]:
    """Make a durable region in a temporary folder, migrated and with its places; remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="civic-bench-") as folder:
        home = Path(folder)
        cluster = Cluster(home / "postgres")
        cluster.start()
        try:
            cluster.ensure_database("civicloop")
            environment = os.environ | {
                "CIVICLOOP_HOME": str(home),
                "CIVICLOOP_SECRET_KEY": "bench",
                "DJANGO_SETTINGS_MODULE": "civicloop.config.settings",
                "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'bench'}",
            }
            made = Region(home, cluster, environment)
            made.manage("migrate", "--verbosity", "0")
            made.manage("load_region", "--verbosity", "0")
            yield made
        finally:
            cluster.stop()


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, path: str = "/healthz", seconds: float = 30) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"Nothing answered at port {port} within {seconds} s")
