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
PHOTO_ALT_MAX = 300
ADDITION_MIN, ADDITION_MAX = 10, 2000
ADDITIONS_MAX = 20  # of one proposal
DRAFTS_MAX = 50  # unsent ones of one person
DRAFT_KEEPS = 200_000  # characters of one field of a draft, however wrong they are
QUOTA_PERIOD = timedelta(days=30)
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
class Quota:
    """How many proposals of one person may be open that were published within 30 days.

    Shapes: `published` holds the moments at which the person's open proposals appeared, in any order.
    """

    published: tuple[datetime, ...]
    limit: int

    def next_at(self, at: datetime) -> datetime | None:
        """Return None when one more may be published at a moment, else the moment from which it may."""
        recent = sorted((moment for moment in self.published if moment > at - QUOTA_PERIOD), reverse=True)
        return None if len(recent) < self.limit else recent[self.limit - 1] + QUOTA_PERIOD


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProposal:
    """Everything a proposal may be born with; importers and the sample also give author's name, counts and dates.

    Shapes: `challenge` and `aims` are slugs, `place` a statistical code, `point` (latitude, longitude) in degrees,
    `photo` a stored file's name with `photo_size` (width, height) in pixels.
    """

    title: str
    text: str
    language: str
    challenge: str
    place: str
    aims: tuple[str, ...] = ()
    where: str = ""
    point: tuple[float, float] | None = None
    photo: str = ""
    photo_alt: str = ""
    photo_size: tuple[int, int] | None = None
    author: int | None = None
    author_name: str = ""
    published_at: datetime | None = None
    state: State = State.OPEN
    supports: int = 0
    sample: bool = False
    source: str = ""
    source_id: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRemark:
    """What an imported discussion gives: a remark, or an argument where its source knows sides.

    Shapes: `proposal` and `answers` are ids of the source; `answers` is empty for the first of a thread.
    """

    source: str
    source_id: str
    proposal: str
    answers: str
    side: Side
    text: str
    language: str
    author_name: str
    at: datetime
    helpful: int
    unhelpful: int


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
