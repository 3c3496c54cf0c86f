"""Fill a database with plausible proposals, people, supports and arguments: `python bench/fill.py ADDRESS`.

The same numbers in, the same rows out. Words come from the region pack's sample (mixed languages) and from made-up
street names, so that common, middling and rare words are there; supports follow Zipf's law; places follow their
population. A million proposals take about eight minutes on two cores: most of it goes into their search words.
The region must be loaded (`civicloop demo` or `manage load_region`), and the tables of proposals must be empty.
"""

import argparse
import sys
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

PACK = Path(__file__).resolve().parents[1] / "regions" / "brussels"
TABLES = ("people_user", "proposals_proposal", "proposals_support", "proposals_argument")
STREETS = {
    "fr": ("rue {}", "avenue {}", "place {}", "chaussée de {}"),
    "nl": ("{}straat", "{}laan", "{}plein", "{}dreef"),
    "en": ("{} Street", "{} Square", "{} Park", "{} Lane"),
    "de": ("{}straße", "{}platz", "{}weg", "{}allee"),
}
# fmt: off
HEADS = ["Al", "Bel", "Ber", "Cor", "Del", "Dor", "Er", "Fran", "Gal", "Gil", "Hen", "Is", "Jan", "Kor", "Lam", "Lin",
         "Mar", "Mer", "Nor", "Os", "Pau", "Pel", "Ram", "Ser", "Sim", "Tor", "Ur", "Ver", "Wal", "Zan"]
MIDDLES = ["a", "bi", "ca", "de", "fo", "gu", "he", "ju", "ki", "ler", "lo", "ma", "men", "ne", "nin", "pu", "ri", "ro",
           "sal", "so", "ta", "vu", "we", "xi", "za"]
TAILS = ["beek", "broeck", "court", "dael", "ens", "feld", "gem", "haut", "ier", "kamp", "ligne", "mans", "nes",
         "poort", "quin", "rode", "sart", "tiel", "velde", "wez"]
# fmt: on
SPREAD_DAYS = 1100  # three years of a region's life
LANGUAGE_BORDERS = (("fr", 0.50), ("nl", 0.80), ("en", 0.95), ("de", 1.0))
WORTH_TWO = 1000  # rows from which two connections are faster than one


@dataclass(frozen=True, slots=True)
class Filled:
    """How many rows of each sort now stand in the database, and how long it took (seconds)."""

    proposals: int
    people: int
    supports: int
    arguments: int
    seconds: float


def fill(address: str, *, proposals: int, people: int | None = None, seed: int = 1) -> Filled:
    """Fill a region's empty tables with plausible rows and return how many there are.

    Units: `people` defaults to a tenth of the proposals, at least 200. Supports have a mean of about 1 a proposal, with
    a long tail up to the number of people; arguments a mean of about 0.3.
    Errors: RuntimeError when the region is not loaded or proposals exist already.
    """
    started = time.monotonic()
    people = people or max(200, proposals // 10)
    with psycopg.connect(address, autocommit=True) as connection:
        _check(connection)
        _vocabulary(connection)
        newest = connection.execute("SELECT coalesce(max(id), 0) FROM people_user").fetchone()
        first = newest[0] + 1 if newest else 1
        with _without_indexes(connection):
            connection.execute(PEOPLE, {"people": people, "first": first})
            values = {"n": proposals, "seed": seed, "people": people, "person": first}
            for statement in (PROPOSALS, SUPPORTS, ARGUMENTS):
                _in_parts(address, statement, proposals, values)
        connection.execute("DROP TABLE fill_sentence, fill_title, fill_reason, fill_place, fill_name")
        for table in TABLES:
            name = sql.Identifier(table)
            following = sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), (SELECT max(id) FROM {}))")
            connection.execute(following.format(table, name))
            connection.execute(sql.SQL("VACUUM (ANALYZE) {}").format(name))
        rows, supports, reasons = (_count(connection, table) for table in TABLES[1:])
    return Filled(rows, people, supports, reasons, time.monotonic() - started)


def _check(connection: psycopg.Connection) -> None:
    if not _count(connection, "places_place") or not _count(connection, "strategy_challenge"):
        raise RuntimeError("The region is not loaded. Run `civicloop manage load_region` on this database first.")
    if _count(connection, "proposals_proposal"):
        raise RuntimeError("There are proposals in this database already. Fill a fresh one.")


