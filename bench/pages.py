"""Pages at 1,000, 100,000 and 1,000,000 proposals, 32 clients, beside an empty Django view on the same server.

Goals: list page ≥ 0.10 of the empty view without a page cache, ≥ 0.5 with it for visitors; p95 at the largest size
≤ 1.5 × p95 at 1,000; at most 8 queries a page.
"""

import json
from urllib.parse import quote

from tools.harness import Region, arguments, region, report
from tools.load import Load, request, run

CLIENTS = 32
SIZES = {"small": (1_000, 20_000), "full": (1_000, 100_000, 1_000_000)}
SECONDS = {"small": 4.0, "full": 12.0}
WORDS = ("arbres", "fietspad", "school", "Bäume", "marché", "verlichting", "bus", "parc", "eau", "straat", "zeldzaam")
LIST_SHARE, CACHED_SHARE, GROWTH, QUERIES = 0.10, 0.50, 1.5, 8
GROWING = ("list", "list-deep", "list-searched", "proposal")

# Deep pages: cursors spread over the whole list, in every order, as a reader's "next" links carry them.
CURSORS = """
import json
from civicloop.proposals.cursors import Cursor
from civicloop.proposals.filters import ProposalFilter, Sort
from civicloop.proposals.models import Proposal
columns = {Sort.NEW: "id", Sort.SUPPORTED: "supports", Sort.ARGUED: "arguments", Sort.ATTENTION: "attention"}
newest, queries = Proposal.objects.latest("id").pk, []
for part in range(1, 13):
    row = Proposal.objects.filter(pk__lte=newest * part // 13).latest("id")
    for sort, column in columns.items():
        queries.append(ProposalFilter(sort=sort, cursor=Cursor(getattr(row, column), row.pk)).to_query())
print(json.dumps(queries))
"""
# The queries of each page, counted by Django itself; the first visit fills the process's memory and is not counted.
COUNT = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
found = {}
for name, path in json.loads(PATHS).items():
    Client().get(path)
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path).status_code == 200, path
    found[name] = len(queries)
print(json.dumps(found))
"""


def addresses(made: Region, database: str, proposals: int) -> dict[str, list[str]]:
    """Return the addresses that stand for each kind of page, at a size."""
    cursors = json.loads(made.python(CURSORS, database).splitlines()[-1])
    return {
        "home": ["/en/"],
        "list": ["/en/proposals"],
        "list-deep": [f"/en/proposals?{cursor}" for cursor in cursors],
        "list-searched": [f"/en/proposals?q={quote(word)}" for word in WORDS],
        "proposal": [f"/en/proposals/{number}" for number in range(1, proposals, max(1, proposals // 200))],
    }


def measure(made: Region, size: int, seconds: float) -> tuple[dict[str, Load], dict[str, int]]:
    """Fill a database to a size and measure every kind of page without the page cache; also count their queries."""
    database = f"pages_{size}"
    made.copy("civicloop", database)
    made.fill(size, database)
    pages = addresses(made, database, size)
    with made.server(database, CIVICLOOP_PAGE_CACHE_SECONDS="0") as port:
        loads = {"empty": run(port, [request("/bench-empty")], clients=CLIENTS, seconds=seconds)}
        for name, paths in pages.items():
            requests = [request(path) for path in paths]
            run(port, requests, clients=4, seconds=1)  # warm: templates, plans, disk pages
            loads[name] = run(port, requests, clients=CLIENTS, seconds=seconds)
            show(size, name, loads[name], loads["empty"])
    paths = json.dumps({name: each[0] for name, each in pages.items()})
    counted = made.python(COUNT.replace("PATHS", repr(paths)), database)
    return loads, json.loads(counted.splitlines()[-1])


def show(size: int, name: str, load: Load, empty: Load) -> None:
    """Print one line: rate, percentiles, and the share of the empty view's rate."""
    spread = "  ".join(f"p{n} {load.percentile(n):6.1f}" for n in (50, 95, 99))
    share = f"{load.rate / empty.rate:.3f} of empty ({empty.rate:.0f}/s)"
    print(f"  {size:>9,} {name:<14} {load.rate:7.0f}/s  {spread} ms  {share}  {load.failures} failed", flush=True)


def cached(made: Region, size: int, seconds: float) -> float:
    """Return the list page's share of the empty view's rate for visitors, with the page cache on."""
    with made.server(f"pages_{size}") as port:
        empty = run(port, [request("/bench-empty")], clients=CLIENTS, seconds=seconds)
        load = run(port, [request("/en/proposals")], clients=CLIENTS, seconds=seconds)
    show(size, "list, cached", load, empty)
    return load.rate / empty.rate


def main() -> None:
    """Measure and report."""
    size = arguments(__doc__ or "").size
    sizes, seconds = SIZES[size], SECONDS[size]
    with region() as made:
        found = {each: measure(made, each, seconds) for each in sizes}
        visitors = cached(made, sizes[-1], seconds)
    for each, (loads, _) in found.items():
        share = loads["list"].rate / loads["empty"].rate
        goal = f">= {LIST_SHARE}"
        report("pages", f"list page / empty view at {each}", share, "ratio", goal, holds=share >= LIST_SHARE)
    report(
        "pages",
        "cached list page / empty view",
        visitors,
        "ratio",
        f">= {CACHED_SHARE}",
        holds=visitors >= CACHED_SHARE,
    )
    (first, _), (last, queries) = found[sizes[0]], found[sizes[-1]]
    for name in GROWING:
        growth = last[name].percentile(95) / first[name].percentile(95)
        figure = f"p95 of {name} at {sizes[-1]} / at {sizes[0]}"
        report("pages", figure, growth, "ratio", f"<= {GROWTH}", holds=growth <= GROWTH)
    most = max(queries.values())
    report("pages", f"queries of a page ({queries})", most, "queries", f"<= {QUERIES}", holds=most <= QUERIES)
    failed = sum(load.failures for loads, _ in found.values() for load in loads.values())
    report("pages", "failed requests", failed, "requests", "0", holds=failed == 0)


if __name__ == "__main__":
    main()
