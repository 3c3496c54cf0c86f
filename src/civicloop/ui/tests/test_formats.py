from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from civicloop.core import clock
from civicloop.ui import formats

LANGUAGES = ["fr", "nl", "en", "de"]
NOW = datetime(2026, 3, 12, 22, 30, tzinfo=UTC)  # 23:30 in Brussels


@pytest.fixture
def at_noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 12, 11, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("language", "whole", "fraction", "share"),
    [
        ("fr", "1\u202f284", "18,3", "82\xa0%"),
        ("nl", "1.284", "18,3", "82%"),
        ("en", "1,284", "18.3", "82%"),
        ("de", "1.284", "18,3", "82\xa0%"),
    ],
)
def test_numbers_follow_the_language(language, whole, fraction, share):
    with translation.override(language):
        assert formats.number(1284) == whole
        assert formats.number(18.3, 1) == fraction
        assert formats.percent(Decimal("0.823")) == share


def test_shares_can_keep_digits():
    with translation.override("fr"):
        assert formats.percent(0.8234, 1) == "82,3\xa0%"


@given(st.integers(-(10**12), 10**12), st.sampled_from(LANGUAGES))
def test_a_number_keeps_all_its_digits(value, language):
    with translation.override(language):
        written = formats.number(value)
    assert int("".join(c for c in written if c.isdigit() or c == "-")) == value


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("fr", "12 mars 2026", "12 mars 2026"),
        ("nl", "12 maart 2026", "12 mrt 2026"),
        ("en", "12 March 2026", "12 Mar 2026"),
        ("de", "12. März 2026", "12 März 2026"),
    ],
)
def test_days_follow_the_language(language, long, short):
    with translation.override(language):
        assert formats.long_date(date(2026, 3, 12)) == long
        assert formats.short_date(date(2026, 3, 12)) == short


def test_a_moment_falls_on_the_day_it_has_in_the_region():
    late = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)  # half past midnight in Brussels
    with translation.override("en"):
        assert formats.long_date(late) == "13 March 2026"
        assert formats.date_and_time(late) == "13 March 2026, 00:30"


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (18, "in 18 days"), (-9, "9 days ago"), (46, "27 April 2026")],
)
def test_a_day_seen_from_today(at_noon, days, words):
    with translation.override("en"):
        assert formats.relative_date(date(2026, 3, 12) + timedelta(days=days)) == words


def test_a_deadline_late_this_evening_is_today(at_noon):
    with translation.override("en"):
        assert formats.relative_date(NOW) == "today"


@pytest.mark.parametrize(("back", "words"), [(20, "just now"), (3 * 3600, "3 hours ago"), (-60, "just now")])
def test_how_long_ago(at_noon, back, words):
    with translation.override("en"):
        assert formats.ago(clock.now() - timedelta(seconds=back)) == words


def test_languages_have_names():
    with translation.override("fr"):
        assert formats.language_name("nl") == "néerlandais"
        assert formats.language_name("xx-none") == "xx-none"