def _count(connection: psycopg.Connection, table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def _in_parts(address: str, statement: str, rows: int, values: dict[str, int]) -> None:
    """Run an INSERT … SELECT over two halves of the numbers at once: making search words is bound by one core each."""
    half = rows // 2
    parts = [(1, half), (half + 1, rows)] if rows >= WORTH_TWO else [(1, rows)]

    def run(part: tuple[int, int]) -> None:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")  # no foreign key checks row by row
            connection.execute("SET synchronous_commit = off")
            connection.execute(statement, values | {"low": part[0], "high": part[1]})

    with ThreadPoolExecutor(len(parts)) as pool:
        list(pool.map(run, parts))


@contextmanager
def _without_indexes(connection: psycopg.Connection) -> Iterator[None]:
    """Take away the indexes no constraint stands on, and build them again whole, which is several times faster."""
    found = connection.execute(
        """SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
           WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique""",
        [list(TABLES)],
    ).fetchall()
    for name, _ in found:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    try:
        yield
    finally:
        connection.execute("SET maintenance_work_mem = '512MB'")
        for _, definition in found:
            connection.execute(definition)


def _vocabulary(connection: psycopg.Connection) -> None:
    """Store what SQL draws from: the sample's sentences, titles and arguments, street names, places by population."""
    connection.execute("""
        CREATE UNLOGGED TABLE fill_sentence (lang text, n serial, words text);
        CREATE UNLOGGED TABLE fill_title (lang text, n serial, words text, challenge text, aims text[]);
        CREATE UNLOGGED TABLE fill_reason (lang text, n serial, words text, side text);
        CREATE UNLOGGED TABLE fill_name (n serial PRIMARY KEY, words text)""")
    with connection.cursor() as cursor:
        for file in sorted((PACK / "sample").glob("proposals.*.toml")):
            lang = file.name.split(".")[1]
            for entry in tomllib.loads(file.read_text(encoding="utf-8"))["proposal"]:
                row = (lang, entry["title"], entry["challenge"], entry.get("aims", []))
                cursor.execute("INSERT INTO fill_title (lang, words, challenge, aims) VALUES (%s, %s, %s, %s)", row)
                for part in filter(None, (line.strip(" -") for line in entry["text"].splitlines())):
                    cursor.execute("INSERT INTO fill_sentence (lang, words) VALUES (%s, %s)", (lang, part))
                for reason in entry.get("argument", []):
                    row = (lang, reason["text"], reason["side"])
                    cursor.execute("INSERT INTO fill_reason (lang, words, side) VALUES (%s, %s, %s)", row)
        names = [(head + middle + tail,) for tail in TAILS for middle in MIDDLES for head in HEADS]
        cursor.executemany("INSERT INTO fill_name (words) VALUES (%s)", names)
    # Each place takes a stretch of [0, 1) as long as its share of the people.
    connection.execute("""
        CREATE UNLOGGED TABLE fill_place AS
        SELECT code, sum(weight) OVER (ORDER BY code) / sum(weight) OVER () AS border FROM (
            SELECT code, CASE kind WHEN 'municipality' THEN coalesce(population, 20000) ELSE 6000 END::float AS weight
            FROM places_place WHERE kind <> 'region') AS weighted""")


def _random(number: str, use: int) -> str:
    """Return SQL for a number even in [0, 1), the same for the same number, use and seed every time."""
    return f"((hashint8extended({number}, %(seed)s * 1000 + {use}) & 2147483647) / 2147483648.0)"


PEOPLE = """
INSERT INTO people_user (id, password, email, display_name, language, also_reads, place_code, roles, is_active,
    blocked_reason, sample)
SELECT n, '!fill', 'resident-' || n || '@example.org', CASE WHEN n %% 3 = 0 THEN '' ELSE 'Resident ' || n END,
       (ARRAY['fr', 'nl', 'en', 'de'])[1 + n %% 4], '{}', '', '{}', true, '', true
FROM generate_series(%(first)s::bigint, %(first)s + %(people)s - 1) AS n
"""

_LANGUAGE = "CASE " + " ".join(f"WHEN r.lang < {border} THEN '{lang}'" for lang, border in LANGUAGE_BORDERS) + " END"
_STREETS = " ".join(f"WHEN '{lang}' THEN ARRAY[{', '.join(map(repr, kinds))}]" for lang, kinds in STREETS.items())

PROPOSALS = f"""
WITH sentences AS (SELECT lang, array_agg(words ORDER BY n) AS lines FROM fill_sentence GROUP BY lang),
titles AS (
    SELECT lang, array_agg(words ORDER BY n) AS lines, array_agg(challenge ORDER BY n) AS challenges,
           array_agg(array_to_string(aims, ',') ORDER BY n) AS aims FROM fill_title GROUP BY lang),
names AS (SELECT array_agg(words ORDER BY n) AS lines FROM fill_name),
places AS (
    SELECT array_agg(code ORDER BY border) AS codes, array_agg(border ORDER BY border) AS borders FROM fill_place)
INSERT INTO proposals_proposal (id, author_id, author_name, title, text, summary, language, challenge_id, aims,
    place_id, "where", latitude, longitude, state, hidden, sample, photo, photo_alt, published_at, edited_at, supports,
    imported_supports, arguments, fingerprint, source, source_id, source_url)
SELECT i, %(person)s + floor(r.author * %(people)s)::bigint, '', d.title, d.text, left(d.text, 170) || '…', p.lang,
    d.challenge, string_to_array(nullif(d.aims, ''), ','), d.place, d.street,
    CASE WHEN r.point < 0.4 THEN 50.77 + r.latitude * 0.15 END,
    CASE WHEN r.point < 0.4 THEN 4.25 + r.longitude * 0.22 END,
    CASE WHEN r.state < 0.95 THEN 'open' WHEN r.state < 0.99 THEN 'archived' ELSE 'withdrawn' END,
    r.hidden < 0.005, true, '', '',
    date_trunc('hour', now()) - (%(n)s - i + r.published) / %(n)s * interval '{SPREAD_DAYS} days', NULL,
    d.supports, 0, d.arguments, md5(i::text || '-' || %(seed)s), '', '', ''
FROM generate_series(%(low)s::bigint, %(high)s) AS i
CROSS JOIN LATERAL (
    SELECT {_random("i", 1)} AS lang, {_random("i", 2)} AS author, {_random("i", 3)} AS place,
        {_random("i", 4)} AS title, {_random("i", 5)} AS point, {_random("i", 6)} AS latitude,
        {_random("i", 7)} AS longitude, {_random("i", 8)} AS state, {_random("i", 9)} AS hidden,
        {_random("i", 10)} AS published, {_random("i", 11)} AS supports, {_random("i", 12)} AS arguments,
        {_random("i", 13)} AS name, {_random("i", 14)} AS lines) AS r
CROSS JOIN LATERAL (SELECT {_LANGUAGE} AS lang) AS p
JOIN sentences ON sentences.lang = p.lang JOIN titles ON titles.lang = p.lang CROSS JOIN names CROSS JOIN places
CROSS JOIN LATERAL (
    SELECT 1 + floor(r.title * cardinality(titles.lines))::int AS title,
        1 + floor(r.name ^ 3 * cardinality(names.lines))::int AS name) AS k
CROSS JOIN LATERAL (
    SELECT replace((CASE p.lang {_STREETS} END)[1 + (i %% 4)], '{{}}', names.lines[k.name]) AS street,
        titles.challenges[k.title] AS challenge, titles.aims[k.title] AS aims,
        places.codes[1 + width_bucket(r.place, places.borders)] AS place) AS s
CROSS JOIN LATERAL (
    SELECT s.*, left(titles.lines[k.title], 118 - length(s.street)) || ', ' || s.street AS title,
        (SELECT string_agg(sentences.lines[1 + floor({_random("i * 8 + j", 15)} * cardinality(sentences.lines))::int],
            E'\\n\\n') FROM generate_series(1, 2 + floor(r.lines * 4)::int) AS j) || ' (' || s.street || ')' AS text,
        least(%(people)s, floor((1 - r.supports) ^ -0.6 - 1))::int AS supports,
        least(60, floor((1 - r.arguments) ^ -0.4 - 1))::int AS arguments) AS d
"""

# Person a + k·step modulo the number of people; the step shares no divisor with that number, so nobody comes twice.
_PERSON = "%(person)s + (floor({random} * %(people)s)::bigint + k::bigint * 1000003) %% %(people)s"

SUPPORTS = f"""
INSERT INTO proposals_support (proposal_id, person_id, at)
SELECT id, {_PERSON.format(random=_random("id", 21))},
       published_at + {_random("id * 64 + k", 22)} * (now() - published_at)
FROM proposals_proposal CROSS JOIN LATERAL generate_series(1, supports) AS k
WHERE id BETWEEN %(low)s AND %(high)s
"""

ARGUMENTS = f"""
WITH reasons AS (
    SELECT lang, array_agg(words ORDER BY n) AS lines, array_agg(side ORDER BY n) AS sides
    FROM fill_reason GROUP BY lang)
INSERT INTO proposals_argument (proposal_id, author_id, author_name, side, text, language, at, helpful,
    imported_helpful, imported_unhelpful, hidden, sample, fingerprint, source, source_id)
SELECT id, {_PERSON.format(random=_random("id", 31))}, '', reasons.sides[pick.n], reasons.lines[pick.n], language,
    published_at + {_random("id * 64 + k", 32)} * (now() - published_at), pick.helpful, pick.helpful, 0,
    false, true, md5(id || '-' || k), '', ''
FROM proposals_proposal JOIN reasons ON reasons.lang = language CROSS JOIN LATERAL generate_series(1, arguments) AS k
CROSS JOIN LATERAL (
    SELECT 1 + floor({_random("id * 64 + k", 34)} * cardinality(reasons.lines))::int AS n,
        floor((1 - {_random("id * 64 + k", 33)}) ^ -0.5 - 1)::int AS helpful) AS pick
WHERE id BETWEEN %(low)s AND %(high)s
"""


def main() -> None:
    """Fill the database named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="postgresql://… of a migrated, loaded, empty region")
    parser.add_argument("--proposals", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    done = fill(options.address, proposals=options.proposals, seed=options.seed)
    print(done, file=sys.stderr)


if __name__ == "__main__":
    main()
