"""Proposals that say something close to a draft, found before it is sent."""

import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db import connection

from civicloop.proposals.domain import State
from civicloop.proposals.models import Proposal

SHOWN = 5
CANDIDATES = 400  # of one question; more would not be read anyway
TITLE_WORDS = 8  # of a title's words, the rarest
COMMON = 0.03  # a word that more proposals have than this share tells little and costs much
TOGETHER = (3, 2)  # so many of the title's words at once, then fewer when that finds too little
TITLE_WEIGHT = 3  # a word of the title counts as much as three of the text
SIMILAR = 0.3  # share of the draft's weighed words a proposal must have to be shown

WORDS = """
SELECT 'title', lexeme FROM unnest(to_tsvector(civic_config(%(language)s), civic_fold(%(title)s))) UNION ALL
SELECT 'text', lexeme FROM unnest(to_tsvector(civic_config(%(language)s), civic_fold(%(text)s)))
"""
# What the database knows about the words since its last ANALYZE; words it does not list are rare.
SHARES = """
SELECT word, share FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS known (word, share)
WHERE schemaname = current_schema() AND tablename = 'proposals_proposal' AND attname = 'search'
AND word = ANY(%(words)s)
"""
FOUND = """
WITH near AS MATERIALIZED (
    SELECT id, search FROM proposals_proposal
    WHERE search @@ %(query)s::tsquery AND NOT hidden AND state = %(state)s LIMIT %(candidates)s
)
SELECT id, ARRAY(SELECT unnest(tsvector_to_array(search)) INTERSECT SELECT unnest(%(words)s::text[])) FROM near
"""


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of a draft: those of its title and all of them."""

    title: frozenset[str]
    all: frozenset[str]


def similar_to(*, title: str, text: str, language: str, shown: int = SHOWN) -> list[Proposal]:
    """Return open, visible proposals close to a draft, closest first; few words in common are no likeness.

    Two words of the title (or its only one) must stand in the other proposal; then all words count, rare ones more.
    """
    words = _words(title, text, language)
    telling = _telling(words.title)
    found: dict[int, list[str]] = {}
    best: list[tuple[int, float]] = []
    for together in dict.fromkeys(min(count, len(telling)) for count in TOGETHER if telling):
        found |= _candidates(words, telling, together)
        best = rank(words, found)
        if len(best) >= shown:
            break
    numbers = [number for number, _ in best[:shown]]
    proposals = Proposal.objects.select_related("challenge").defer("search").in_bulk(numbers)
    return [proposals[number] for number in numbers if number in proposals]


def rank(words: Words, found: Mapping[int, Collection[str]]) -> list[tuple[int, float]]:
    """Return which candidates are similar: number and share of the draft's weighed words they have, highest first.

    Shapes: `found` maps a proposal's number to the draft's words it has. A word that most candidates have weighs
    little (inverse document frequency among the candidates).
    """
    frequency = Counter(word for shared in found.values() for word in set(shared))
    weights = {
        word: math.log(1 + len(found) / (frequency[word] or 1)) * (TITLE_WEIGHT if word in words.title else 1)
        for word in words.all
    }
    # A word no candidate has is the draft's own business: it must not make a likeness impossible.
    whole = sum(weight for word, weight in weights.items() if frequency[word] or word in words.title)
    if not whole:
        return []
    scores = ((number, sum(weights[word] for word in set(shared)) / whole) for number, shared in found.items())
    return sorted((item for item in scores if item[1] >= SIMILAR), key=lambda item: (-item[1], -item[0]))


def _words(title: str, text: str, language: str) -> Words:
    with connection.cursor() as cursor:
        cursor.execute(WORDS, {"language": language, "title": title, "text": text})
        rows: list[tuple[str, str]] = cursor.fetchall()
    in_title = frozenset(word for kind, word in rows if kind == "title")
    return Words(in_title, frozenset(word for _, word in rows))


def _telling(title: Collection[str]) -> list[str]:
    """Return a title's words that tell most, rarest first; words many proposals have only where there are no others."""
    with connection.cursor() as cursor:
        cursor.execute(SHARES, {"words": sorted(title)})
        shares: dict[str, float] = dict(cursor.fetchall())
    ordered = sorted(title, key=lambda word: (shares.get(word, 0.0), -len(word), word))[:TITLE_WORDS]
    rare = [word for word in ordered if shares.get(word, 0.0) <= COMMON]
    return rare if len(rare) > 1 else ordered[:2]


def _candidates(words: Words, telling: Collection[str], together: int) -> dict[int, list[str]]:
    values: dict[str, str | int | list[str]] = {
        "query": " | ".join(f"({' & '.join(map(_quoted, some))})" for some in combinations(telling, together)),
        "state": str(State.OPEN),
        "candidates": CANDIDATES,
        "words": sorted(words.all),
    }
    with connection.cursor() as cursor:
        cursor.execute(FOUND, values)
        return dict(cursor.fetchall())


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
