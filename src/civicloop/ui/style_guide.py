"""What the style guide shows: every component, when to use it, and its states."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """One state of a component: the template that draws it and the context it gets."""

    name: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A component with a sentence on when to use it."""

    slug: str
    name: str
    when: str
    examples: tuple[Example, ...] = ()


def sections() -> list[Section]:
    """Return the components in the order of the guide."""
    return []
