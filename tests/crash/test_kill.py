"""kill -9 of web, worker and database at random while people write: what was acknowledged is there, once."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import socket

import psutil
import psycopg
import pytest

from civicloop.core.embedded import Cluster

pytestmark = [pytest.mark.crash, pytest.mark.xdist_group("crash")]
ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 6
PROPOSALS = 40
SECONDS = 25
VICTIMS = ("granian", "worker", "postgres")
SEED = """
import json
from django.db import transaction
from civicloop.people.models import ApiToken, User
from civicloop.proposals import domain
from civicloop.proposals.models import Proposal
tokens = []
with transaction.atomic():
    for n in range(PEOPLE):
        person = User.objects.create_user(f"p{n}@example.org")
        secret = ApiToken.new_secret()
        ApiToken.objects.create(person=person, name="crash", digest=ApiToken.digest_of(secret), hint=secret[:12])
        tokens.append(secret)
    author = User.objects.create_user("author@example.org")
    for n in range(PROPOSALS):
        title = f"Proposal number {n} of the crash test"
        Proposal.objects.create(author=author, title=title, text=title * 3, summary=title, language="en",
            challenge_id="safe", place_id="21004", fingerprint=domain.fingerprint(title, title))
print("TOKENS " + json.dumps(tokens))
"""


@dataclass
class Region:
    port: int
    home: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str]

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.home / "postgres")

    def ask(self, method: str, path: str, token: str = "", body: object = None) -> int:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"} if token else {}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            with connection.getresponse() as response:
                response.read()
                return response.status

    def wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if self.ask("GET", "/readyz") == 200:
                    return
            except (OSError, HTTPException):
                pass
            time.sleep(0.2)
        raise AssertionError(f"the region did not come back within {seconds} s")


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CIVICLOOP_")} | {
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "civicloop.config.settings",
    }
    command = [sys.executable, "-m", "civicloop.config.cli", "serve", "--home", str(tmp_path), "--port", str(port)]
    process = subprocess.Popen([*command, "--workers", "2"], env=environment, cwd=ROOT, start_new_session=True)
    made = Region(port, tmp_path, process, environment | {"CIVICLOOP_HOME": str(tmp_path)})
    try:
        made.wait(60)
        yield made
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        made.cluster.stop()


@dataclass
class Writer(threading.Thread):
    """One person who supports, takes back and supports again, and notes what was acknowledged."""

    region: Region
    token: str
    stop: threading.Event
    acknowledged: dict[int, str] = field(default_factory=dict)
    uncertain: set[int] = field(default_factory=set)
    answers: int = 0

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        dice = random.Random(self.token)
        while not self.stop.is_set():
            number = dice.randrange(1, PROPOSALS + 1)
            method = "DELETE" if self.acknowledged.get(number) == "POST" and dice.random() < 0.3 else "POST"
            try:
                status = self.region.ask(method, f"/api/v1/proposals/{number}/support", self.token)
            except (OSError, HTTPException):
                self.uncertain.add(number)  # no answer: it may or may not be there
                time.sleep(0.1)
                continue
            if status in {200, 201, 204}:
                self.answers += 1
                self.acknowledged[number] = method
                self.uncertain.discard(number)
            else:
                assert status in {503, 429}, status  # never a 500
                self.uncertain.add(number)
                time.sleep(0.1)


def kill_one(region: Region, dice: random.Random) -> str:
    victim = dice.choice(VICTIMS)
    if victim == "postgres":
        pid = int((region.cluster.folder / "postmaster.pid").read_text().split()[0])
        targets = [psutil.Process(pid)]
    else:
        children = psutil.Process(region.process.pid).children(recursive=True)
        word = "granian" if victim == "granian" else "work"
        targets = [p for p in children if word in " ".join(p.cmdline()) and "postgres" not in p.name()]
    if targets:
        dice.choice(targets).kill()
    return victim


def test_everything_acknowledged_survives(region: Region):
    code = SEED.replace("PEOPLE", str(PEOPLE)).replace("PROPOSALS", str(PROPOSALS))
    command = [sys.executable, "-m", "django", "shell", "-v0", "-c", code]
    seeded = subprocess.run(command, env=region.environment, cwd=ROOT, capture_output=True, text=True, check=True)
    tokens = json.loads(seeded.stdout.split("TOKENS ")[1])
    stop = threading.Event()
    writers = [Writer(region, token, stop) for token in tokens]
    for writer in writers:
        writer.start()
    dice, kills, end = random.Random(7), [], time.monotonic() + SECONDS
    while time.monotonic() < end:
        time.sleep(dice.uniform(1.0, 3.0))
        try:
            kills.append(kill_one(region, dice))
        except (psutil.NoSuchProcess, FileNotFoundError, IndexError, ValueError):
            continue
    stop.set()
    for writer in writers:
        writer.join(30)
    region.wait(60)

    assert set(kills) == set(VICTIMS), kills
    assert sum(writer.answers for writer in writers) > 100
    with psycopg.connect(region.cluster.url("civicloop")) as connection:
        rows = connection.execute(
            """SELECT t.digest, s.proposal_id FROM proposals_support s
               JOIN people_apitoken t ON t.person_id = s.person_id"""
        ).fetchall()
        counts = connection.execute(
            """SELECT p.id FROM proposals_proposal p
               WHERE p.supports <> (SELECT count(*) FROM proposals_support s WHERE s.proposal_id = p.id)"""
        ).fetchall()
    assert len(rows) == len(set(rows)), "a support stands twice"
    assert not counts, f"counts that lie: {counts}"
    _check_acknowledged(writers, set(rows))


def _check_acknowledged(writers: list[Writer], rows: set[tuple[str, int]]) -> None:
    import hashlib

    for writer in writers:
        digest = hashlib.sha256(writer.token.encode()).hexdigest()
        for number, method in writer.acknowledged.items():
            if number not in writer.uncertain:
                stands = (digest, number) in rows
                assert stands == (method == "POST"), f"proposal {number}: acknowledged {method}, stands: {stands}"
