"""What the style guide shows: every component, when to use it, and its states."""

from civicloop.ui.style_guide import doing, ground, lists, loop, words
from civicloop.ui.style_guide.entry import Section


def sections() -> list[Section]:
    """Return the components in the order of the guide, with words in the reader's language."""
    return [*ground.entries(), *words.entries(), *loop.entries(), *lists.entries(), *doing.entries()]
