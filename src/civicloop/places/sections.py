"""Sections that higher rooms add to a page of this room: they know this room, it need not know them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from civicloop.places.models import Place


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a page: a template and what it shows, which the template reads as `section`."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Sections[T]:
    """The sections of one kind of page, in the order they asked for."""

    _providers: list[tuple[int, Callable[[T, HttpRequest], Section | None]]] = field(default_factory=list)

    def register(self, order: int, provider: Callable[[T, HttpRequest], Section | None]) -> None:
        """Add a provider, once, in AppConfig.ready(); a lower order stands higher; None shows nothing."""
        if (order, provider) not in self._providers:
            self._providers.append((order, provider))
            self._providers.sort(key=lambda item: item[0])

    def of(self, subject: T, request: HttpRequest) -> list[Section]:
        """Return the sections to show for a subject."""
        found = (provider(subject, request) for _, provider in self._providers)
        return [section for section in found if section is not None]


_place_sections: Sections[Place] = Sections()
register = _place_sections.register
sections_of = _place_sections.of
