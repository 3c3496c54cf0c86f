"""Proposals that say something close to a draft, found before it is sent."""

import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import connection

from civicloop.proposals.domain import State
from civicloop.proposals.models import Proposal

SHOWN = 5
CANDIDATES = 400  # proposals that share two words of the title; more would not be read anyway
TITLE_WORDS = 8  # of a title's words, the longest: long words say more
TITLE_WEIGHT = 3  # a word of the title counts as much as three of the text
SIMILAR = 0.3  # share of the draft's weighed words a proposal must have to be shown

WORDS = """
SELECT 'title', lexeme FROM unnest(to_tsvector(civic_config(%(language)s), civic_fold(%(title)s))) UNION ALL
SELECT 'text', lexeme FROM unnest(to_tsvector(civic_config(%(language)s), civic_fold(%(text)s)))
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
    if not words.title:
        return []
    best = rank(words, _candidates(words))[:shown]
    found = Proposal.objects.select_related("challenge").in_bulk([number for number, _ in best])
    return [found[number] for number, _ in best if number in found]


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


def _candidates(words: Words) -> dict[int, list[str]]:
    values: dict[str, str | int | list[str]] = {
        "query": _pairs(words.title),
        "state": str(State.OPEN),
        "candidates": CANDIDATES,
        "words": sorted(words.all),
    }
    with connection.cursor() as cursor:
        cursor.execute(FOUND, values)
        return dict(cursor.fetchall())


def _pairs(words: Collection[str]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))[:TITLE_WORDS]
    quoted = ["'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in longest]
    if len(quoted) == 1:
        return quoted[0]
    return " | ".join(f"({one} & {other})" for place, one in enumerate(quoted) for other in quoted[place + 1 :])
