"""Keeps a region's processes alive: the database, the web server and the job worker."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from civicloop.core.embedded import Cluster

WATCH_SECONDS = 0.5
STOP_SECONDS = 5  # a page takes far less; a job that is cut short runs again
MAX_PAUSE_SECONDS = 10.0


@dataclass
class Child:
    """One process that is started again whenever it ends, each time after a longer pause if it ends at once."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = WATCH_SECONDS
    not_before: float = field(default=0.0)

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches only the supervisor."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603 - our own command

    def tend(self) -> None:
        """Start the process again if it has ended and its pause is over."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            self._end_group()
            lived = now - self.started
            self.pause = WATCH_SECONDS if lived > MAX_PAUSE_SECONDS else min(self.pause * 2, MAX_PAUSE_SECONDS)
            self.process, self.not_before = None, now + self.pause
            print(f"{self.name} ended; starting it again.", file=sys.stderr, flush=True)  # noqa: T201
        if now >= self.not_before:
            self.start()

    def ask_to_stop(self) -> None:
        """Tell the process to end what it is doing."""
        if self.process is not None:
            self.process.terminate()

    def stop(self) -> None:
        """Wait for the process to end, then end it and what it started."""
        if self.process is None:
            return
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._end_group()

    def _end_group(self) -> None:
        # Web workers whose parent was killed would keep the port.
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    """Runs children until a signal comes, and brings back whatever dies."""

    def __init__(self, children: list[Child], cluster: Cluster | None) -> None:
        self.children = children
        self.cluster = cluster
        self.stopping = False

    def run(self) -> None:
        """Watch until SIGINT or SIGTERM, then stop everything, the database last."""
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._ask_to_stop)
        while not self.stopping:
            self._tend_database()
            for child in self.children:
                child.tend()
            time.sleep(WATCH_SECONDS)
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.stop()

    def _tend_database(self) -> None:
        if self.cluster is None or self.cluster.running():
            return
        try:
            if self.cluster.start():
                print("The database had ended; it runs again.", file=sys.stderr, flush=True)  # noqa: T201
        except RuntimeError as error:
            print(error, file=sys.stderr, flush=True)  # noqa: T201

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self.stopping = True
