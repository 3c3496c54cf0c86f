"""Numbers about all proposals, for pages that show them beside something else: real counts, remembered where they cost.

In a large region a count is remembered in this process for SECONDS; in a small one it is made anew, so that its numbers
are of this moment. While one thread counts anew, the others go on with the numbers they have.
"""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Any, NamedTuple

from civicloop.core import clock
from civicloop.places import tree
from civicloop.proposals.filters import DAYS, Period, ProposalFilter
from civicloop.proposals.models import Proposal, Support
from civicloop.proposals.models.queries import Counted

SECONDS = 60.0
LARGE = 5_000  # proposals from which on counting takes longer than remembering is worth
KEPT = 2000  # counts of filters kept at most


class _Kept(NamedTuple):
    expires: float
    value: Any


_kept: OrderedDict[object, _Kept] = OrderedDict()
_counting: set[object] = set()
_lock = Lock()
_size = _Kept(0.0, value=0)


@dataclass(frozen=True, slots=True)
class Everything:
    """The region in numbers, without withdrawn proposals; `municipalities` counts those with at least one proposal.

    Shapes: by code of a place, with all places in it, and by slug of a challenge.
    """

    proposals: int
    supports_this_month: int
    municipalities: int
    by_place: Mapping[str, int]
    by_challenge: Mapping[str, int]


def remembered[T](key: object, count: Callable[[], T]) -> T:
    """Return what `count` answers, or what it answered at most SECONDS ago; nobody waits for another's counting."""
    kept = _kept.get(key)
    if kept is not None:
        if kept.expires > time.monotonic():
            return kept.value  # type: ignore[no-any-return]  # kept under the key of the same function
        with _lock:
            if key in _counting:
                return kept.value  # type: ignore[no-any-return]  # the same
            _counting.add(key)
    try:
        value = count()
    finally:
        _counting.discard(key)
    if is_large():
        _keep(key, value)
    return value


def is_large() -> bool:
    """Return whether the region has so many proposals that counts are worth remembering; asked once in SECONDS."""
    global _size  # noqa: PLW0603 - one number for the process
    if _size.expires <= time.monotonic():
        _size = _Kept(time.monotonic() + SECONDS, Proposal.objects.roughly())
    return bool(_size.value > LARGE)


def forget() -> None:
    """Count everything anew at the next question, in this process."""
    global _size  # noqa: PLW0603 - the same
    with _lock:
        _kept.clear()
        _size = _Kept(0.0, value=0)


def count(wanted: ProposalFilter) -> Counted:
    """Return how many proposals a filter asks for, up to a thousand."""
    question = wanted.question
    return remembered(("count", question), lambda: Proposal.objects.count_up_to(question))


def by_place_of(wanted: ProposalFilter) -> tuple[Mapping[str, int], bool]:
    """Return how many proposals of a filter each place has, with the places in it, and whether all were counted."""
    question = wanted.question

    def counted() -> tuple[Mapping[str, int], bool]:
        counts, whole = Proposal.objects.per_place(question)
        return _with_inner(counts), whole

    return remembered(("places", question), counted)


def by_place() -> Mapping[str, int]:
    """Return how many proposals each place has, with the places in it, by code; withdrawn ones do not count."""
    return everything().by_place


def by_challenge() -> Mapping[str, int]:
    """Return how many proposals each challenge has, by slug; withdrawn ones do not count."""
    return everything().by_challenge


def everything() -> Everything:
    """Return the region in numbers."""
    return remembered("everything", _count_everything)


def _count_everything() -> Everything:
    month = clock.now() - timedelta(days=DAYS[Period.MONTH])
    places, challenges = Counter[str](), Counter[str]()
    for (place, challenge), number in Proposal.objects.count_by_place_and_challenge().items():
        places[place] += number
        challenges[challenge] += number
    by_place = _with_inner(places)
    return Everything(
        proposals=challenges.total(),
        supports_this_month=Support.objects.filter(at__gte=month).count(),
        municipalities=sum(1 for node in tree.nodes("municipality") if by_place[node.code]),
        by_place=by_place,
        by_challenge=challenges,
    )


def _with_inner(counts: Mapping[str, int]) -> dict[str, int]:
    return {node.code: sum(counts.get(code, 0) for code in tree.codes_within(node.code)) for node in tree.nodes()}


def _keep(key: object, value: object) -> None:
    with _lock:
        _kept.pop(key, None)
        _kept[key] = _Kept(time.monotonic() + SECONDS, value)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
