"""The places as a tree in memory: names, children and what lies in what, at the price of a dictionary."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language

from civicloop.core.region import pack
from civicloop.core.texts import Text, Texts
from civicloop.places.events import PlacesChanged
from civicloop.places.memory import Memory
from civicloop.places.models import Place


@dataclass(frozen=True, slots=True)
class Node:
    """A place as lists need it; `children` are codes, by code."""

    code: str
    kind: str
    slug: str
    name: Texts
    parent: str | None
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tree:
    nodes: Mapping[str, Node]
    within: Mapping[str, tuple[str, ...]]
    names: dict[str, dict[str, str]] = field(default_factory=dict)  # by language, filled as languages are asked for


def node(code: str) -> Node | None:
    """Return the place with a code, or None."""
    return _tree.get().nodes.get(code)


def nodes(kind: str | None = None) -> tuple[Node, ...]:
    """Return the places, or those of one kind, by code."""
    return tuple(one for one in _tree.get().nodes.values() if kind in {None, one.kind})


def root() -> Node | None:
    """Return the region itself."""
    return next(iter(nodes(Place.Kind.REGION)), None)


def name(code: str) -> str:
    """Return a place's name in the reader's language; its code when no place has it."""
    tree = _tree.get()
    language = (get_language() or "en").partition("-")[0]
    names = tree.names.get(language)
    if names is None:
        names = tree.names[language] = {one.code: one.name.best(language).text for one in tree.nodes.values()}
    return names.get(code, code)


def other_names(texts: Texts) -> tuple[Text, ...]:
    """Return the names in official languages that are not the word a reader sees anyway."""
    shown = texts.best().text
    official = (texts[language] for language in pack().official_languages if language in texts)
    return tuple({text.text: text for text in official if text.text != shown}.values())


def children(code: str) -> tuple[str, ...]:
    """Return the codes of the places directly within a place."""
    found = node(code)
    return found.children if found else ()


def codes_within(code: str) -> tuple[str, ...]:
    """Return the code itself and those of all places within it: a municipality and its districts; the region: all.

    An unknown code contains nothing, so a filter by it finds nothing.
    """
    return _tree.get().within.get(code, ())


def path(code: str) -> tuple[str, ...]:
    """Return the codes from the region down to a place, the place last."""
    found = node(code)
    if found is None:
        return ()
    return (*(path(found.parent) if found.parent else ()), code)


def choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """Return the places for a select: the region, then each municipality, with its districts, by name.

    Shapes: Django's choices; a municipality with districts is a group that begins with the municipality itself.
    """
    found: list[tuple[str, str | list[tuple[str, str]]]] = [
        (one.code, name(one.code)) for one in nodes(Place.Kind.REGION)
    ]
    for code in sorted((one.code for one in nodes(Place.Kind.MUNICIPALITY)), key=name):
        within = [code, *sorted(children(code), key=name)]
        found.append((name(code), [(one, name(one)) for one in within]) if len(within) > 1 else (code, name(code)))
    return found


def forget() -> None:
    """Read the places anew at the next question."""
    _tree.forget()


def _build() -> _Tree:
    rows = list(Place.objects.order_by("code").values_list("code", "kind", "slug", "name", "parent_id"))
    below: dict[str, list[str]] = {code: [] for code, *_ in rows}
    for code, _kind, _slug, _name, parent in rows:
        if parent is not None:
            below[parent].append(code)
    nodes = {code: Node(code, kind, slug, name, parent, tuple(below[code])) for code, kind, slug, name, parent in rows}

    def inside(code: str) -> tuple[str, ...]:
        return (code, *(inner for child in below[code] for inner in inside(child)))

    return _Tree(nodes, {code: inside(code) for code in nodes})


_tree = Memory(_build, PlacesChanged)
