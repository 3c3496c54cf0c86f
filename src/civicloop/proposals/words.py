"""What people write, checked: the same rules and sentences for pages, API and command line."""

import re
import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from civicloop.core.errors import Invalid
from civicloop.proposals import domain

# Control characters, direction overrides that could make one text look like another, and code points that no
# XML feed may carry. Joiners (emoji, Persian) and plain direction marks stay.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab and line ends
    "\u202a-\u202e\u2066-\u2069"  # direction overrides
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"  # never exchanged
)


def visible(value: str) -> str:
    """Return a text in one Unicode form with plain line ends and without invisible characters."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(value: str) -> str:
    """Return a text as one line without extra space."""
    return " ".join(visible(value).split())


def check_title(value: str) -> str:
    """Return a proposal's title, cleaned.

    Errors: Invalid at `title`, saying what to change.
    """
    title = one_line(value)
    if not title:
        raise Invalid(_("Give your proposal a title, for example what should change and where."), field="title")
    _check_visible(value, "title")
    _check_words(title, "title")
    _check_length(title, "title", domain.TITLE_MIN, domain.TITLE_MAX)
    return title


def check_text(value: str) -> str:
    """Return a proposal's text, cleaned.

    Errors: Invalid at `text`, saying what to change.
    """
    empty = _("Describe your proposal: what is wrong today, and what should be done?")
    return check_passage(value, "text", least=domain.TEXT_MIN, most=domain.TEXT_MAX, empty=empty)


def check_addition(value: str) -> str:
    """Return the text of an addition, cleaned.

    Errors: Invalid at `text`, saying what to change.
    """
    empty = _("Write what you want to add.")
    return check_passage(value, "text", least=domain.ADDITION_MIN, most=domain.ADDITION_MAX, empty=empty)


def check_where(value: str) -> str:
    """Return the words that say where, cleaned; they may be missing.

    Errors: Invalid at `where`.
    """
    _check_visible(value, "where")
    where = one_line(value)
    _check_length(where, "where", 0, domain.WHERE_MAX)
    return where


def check_photo_alt(value: str) -> str:
    """Return the description of a photo, cleaned.

    Errors: Invalid at `photo_alt`.
    """
    alt = one_line(value)
    if not alt:
        raise Invalid(_("Say in a few words what the photo shows, for people who cannot see it."), field="photo_alt")
    _check_visible(value, "photo_alt")
    _check_length(alt, "photo_alt", 0, domain.PHOTO_ALT_MAX)
    return alt


def check_argument(value: str) -> str:
    """Return the text of an argument, cleaned.

    Errors: Invalid at `text`, saying what to change.
    """
    empty = _("Write your argument: one reason, in your own words.")
    return check_passage(value, "text", least=domain.ARGUMENT_MIN, most=domain.ARGUMENT_MAX, empty=empty)


def check_passage(value: str, field: str, *, least: int, most: int, empty: str = "") -> str:
    """Return words of one or more lines, cleaned; they may be missing where no sentence says what to do then.

    Units: `least` and `most` in characters. Errors: Invalid at the field, saying what to change.
    """
    text = visible(value).strip()
    if not text and not empty:
        return ""
    if not text:
        raise Invalid(empty, field=field)
    _check_visible(value, field)
    _check_words(text, field)
    _check_length(text, field, least, most)
    return text


def _check_visible(value: str, field: str) -> None:
    if INVISIBLE.search(value):
        sentence = _("The text held invisible control characters. They were taken out; look at it and send it again.")
        raise Invalid(sentence, field=field)


def _check_words(value: str, field: str) -> None:
    if not domain.normalise(value):
        raise Invalid(_("There are no letters here yet. Please use words."), field=field)


def _check_length(value: str, field: str, least: int, most: int) -> None:
    length = len(value)
    if length < least:
        sentence = ngettext(
            "This is a little short: %(length)d character; at least %(least)d are needed.",
            "This is a little short: %(length)d characters; at least %(least)d are needed.",
            length,
        )
        raise Invalid(sentence % {"length": length, "least": least}, field=field)
    if length > most:
        sentence = ngettext(
            "This is too long by %(over)d character; at most %(most)d fit.",
            "This is too long by %(over)d characters; at most %(most)d fit.",
            length - most,
        )
        raise Invalid(sentence % {"over": length - most, "most": most}, field=field)
