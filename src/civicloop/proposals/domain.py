"""The rules of proposals, without Django: states, limits, sorts, the fingerprint of a text."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TITLE_MIN, TITLE_MAX = 10, 120
TEXT_MIN, TEXT_MAX = 40, 5000
WHERE_MAX = 200
ARGUMENT_MIN, ARGUMENT_MAX = 10, 1000
SUMMARY_MAX = 180
BEST_ARGUMENTS = 10  # per side on the proposal's page; the rest stands on a page of its own
ARGUMENTS_PER_HOUR = 20  # one person's, over all proposals
ARGUMENT_WITHDRAW = timedelta(hours=24)
LINKS_AFTER = timedelta(days=7)
LINKS_AFTER_ENDORSEMENTS = 5  # supports of a proposal or helpful marks of an argument
REPORT_NOTE_MAX = 500
REPORTS_PER_DAY = 30  # one person's
PUBLIC_REASON_MIN, PUBLIC_REASON_MAX = 10, 500
PRIVATE_NOTE_MAX = 2000
APPEAL_MIN, APPEAL_MAX = 10, 1000


class State(StrEnum):
    """Where a proposal stands by itself; what public bodies make of it belongs to higher rooms."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"


class Side(StrEnum):
    """What an argument speaks for; a remark takes no side (imported discussions have no sides)."""

    FOR = "for"
    AGAINST = "against"
    REMARK = "remark"


class Reason(StrEnum):
    """Why a person reports something."""

    OFFENSIVE = "offensive"
    PERSONAL_DATA = "personal-data"
    SPAM = "spam"
    OFF_TOPIC = "off-topic"
    ILLEGAL = "illegal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class EditWindow:
    """Until when a proposal's own words may change: until the first support or `hours` after publishing."""

    published_at: datetime
    supports: int
    hours: int

    def is_open(self, at: datetime) -> bool:
        """Return whether the words may still change at a moment."""
        return self.supports == 0 and at < self.closes_at

    @property
    def closes_at(self) -> datetime:
        """Return the latest moment the window may be open."""
        return self.published_at + timedelta(hours=self.hours)


@dataclass(frozen=True, slots=True)
class WithdrawWindow:
    """Until when an author may take an argument back: for a day, and as long as nobody marked it helpful."""

    given_at: datetime
    helpful: int

    def is_open(self, at: datetime) -> bool:
        """Return whether the argument may still be taken back at a moment."""
        return self.helpful == 0 and at < self.given_at + ARGUMENT_WITHDRAW


def links_clickable(*, joined_at: datetime | None, endorsements: int, at: datetime) -> bool:
    """Return whether links in a person's words may be clicked.

    New accounts are where link spam comes from: their links are plain words until the account is a week old or
    other people stand behind what it wrote. `joined_at` None is an imported author, of whom we know nothing.
    """
    known = joined_at is not None and at - joined_at >= LINKS_AFTER
    return known or endorsements >= LINKS_AFTER_ENDORSEMENTS


def normalise(text: str) -> str:
    """Return a text as two people would agree it is the same: no case, accents, marks or extra space."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", folded))


def fingerprint(title: str, text: str) -> str:
    """Return a short hash by which one person's second copy of a proposal is recognised."""
    return hashlib.sha256(f"{normalise(title)}\n{normalise(text)}".encode()).hexdigest()[:32]


def summary(text: str, length: int = SUMMARY_MAX) -> str:
    """Return the first words of a Markdown text as plain words, cut at a word's end, at most `length` characters."""
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    plain = re.sub(r"[*_`#>~]+|^\s*[-+]\s+", "", plain, flags=re.MULTILINE)
    plain = " ".join(plain.split())
    if len(plain) <= length:
        return plain
    return plain[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"
