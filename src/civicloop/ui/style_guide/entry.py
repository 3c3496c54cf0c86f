"""What an entry of the style guide is made of."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """One state of a component: the template that draws it and the context it gets."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    name: str = ""

    @property
    def source(self) -> str:
        """Return how to use it: the include with the names of its parameters."""
        if "/examples/" in self.template:
            return self.template.rpartition("/")[2]
        names = " ".join(f"{name}=…" for name in self.context)
        return f'{{% include "{self.template}"{" with " + names if names else ""} %}}'


@dataclass(frozen=True, slots=True)
class Section:
    """A component with a sentence on when to use it."""

    slug: str
    name: str
    when: str
    examples: tuple[Example, ...]


def section(slug: str, name: str, when: str, *examples: Example) -> Section:
    """Return a section with its examples."""
    return Section(slug, name, when, examples)
