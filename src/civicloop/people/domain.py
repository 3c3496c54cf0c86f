"""Pure rules about people: how a name is tidied, what a browser calls itself, which code stands in a mail."""

import re
import unicodedata

NAME_LENGTH = 60
# Marks that turn the direction of everything after them: they would let a name rewrite the page around it.
DIRECTION_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CODE = re.compile(r"^\s*(\d{4}-\d{4})\s*$", re.MULTILINE)

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def tidy_name(text: str) -> str:
    """Return a name as it will be shown: one line, single spaces, nothing invisible that moves other text.

    Shapes: at most NAME_LENGTH characters; names in any script stay as they are. Tidying twice changes nothing.
    """
    kept = "".join(
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in unicodedata.normalize("NFC", text)
        if char not in DIRECTION_MARKS and unicodedata.category(char) != "Cs"
    )
    return " ".join(kept.split())[:NAME_LENGTH].strip()


def browser_name(user_agent: str) -> str:
    """Return browser and system in words a person knows (“Firefox · Linux”), or an empty text when unknown."""
    browser = next((name for mark, name in BROWSERS if f"{mark}/" in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)


def plain_code(text: str) -> str:
    """Return a typed code as plain digits and letters: dashes, spaces and other scripts' digits do not matter."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isascii() and char.isalnum())


def code_in(text: str) -> str:
    """Return the sign-in code that stands on a line of its own in a mail, or an empty text."""
    found = CODE.search(text)
    return found[1] if found else ""
