"""Durable supports per second – 16 clients, signed in, form token checked – beside pgbench running the same SQL.

Goals: ≥ 0.3 of pgbench's transactions per second in the same run; 0 lost, 0 double.
The transaction's SQL is recorded from the action itself, so pgbench cannot run an older one.
"""

import json
import re
import subprocess
from pathlib import Path

import psycopg

from tools.harness import Region, arguments, region, report
from tools.load import request, run

CLIENTS = 16
PEOPLE, PROPOSALS, FILL = 400, 500, 20_000
SECONDS = {"small": 6.0, "full": 20.0}
GOAL = 0.3
TOKEN = "b" * 32

SESSIONS = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from civicloop.people.models import User
store = import_module(settings.SESSION_ENGINE).SessionStore
sessions = []
for person in User.objects.filter(is_active=True).order_by("id")[:PEOPLE]:
    session = store()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    sessions.append([person.pk, session.session_key])
print(json.dumps(sessions))
"""
RECORD = """
import json
from django.db import connection
from django.test.utils import CaptureQueriesContext
from civicloop.people.models import User
from civicloop.proposals.actions.support import add_support
person = User.objects.filter(is_active=True).order_by("-id").first()
from civicloop.proposals.models import Proposal, Support
taken = Support.objects.filter(person=person).values("proposal")
proposal = Proposal.objects.filter(state="open", hidden=False).exclude(pk__in=taken).latest("id")
with CaptureQueriesContext(connection) as queries:
    add_support(proposal_number=proposal.pk, by=person)
statements = [q["sql"] for q in queries.captured_queries]
assert any("proposals_support" in statement for statement in statements), statements
print(json.dumps([person.pk, proposal.pk, statements]))
"""


def supports(made: Region, seconds: float) -> tuple[float, int, int]:
    """Return new supports per second, how many acknowledged ones are missing, and how many stand twice."""
    people = json.loads(made.python(SESSIONS.replace("PEOPLE", str(PEOPLE))).splitlines()[-1])
    numbers = open_proposals(made)[:PROPOSALS]
    pairs = [(person, number) for person, _ in people for number in numbers]
    sessions = dict(people)
    posts = [post(sessions[person], number) for person, number in pairs]
    before = count(made)
    with made.server(CIVICLOOP_BASE_URL="http://127.0.0.1:8000") as port:
        run(port, [request("/en/")], clients=4, seconds=1)
        load = run(port, posts, clients=CLIENTS, seconds=seconds, each_once=True)
    if load.failures:
        raise RuntimeError(f"not every support was accepted: {load.statuses}")
    new = count(made) - before  # some pairs stood already and were answered without a new row
    print(f"  {len(load.answered):,} answers, {new:,} new supports; p95 {load.percentile(95):.1f} ms", flush=True)
    return new / load.seconds, missing(made, [pairs[number] for number in load.answered]), doubles(made)


def post(session: str, number: int) -> bytes:
    """Return the form post by which a signed-in person supports a proposal, form token included."""
    headers = [
        f"Cookie: sessionid={session}; csrftoken={TOKEN}",
        "Content-Type: application/x-www-form-urlencoded",
        "Origin: http://127.0.0.1:8000",
    ]
    body = f"csrfmiddlewaretoken={TOKEN}".encode()
    return request(f"/en/proposals/{number}/support", method="POST", headers=headers, body=body)


def missing(made: Region, pairs: list[tuple[int, int]]) -> int:
    """Return how many acknowledged supports are not there, plus how far any proposal's count is from its rows."""
    with psycopg.connect(made.cluster.url("civicloop")) as connection:
        stand = set(connection.execute("SELECT person_id, proposal_id FROM proposals_support").fetchall())
        wrong = connection.execute(
            """SELECT coalesce(sum(abs(p.supports - p.imported_supports - s.rows)), 0) FROM proposals_proposal p,
               LATERAL (SELECT count(*) AS rows FROM proposals_support s WHERE s.proposal_id = p.id) s"""
        ).fetchone()
    return sum(pair not in stand for pair in pairs) + int(wrong[0])


def doubles(made: Region) -> int:
    """Return how many supports stand more than once."""
    with psycopg.connect(made.cluster.url("civicloop")) as connection:
        sql = "SELECT count(*) - count(DISTINCT (proposal_id, person_id)) FROM proposals_support"
        return int(connection.execute(sql).fetchone()[0])


def open_proposals(made: Region) -> list[int]:
    """Return the numbers of the proposals that can be supported."""
    with psycopg.connect(made.cluster.url("civicloop")) as connection:
        sql = "SELECT id FROM proposals_proposal WHERE state = 'open' AND NOT hidden ORDER BY id"
        return [int(number) for (number,) in connection.execute(sql)]


def count(made: Region) -> int:
    """Return how many supports stand."""
    with psycopg.connect(made.cluster.url("civicloop")) as connection:
        return int(connection.execute("SELECT count(*) FROM proposals_support").fetchone()[0])


def pgbench(made: Region, seconds: float) -> float:
    """Return the transactions per second of pgbench running the recorded SQL with as many clients."""
    person, proposal, statements = json.loads(made.python(RECORD).splitlines()[-1])
    with psycopg.connect(made.cluster.url("civicloop")) as connection:
        first = connection.execute("SELECT min(id) FROM people_user").fetchone()[0]
        connection.execute("CREATE SEQUENCE bench_pair START 1")
    lines = [
        "SELECT nextval('bench_pair') AS pair \\gset",
        f"\\set person {first} + {PEOPLE} + 1 + :pair / {PROPOSALS}",
        f"\\set proposal 1 + :pair % {PROPOSALS}",
    ]
    for statement in statements:
        line = re.sub(rf"(?<![\w.]){person}(?![\w.])", ":person", statement)
        line = re.sub(
            rf"(?<![\w.])'?{proposal}'?(?![\w.])", lambda m: "':proposal'" if "'" in m[0] else ":proposal", line
        )
        lines.append(f"{line};".replace("':proposal'", ":proposal::text"))
    script = Path(made.home) / "support.sql"
    script.write_text("\n".join(lines) + "\n")
    print("  " + "\n  ".join(lines), flush=True)
    done = subprocess.run(
        [
            made.cluster.binary("pgbench"),
            "-n",
            "-c",
            str(CLIENTS),
            "-j",
            "2",
            "-T",
            str(int(seconds)),
            "-f",
            str(script),
            "-h",
            str(made.cluster.socket_folder),
            "-U",
            "postgres",
            "civicloop",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if not found:
        raise RuntimeError(done.stdout + done.stderr)
    return float(found[1])


def main() -> None:
    """Measure and report."""
    seconds = SECONDS[arguments(__doc__ or "").size]
    with region() as made:
        made.fill(FILL)
        ours, wrong, twice = supports(made, seconds)
        peer = pgbench(made, seconds)
    print(f"  ours {ours:.0f}/s beside pgbench {peer:.0f}/s")
    report(
        "support", "supports per second, ours / pgbench", ours / peer, "ratio", f">= {GOAL}", holds=ours / peer >= GOAL
    )
    report("support", "supports lost", wrong, "supports", "0", holds=wrong == 0)
    report("support", "supports doubled", twice, "supports", "0", holds=twice == 0)


if __name__ == "__main__":
    main()
