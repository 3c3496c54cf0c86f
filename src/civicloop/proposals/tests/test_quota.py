"""How many open proposals in 30 days: the rule beside a slow oracle."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from civicloop.proposals.domain import QUOTA_PERIOD, EditWindow, Quota

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
AGES = st.lists(st.timedeltas(timedelta(0), timedelta(days=80)), max_size=12)


def slow_next_at(ages: list[timedelta], limit: int) -> datetime | None:
    """Walk forward from one ageing-out to the next until there is room."""
    moments = [NOW - age for age in ages]
    for at in sorted([NOW, *(moment + QUOTA_PERIOD for moment in moments if moment + QUOTA_PERIOD > NOW)]):
        if sum(at - moment < QUOTA_PERIOD for moment in moments) < limit:
            return None if at == NOW else at
    raise AssertionError("there is always room once everything is old")


@given(AGES, st.integers(1, 6))
def test_it_agrees_with_the_slow_oracle(ages, limit):
    assert Quota(tuple(NOW - age for age in ages), limit).next_at(NOW) == slow_next_at(ages, limit)


@given(AGES, st.integers(1, 6))
def test_at_the_named_moment_one_more_is_possible_and_not_before(ages, limit):
    quota = Quota(tuple(NOW - age for age in ages), limit)
    next_at = quota.next_at(NOW)
    if next_at is not None:
        assert quota.next_at(next_at) is None
        assert quota.next_at(next_at - timedelta(microseconds=1)) is not None


@given(st.integers(0, 3), st.timedeltas(timedelta(0), timedelta(hours=48)))
def test_words_may_change_for_a_day_or_until_the_first_support(supports, age):
    window = EditWindow(NOW - age, supports, hours=24)
    assert window.is_open(NOW) == (supports == 0 and age < timedelta(hours=24))
