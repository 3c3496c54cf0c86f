"""Pure rules of places: which place a row of a foreign file means, and the steps of a map's colours."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

LEVELS = 5
# Widths of a colour step that read well in a legend, times a power of ten.
NICE = (1, 2, 3, 4, 5)
# Larger places first, as a place's parent must stand before it.
KINDS = ("region", "municipality", "district")


@dataclass(frozen=True, slots=True)
class Known:
    """A place as far as matching needs it."""

    code: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a map's colour scale: values from `low` to `high`, both included, have colour `level` (1 to 5)."""

    level: int
    low: int
    high: int


def plain(text: str) -> str:
    """Return a name without case, accents, punctuation and what stands in brackets, to compare it with others."""
    text = unicodedata.normalize("NFKD", re.sub(r"\([^)]*\)", " ", text))
    letters = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[^\W_]+", letters))


def by_code(value: object, places: Sequence[Known]) -> str | None:
    """Return the code of the place whose code a value is, less leading zeros, or ends with.

    Examples: `21001`, `4000` for `04000`, and `BE421001` as the national mapping agencies of Europe write it.
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    text = str(value).strip()
    exact = next((place.code for place in places if text == place.code), None)
    if exact or not text:
        return exact
    for place in places:
        short = place.code.lstrip("0")
        if text.lstrip("0") == short or re.fullmatch(rf"[A-Z]{{2}}\d{{0,2}}{re.escape(place.code)}", text):
            return place.code
    return None


def by_name(value: object, places: Sequence[Known]) -> str | None:
    """Return the code of the place a value names, in any language; `Elsene#Ixelles` names one place twice."""
    if not isinstance(value, str):
        return None
    parts = {plain(part) for part in [value, *re.split(r"[#/|;]", value)]} - {""}
    found = {place.code for place in places if parts & {plain(name) for name in place.names}}
    if not found:  # “Bruxelles” for “Ville de Bruxelles”: every word stands in the name of exactly one place
        found = {
            place.code
            for place in places
            if any(set(part.split()) <= set(plain(name).split()) for part in parts for name in place.names)
        }
    return found.pop() if len(found) == 1 else None


def match(rows: Sequence[Mapping[str, object]], places: Sequence[Known]) -> list[str | None]:
    """Return for each row of properties the code of the place it means, or None.

    The property that names the most different places decides, codes before names, and the smaller kind of place
    where two name as many: a file of municipalities carries the code of their region in every row too.
    """
    best: list[str | None] = [None] * len(rows)
    best_score = (0, 0, 0)
    for kind in KINDS:
        known = [place for place in places if place.kind == kind]
        for key in dict.fromkeys(key for row in rows for key in row):
            for rule in (by_code, by_name):
                codes = [rule(row.get(key), known) for row in rows]
                score = (len({code for code in codes if code}), KINDS.index(kind), int(rule is by_code))
                if score > best_score:
                    best, best_score = codes, score
    kind_places = [place for place in places if place.kind == KINDS[best_score[1]]]
    return [code or _other(row, kind_places, best) for row, code in zip(rows, best, strict=True)]


def _other(row: Mapping[str, object], places: Sequence[Known], taken: Sequence[str | None]) -> str | None:
    """Return the code of a place not taken yet that any property of a row names."""
    free = [place for place in places if place.code not in taken]
    return next((code for value in row.values() if (code := by_code(value, free) or by_name(value, free))), None)


def steps(values: Sequence[int]) -> list[Step]:
    """Return at most five equally wide colour steps that hold every positive value, in round numbers."""
    positive = [value for value in values if value > 0]
    if not positive:
        return []
    low, high = min(positive), max(positive)
    width = next(
        nice * 10**power
        for power in count()
        for nice in NICE
        if (high - 1) // (nice * 10**power) - (low - 1) // (nice * 10**power) < LEVELS
    )
    first, last = (low - 1) // width, (high - 1) // width
    number = last - first + 1
    return [
        Step(_level(index, number), (first + index) * width + 1, (first + index + 1) * width) for index in range(number)
    ]


def level(value: int, scale: Sequence[Step]) -> int:
    """Return the colour level of a value: 1 to 5, or 0 for nothing."""
    return next((step.level for step in scale if step.low <= value <= step.high), 0)


def _level(index: int, number: int) -> int:
    return 3 if number == 1 else 1 + round((LEVELS - 1) * index / (number - 1))
