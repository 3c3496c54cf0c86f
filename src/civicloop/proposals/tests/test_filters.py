"""A filter, its address and its words say the same; whatever an address says, it can be read."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from civicloop.proposals.cursors import Cursor
from civicloop.proposals.domain import State
from civicloop.proposals.filters import CHOICES, NOTHING, Period, ProposalFilter, Sort, parse

pytestmark = pytest.mark.django_db
NUMBERS = st.integers(-(2**63), 2**63 - 1)
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=30)


def filters():
    days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
    return st.builds(
        ProposalFilter,
        q=WORDS,
        challenge=st.sampled_from(["", "safe", "open"]),
        aim=st.sampled_from(["", "inclusion"]),
        place=st.sampled_from(["", "21009", "21009-flagey", "04000"]),
        state=st.sampled_from(["", *map(str, State)]),
        language=st.sampled_from(["", "fr", "es"]),
        period=st.sampled_from(["", *map(str, Period)]),
        sort=st.sampled_from(Sort),
        cursor=st.none() | st.builds(Cursor, NUMBERS, NUMBERS, st.booleans(), st.integers(2, 2**32 - 1)),
    ) | st.builds(ProposalFilter, since=st.none() | days, until=st.none())


@given(filters())
def test_the_address_of_a_filter_leads_back_to_it(wanted):
    query = wanted.to_query()
    parsed = parse(QueryDict(query))
    assert parsed == (wanted, [])
    assert parsed.filter.to_query() == query


@given(
    st.dictionaries(st.sampled_from([*CHOICES, "q", "from", "to", "sort", "after", "before"]), st.text(max_size=300))
)
def test_any_address_can_be_read_and_then_says_the_same_for_good(values):
    query = QueryDict(mutable=True)
    query.update(values)
    first = parse(query).filter
    assert parse(QueryDict(first.to_query())) == (first, [])
    assert first.sentence()


@given(st.binary(max_size=60))
def test_any_bytes_can_be_an_address(raw):
    assert parse(QueryDict(raw)).filter.sentence()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("challenge=nonsense", "“nonsense” is not one of the challenges"),
        ("aim=x", "“x” is not one of the aims"),
        ("place=99999", "“99999” is not a place"),
        ("state=lost", "“lost” is not a state"),
        ("language=tlh", "“tlh” is not one of the languages"),
        ("period=decade", "“decade” is not a period"),
        ("from=yesterday", "“yesterday” is not a date"),
        ("to=2026-02-30", "“2026-02-30” is not a date"),
        ("from=0001-01-01", "“0001-01-01” is not a date"),
        ("from=2026-03-01&to=2026-01-01", "before it begins"),
        ("period=week&from=2026-03-01", "“week” is not a period"),
        ("sort=best", "“best” is not an order"),
        ("after=AAAA", "could not find that page"),
        ("q=" + "word+" * 100, "too long"),
    ],
)
def test_what_is_not_understood_is_ignored_and_said(query, said):
    with translation.override("en"):
        parsed = parse(QueryDict(query))
    assert len(parsed.notices) == 1
    assert said in parsed.notices[0]


def test_a_notice_does_not_repeat_a_whole_book():
    notice = parse(QueryDict("challenge=" + "x" * 5000)).notices[0]
    assert len(notice) < 200


@given(
    st.builds(Cursor, NUMBERS, NUMBERS, st.booleans(), st.integers(2, 2**32 - 1)),
    st.sampled_from(Sort),
    st.integers(0, 35),
    st.characters(),
)
def test_a_cursor_that_was_tampered_with_is_none(cursor, sort, place, letter):
    backward = cursor.backward
    text = cursor.to_text(sort)
    assert Cursor.from_text(text, sort, backward=backward) == cursor
    assert Cursor.from_text(text, sort, backward=not backward) is None
    other = Sort.NEW if sort is Sort.ARGUED else Sort.ARGUED
    assert Cursor.from_text(text, other, backward=backward) is None
    changed = text[:place] + letter + text[place + 1 :]
    found = Cursor.from_text(changed, sort, backward=backward)
    spare = place == len(text) - 1  # the last letter carries bits that mean nothing
    assert found is None or changed == text or (spare and found == cursor)


def test_each_chip_leads_to_the_filter_without_it():
    query = "q=tram&challenge=safe&place=21009&from=2026-01-01&to=2026-02-01&sort=supported"
    wanted = parse(QueryDict(query)).filter
    with translation.override("en"):
        chips = {chip.label: parse(QueryDict(chip.without)).filter for chip in wanted.chips()}
    assert chips == {
        "Words: tram": wanted.changed(q=""),
        "Challenge: A safe Region": wanted.changed(challenge=""),
        "Place: Ixelles": wanted.changed(place=""),
        "Published: from 1 January 2026 to 1 February 2026": wanted.changed(since=None, until=None),
    }


def test_a_filter_says_itself_as_a_sentence():
    with translation.override("en"):
        assert NOTHING.sentence() == "All proposals. Newest first."
        wanted = ProposalFilter(q="tram", place="21009", period="week", language="nl", sort=Sort.SUPPORTED)
        assert wanted.sentence() == (
            "Proposals – Words: tram; Place: Ixelles; Written in: Dutch; Published: The last 7 days. "
            "Most supported first."
        )
        assert (
            ProposalFilter(since=date(2026, 3, 31)).sentence()
            == "Proposals – Published: since 31 March 2026. Newest first."
        )
        assert ProposalFilter(until=date(2026, 3, 31)).chips()[0].label == "Published: until 31 March 2026"
        assert ProposalFilter(state="withdrawn", aim="inclusion").sentence() == (
            "Proposals – Aim: Inclusion; State: Withdrawn. Newest first."
        )
