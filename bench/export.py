"""Exporting a million proposals in constant memory, over HTTP as a visitor does and from the command line.

Goal: peak memory of the serving process and of the command under 200 MB, in every format.
"""

import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

import psutil

from tools.harness import ROOT, Region, arguments, region, report

SIZES = {"small": 50_000, "full": 1_000_000}
LIMIT_MB = 200
FORMATS = ("csv", "jsonl", "parquet")


class Peak(threading.Thread):
    """Watches the largest resident memory of a process and its children, each by itself."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.bytes = 0
        self.over = threading.Event()

    def run(self) -> None:
        """Look twenty times a second."""
        while not self.over.wait(0.05):
            try:
                process = psutil.Process(self.pid)
                for each in [process, *process.children(recursive=True)]:
                    self.bytes = max(self.bytes, each.memory_info().rss)
            except psutil.NoSuchProcess:
                continue

    def stop(self) -> float:
        """Return the peak in MB (10⁶ bytes)."""
        self.over.set()
        self.join()
        return self.bytes / 1e6


def download(port: int, name: str) -> tuple[int, float]:
    """Return how many bytes an export had and how many seconds it took; nothing of it is kept."""
    begin = time.monotonic()
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", f"/api/v1/exports/{name}")
    response = connection.getresponse()
    if response.status != 200:
        raise RuntimeError(f"{name}: {response.status} {response.read(500)!r}")
    size = 0
    while block := response.read(1 << 16):
        size += len(block)
    connection.close()
    return size, time.monotonic() - begin


def command(made: Region, file: Path) -> float:
    """Return the peak memory (MB) of `civicloop export` writing a file."""
    environment = made.environment | {"CIVICLOOP_DATABASE_URL": made.cluster.url("civicloop")}
    words = [sys.executable, "-m", "django", "export", "proposals", str(file)]
    process = subprocess.Popen(words, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = Peak(process.pid)
    peak.start()
    if process.wait(1800):
        raise RuntimeError(f"export to {file.name} failed")
    return peak.stop()


def main() -> None:
    """Measure and report."""
    size = SIZES[arguments(__doc__ or "").size]
    with region() as made:
        made.fill(size)
        for form in FORMATS:
            with made.server() as port:
                server = next(p for p in psutil.Process().children() if "granian" in " ".join(p.cmdline()))
                peak = Peak(server.pid)  # and its workers, and what they start
                peak.start()
                length, seconds = download(port, f"proposals.{form}")
                served = peak.stop()
            written = command(made, made.home / f"proposals.{form}")
            rows = size / seconds
            peaks = f"peak {served:.0f} MB served, {written:.0f} MB written"
            print(f"  {form:<8} {length / 1e6:7.1f} MB in {seconds:5.1f} s ({rows:,.0f} rows/s), {peaks}")
            goal = f"< {LIMIT_MB}"
            report(
                "export", f"peak memory serving {size} proposals as {form}", served, "MB", goal, holds=served < LIMIT_MB
            )
            report(
                "export",
                f"peak memory writing {size} proposals as {form}",
                written,
                "MB",
                goal,
                holds=written < LIMIT_MB,
            )


if __name__ == "__main__":
    main()
