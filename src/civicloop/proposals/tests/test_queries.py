"""Lists against a slow, obvious oracle: every way to a page finds the same rows in the same order."""

import random
from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from civicloop.places import tree
from civicloop.proposals import domain
from civicloop.proposals.filters import ProposalFilter, Sort
from civicloop.proposals.models import Proposal, queries, ways

WORDS = ["zubo", "klim", "dorf", "pavi", "rekt"]  # no stemmer knows these
PLACES = ["21009", "21009-flagey", "21004", "21015"]
CHALLENGES = ["connected", "sustainable", "open", "safe"]
AIMS = ["sustainable-development", "inclusion"]
pytestmark = pytest.mark.django_db


def make_rows(count, seed):
    dice = random.Random(seed)
    now = timezone.now()
    rows = []
    for number in range(count):
        words = dice.sample(WORDS, dice.randint(0, 3))
        rows.append(
            Proposal(
                title=f"Proposal {number}",
                text=f"Text {number} {' '.join(words)}",
                summary="…",
                language=dice.choice(["fr", "nl", "en"]),
                challenge_id=dice.choice(CHALLENGES),
                aims=dice.sample(AIMS, dice.randint(0, 2)),
                place_id=dice.choice(PLACES),
                state=dice.choices(list(domain.State), [8, 1, 1])[0],
                hidden=dice.random() < 0.1,
                supports=dice.choice([0, 0, 0, 1, 2, 5, 30]),
                arguments=dice.choice([0, 0, 1, 3]),
                published_at=now - timedelta(days=dice.choice([0, 3, 20, 200, 800]), minutes=number),
                fingerprint=str(number),
                latitude=50.8 if number % 3 == 0 else None,
                longitude=4.3 if number % 3 == 0 else None,
            )
        )
    Proposal.objects.bulk_create(rows)


def random_filter(dice):
    def maybe(values):
        return dice.choice(values) if dice.random() < 0.3 else ""

    asked = {
        "q": maybe([*WORDS, "zubo klim", "dorf -pavi", "klim or rekt"]),
        "challenge": maybe(CHALLENGES),
        "aim": maybe(AIMS),
        "place": maybe([*PLACES, "04000"]),
        "state": maybe([str(state) for state in domain.State]),
        "language": maybe(["fr", "nl", "en"]),
        "period": maybe(["week", "month", "year"]),
        "sort": dice.choice(list(Sort)),
    }
    if not asked["period"] and dice.random() < 0.2:
        asked["since"] = timezone.localdate() - timedelta(days=dice.choice([10, 300]))
        asked["until"] = timezone.localdate() - timedelta(days=dice.choice([0, 5]))
    return ProposalFilter(**asked)


def has_words(row, q):
    found = set(row.text.split())
    if " or " in q:
        return bool(found & set(q.split(" or ")))
    return all(word[1:] not in found if word.startswith("-") else word in found for word in q.split())


def oracle(wanted, rows):
    since, before = wanted.moments()
    within = tree.codes_within(wanted.place)

    def fits(row):
        return (
            not row.hidden
            and has_words(row, wanted.q)
            and wanted.challenge in {"", row.challenge_id}
            and (not wanted.aim or wanted.aim in row.aims)
            and (not wanted.place or row.place_id in within)
            and row.state in wanted.states
            and wanted.language in {"", row.language}
            and (since is None or row.published_at >= since)
            and (before is None or row.published_at < before)
        )

    keys = {
        Sort.NEW: lambda row: -row.pk,
        Sort.SUPPORTED: lambda row: (-row.supports, -row.pk),
        Sort.ARGUED: lambda row: (-row.arguments, -row.pk),
        Sort.ATTENTION: lambda row: (row.supports + row.arguments, row.pk),
    }
    return sorted(filter(fits, rows), key=keys[wanted.sort])


def all_pages(wanted, size):
    """Return every row, page by page, and check that going back leads over the same pages."""
    found, pages, cursor = [], [], None
    for _ in range(100):
        page = Proposal.objects.page(wanted.changed(cursor=cursor), size)
        pages.append(page)
        found += [row.pk for row in page.rows]
        cursor = page.after
        if cursor is None:
            break
    for earlier, page in pairwise(pages):
        back = Proposal.objects.page(wanted.changed(cursor=page.before), size)
        assert [row.pk for row in back.rows] == [row.pk for row in earlier.rows]
        assert (back.before, back.after) == (earlier.before, earlier.after)
    assert pages[0].before is None
    return found


@pytest.fixture(params=["as it is", "short ways", "shortest ways"])
def reach(request, monkeypatch):
    """The same questions while every way reaches far, and while each soon gives way to the next."""
    if request.param != "as it is":
        short = request.param == "short ways"
        monkeypatch.setattr(ways, "WALK", 40 if short else 2)
        monkeypatch.setattr(ways, "FLOOR", 16 if short else 1)
        monkeypatch.setattr(ways, "LOOKED", 8 if short else 1)
        monkeypatch.setattr(ways, "COUNTED", 40 if short else 2)
        monkeypatch.setattr(ways, "BLOCKS", (3, 4, 6) if short else (0, 1))
        monkeypatch.setattr(ways, "mark", block_as_range)
    return request.param


def block_as_range(kind, value):
    """Stand in for the marks of shorter blocks, which no row carries: the blocks of 1024 numbers that hold them."""
    return ways_mark("10", (int(value) << int(kind)) >> 10)


ways_mark = ways.mark


@pytest.mark.parametrize("seed", range(4))
def test_every_page_is_the_oracles(reach, seed):
    dice = random.Random(seed)
    make_rows(dice.choice([30, 130, 260]), seed)
    rows = list(Proposal.objects.all())
    for _ in range(40):
        wanted = random_filter(dice)
        expected = [row.pk for row in oracle(wanted, rows)]
        assert all_pages(wanted, dice.choice([7, 20, 45])) == expected, wanted
        counted = Proposal.objects.count_up_to(wanted)
        assert counted.number < len(expected) if counted.more else counted.number == len(expected), wanted
        assert counted.number > ways.FEW or not counted.more
        assert sum(Proposal.objects.per_place(wanted)[0].values()) == len(oracle(wanted.question, rows))
        at_points = [row.pk for row in oracle(wanted, rows) if row.latitude is not None]
        points = [row.pk for row in Proposal.objects.points(wanted)]
        assert points == at_points[: len(points)]
        assert len(points) >= min(len(at_points), queries.PAGE)


def test_counting_stops_and_says_so():
    make_rows(60, seed=5)
    everything = len(oracle(ProposalFilter(), Proposal.objects.all()))
    assert Proposal.objects.count_up_to(ProposalFilter(), most=10) == queries.Counted(10, more=True)
    assert Proposal.objects.count_up_to(ProposalFilter(), most=everything) == queries.Counted(everything, more=False)


def test_a_page_beyond_the_end_is_empty_and_a_page_before_the_beginning_is_the_first(make_proposal):
    newest = make_proposal()
    cursor = Proposal.objects.page(ProposalFilter()).rows[0].pk
    assert cursor == newest.pk
    behind = ProposalFilter(cursor=queries.Cursor(newest.pk, newest.pk))
    assert Proposal.objects.page(behind).rows == []
    before = ProposalFilter(cursor=queries.Cursor(newest.pk, newest.pk, backward=True))
    assert [row.pk for row in Proposal.objects.page(before).rows] == [newest.pk]
