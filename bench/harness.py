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
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

from civicloop.core.embedded import Cluster  # noqa: E402 - the path above comes first


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
            "bench.empty:application",
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
                "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
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


@dataclass
class Load:
    """What a run of closed-loop clients measured: seconds per request, and how many failed."""

    seconds: float
    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Return requests per second."""
        return len(self.times) / self.seconds

    def percentile(self, n: int) -> float:
        """Return the n-th percentile of the times, in milliseconds."""
        return 1000 * quantiles(self.times, n=100, method="inclusive")[n - 1]


def drive(clients: int, seconds: float, make: Callable[[int], Callable[[], Any]]) -> Load:
    """Let clients repeat an action for some seconds, each as soon as its last has ended.

    `make(number)` returns a client's action; an exception counts as a failure.
    """
    times: list[list[float]] = [[] for _ in range(clients)]
    failures: list[str] = []
    stop = time.monotonic() + seconds

    def work(number: int) -> None:
        action = make(number)
        while (begin := time.monotonic()) < stop:
            try:
                action()
                times[number].append(time.monotonic() - begin)
            except Exception as error:  # noqa: BLE001 - a failed request is a figure here
                failures.append(repr(error)[:200])
                time.sleep(0.05)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(time.monotonic() - begin, [t for each in times for t in each], failures)
