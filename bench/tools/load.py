"""A closed-loop load of many clients from one small process: plain sockets, kept open; the server gets the cores.

Each client sends its next request as soon as its last was answered. Only addresses of this machine are accepted.
"""

import json
import random
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

LOCAL = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Load:
    """What a run measured: its length in seconds, seconds per answered request, and answers by status."""

    seconds: float
    times: list[float]
    statuses: dict[int, int]
    answered: list[int]  # which requests (their place in the list given) were answered with success

    @property
    def rate(self) -> float:
        """Return answers per second."""
        return len(self.times) / self.seconds

    @property
    def failures(self) -> int:
        """Return how many answers were not a success or a redirect."""
        return sum(count for status, count in self.statuses.items() if not 200 <= status < 400)

    def percentile(self, n: int) -> float:
        """Return the n-th percentile of the times, in milliseconds."""
        return 1000 * quantiles(self.times, n=100, method="inclusive")[n - 1]


def request(path: str, *, method: str = "GET", headers: Sequence[str] = (), body: bytes = b"") -> bytes:
    """Return the bytes of one HTTP/1.1 request."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers]
    if body or method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def run(port: int, requests: Sequence[bytes], *, clients: int, seconds: float, each_once: bool = False) -> Load:
    """Drive a server from a process of its own; clients take requests in random order, or each one once."""
    job = {
        "port": port,
        "clients": clients,
        "seconds": seconds,
        "each_once": each_once,
        "requests": [item.decode("latin-1") for item in requests],
    }
    done = subprocess.run(
        [sys.executable, str(Path(__file__))], input=json.dumps(job), capture_output=True, text=True, check=True
    )
    answer = json.loads(done.stdout)
    statuses = {int(status): count for status, count in answer["statuses"].items()}
    return Load(answer["seconds"], answer["times"], statuses, answer["answered"])


class _Client:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((LOCAL[0], port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.begin = 0.0
        self.number = -1

    def send(self, item: tuple[int, bytes]) -> None:
        self.number, data = item
        self.begin = time.perf_counter()
        self.buffer = b""
        self.socket.sendall(data)

    def receive(self) -> int:
        """Return the status once the whole answer is here, else 0."""
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("the server closed the connection")
        self.buffer += data
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return 0
        lower = head.lower()
        at = lower.find(b"content-length:")
        if at >= 0:
            complete = len(body) >= int(lower[at + 15 :].split(b"\r\n", 1)[0])
        else:
            complete = body.endswith(b"0\r\n\r\n") or b" 304 " in head[:16] or b" 204 " in head[:16]
        return int(head[9:12]) if complete else 0


def _main() -> None:
    job = json.load(sys.stdin)
    waiting = [(number, item.encode("latin-1")) for number, item in enumerate(job["requests"])]
    dice = random.Random(1)
    dice.shuffle(waiting)
    position = 0
    selector = selectors.DefaultSelector()
    times: list[float] = []
    statuses: dict[int, int] = {}
    answered: list[int] = []

    def following() -> tuple[int, bytes] | None:
        nonlocal position
        if job["each_once"] and position >= len(waiting):
            return None
        position += 1
        return waiting[(position - 1) % len(waiting)]

    begin = time.perf_counter()
    end = begin + job["seconds"]
    for _ in range(job["clients"]):
        client = _Client(job["port"])
        if (data := following()) is not None:
            client.send(data)
            selector.register(client.socket, selectors.EVENT_READ, client)
    while selector.get_map():
        for key, _ in selector.select(timeout=30):
            client = key.data
            status = client.receive()
            if not status:
                continue
            now = time.perf_counter()
            times.append(now - client.begin)
            statuses[status] = statuses.get(status, 0) + 1
            if job["each_once"] and 200 <= status < 400:
                answered.append(client.number)
            data = following() if now < end else None
            if data is None:
                selector.unregister(client.socket)
                client.socket.close()
            else:
                client.send(data)
    print(
        json.dumps({"seconds": time.perf_counter() - begin, "times": times, "statuses": statuses, "answered": answered})
    )


if __name__ == "__main__":
    _main()
