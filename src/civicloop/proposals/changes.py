"""What changed between two versions of a text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

PARTS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_PARTS = 4000  # difflib is quadratic at worst; longer texts are shown as wholly replaced


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters and whether it stayed, went or came: `kind` is same, gone or new."""

    kind: str
    text: str


def changes(before: str, after: str) -> list[Piece]:
    """Return the pieces of two texts in reading order: those same or gone make `before`, those same or new `after`."""
    old, new = PARTS.findall(before), PARTS.findall(after)
    if len(old) + len(new) > MOST_PARTS:
        return [piece for piece in (Piece("gone", before), Piece("new", after)) if piece.text]
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            pieces.append(Piece("same", gone))
            continue
        pieces += [piece for piece in (Piece("gone", gone), Piece("new", came)) if piece.text]
    return pieces
