"""Numbers, shares, dates and spans of time as the reader's language writes them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from civicloop.core import clock

# English as Europe writes it: 12 March 2026, not March 12, 2026.
LOCALES = {"en": "en_150"}
DAYS_IN_WORDS = 45  # beyond that a date says more than a count of days

type Number = int | float | Decimal
type Moment = date | datetime


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES.get(language, language), sep="-" if "-" in language else "_")


def _language() -> str:
    return get_language() or "en"


def number(value: Number, decimals: int | None = None) -> str:
    """Return a number with the language's own separators; `decimals` fixes the digits after the point."""
    return _number(value, decimals, _language())


@lru_cache(maxsize=4096)
def _number(value: Number, decimals: int | None, language: str) -> str:
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=_locale(language))


def percent(share: Number, decimals: int = 0) -> str:
    """Return a share in [0, 1] as per cent."""
    return _percent(share, decimals, _language())


@lru_cache(maxsize=1024)
def _percent(share: Number, decimals: int, language: str) -> str:
    locale = _locale(language)
    pattern = locale.percent_formats[None].pattern
    return format_percent(
        share, format=pattern.replace("##0", f"##0.{'0' * decimals}") if decimals else pattern, locale=locale
    )


def local(moment: Moment) -> Moment:
    """Return a moment in the region's time zone; a plain date stays as it is."""
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment


def day(moment: Moment) -> date:
    """Return the day a moment falls on in the region."""
    there = local(moment)
    return there.date() if isinstance(there, datetime) else there


def long_date(moment: Moment) -> str:
    """Return the day in full: 12 March 2026."""
    return _date(day(moment), "long", _language())


def short_date(moment: Moment) -> str:
    """Return the day in short: 12 Mar 2026."""
    return _date(day(moment), "d MMM y", _language())


@lru_cache(maxsize=4096)
def _date(value: date, pattern: str, language: str) -> str:
    return format_date(value, format=pattern, locale=_locale(language))


def date_and_time(moment: datetime) -> str:
    """Return day and time in the region: 12 March 2026, 14:05."""
    return f"{long_date(moment)}, {local(moment):%H:%M}"


def relative_date(moment: Moment) -> str:
    """Return the day seen from today: yesterday, in 18 days; a far day as a date."""
    days = (day(moment) - day(clock.now())).days
    words = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if days in words:
        return words[days]
    if abs(days) > DAYS_IN_WORDS:
        return long_date(moment)
    # Babel rounds up to weeks and months, which a deadline must not do.
    delta = timedelta(days=days)
    return format_timedelta(delta, granularity="day", threshold=100, add_direction=True, locale=_locale(_language()))


def ago(moment: datetime) -> str:
    """Return how long ago something was: 3 hours ago."""
    delta = min(moment - clock.now(), timedelta(seconds=-1))
    if delta > timedelta(minutes=-1):
        return _("just now")
    return format_timedelta(delta, add_direction=True, locale=_locale(_language()))


def language_name(code: str) -> str:
    """Return the name of a language in the reader's language, or its code where there is none."""
    return str(_locale(_language()).languages.get(code.partition("-")[0], code))
