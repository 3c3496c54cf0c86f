"""The challenges and aims in memory: their names and colours, at the price of a dictionary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language

from civicloop.core.texts import Texts
from civicloop.places.memory import Memory
from civicloop.strategy.events import StrategyChanged
from civicloop.strategy.models import Aim, Challenge


@dataclass(frozen=True, slots=True)
class ChallengeItem:
    """A challenge as lists need it."""

    slug: str
    color: str
    name: Texts
    summary: Texts


@dataclass(frozen=True, slots=True)
class AimItem:
    """An aim as lists need it."""

    slug: str
    name: Texts
    summary: Texts


@dataclass(frozen=True, slots=True)
class _Lists:
    challenges: Mapping[str, ChallengeItem]
    aims: Mapping[str, AimItem]
    names: dict[str, dict[str, str]] = field(default_factory=dict)  # by language, filled as languages are asked for


def challenges() -> tuple[ChallengeItem, ...]:
    """Return the challenges in the region's order."""
    return tuple(_lists.get().challenges.values())


def aims() -> tuple[AimItem, ...]:
    """Return the aims in the region's order."""
    return tuple(_lists.get().aims.values())


def challenge(slug: str) -> ChallengeItem | None:
    """Return a challenge by its slug, or None."""
    return _lists.get().challenges.get(slug)


def aim(slug: str) -> AimItem | None:
    """Return an aim by its slug, or None."""
    return _lists.get().aims.get(slug)


def challenge_name(slug: str) -> str:
    """Return a challenge's name in the reader's language; the slug when there is no such challenge."""
    return _names().get(f"challenge {slug}", slug)


def aim_name(slug: str) -> str:
    """Return an aim's name in the reader's language; the slug when there is no such aim."""
    return _names().get(f"aim {slug}", slug)


def color(slug: str) -> str:
    """Return the colour scale of a challenge, for `data-color`; the neutral one when there is no such challenge."""
    found = challenge(slug)
    return found.color if found else "accent"


def challenge_choices() -> list[tuple[str, str]]:
    """Return Django choices of the challenges, in the region's order."""
    return [(item.slug, challenge_name(item.slug)) for item in challenges()]


def aim_choices() -> list[tuple[str, str]]:
    """Return Django choices of the aims, in the region's order."""
    return [(item.slug, aim_name(item.slug)) for item in aims()]


def forget() -> None:
    """Read the lists anew at the next question."""
    _lists.forget()


def _names() -> dict[str, str]:
    lists = _lists.get()
    language = (get_language() or "en").partition("-")[0]
    if language not in lists.names:
        lists.names[language] = {f"{kind} {item.slug}": item.name.best(language).text for kind, item in _items(lists)}
    return lists.names[language]


def _items(lists: _Lists) -> Iterable[tuple[str, ChallengeItem | AimItem]]:
    yield from (("challenge", challenge) for challenge in lists.challenges.values())
    yield from (("aim", aim) for aim in lists.aims.values())


def _build() -> _Lists:
    challenges = Challenge.objects.order_by("order").values_list("slug", "color", "name", "summary")
    aims = Aim.objects.order_by("order").values_list("slug", "name", "summary")
    return _Lists({row[0]: ChallengeItem(*row) for row in challenges}, {row[0]: AimItem(*row) for row in aims})


_lists = Memory(_build, StrategyChanged)
