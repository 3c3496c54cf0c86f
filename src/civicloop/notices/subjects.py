"""What can be followed: each room registers its kinds of things, so that nothing here points upwards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from civicloop.core.errors import Invalid

type Described = tuple[str, str]  # title in the reader's language, address
type DescribeMany = Callable[[Sequence[str]], Mapping[str, Described]]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that can be followed."""

    kind: str
    key: str
    title: str
    url: str


_kinds: dict[str, DescribeMany] = {}


def register(
    kind: str, title_for: Callable[[str], Described | None], *, titles_for: DescribeMany | None = None
) -> None:
    """Make a kind of things followable; done once, in AppConfig.ready().

    Shapes: `title_for(key)` gives (title, address), or None when there is nothing (any more) that everybody may see.
    `titles_for(keys)` gives the same for many keys at once, for kinds whose titles cost a query.
    """
    _kinds[kind] = titles_for or (lambda keys: {key: found for key in keys if (found := title_for(key))})


def kinds() -> tuple[str, ...]:
    """Return the kinds that can be followed."""
    return tuple(sorted(_kinds))


def subject(kind: str, key: str) -> Subject:
    """Return one thing to follow.

    Errors: Invalid when nobody can follow such a kind or there is no such thing.
    """
    found = _kinds[kind]([key]).get(key) if kind in _kinds else None
    if found is None:
        raise Invalid(
            _("We cannot find what you want to follow. It may be gone; go back and reload the page."), field="key"
        )
    return Subject(kind, key, *found)


def subjects(wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Subject]:
    """Return the things named by (kind, key), with one question per kind; what is gone is left out."""
    found: dict[tuple[str, str], Subject] = {}
    for kind in {kind for kind, _key in wanted if kind in _kinds}:
        titles = _kinds[kind]([key for one, key in wanted if one == kind])
        found |= {(kind, key): Subject(kind, key, *described) for key, described in titles.items()}
    return found
