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
