"""The region pack: a folder of data that makes a region, read once and checked whole."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from civicloop.core.texts import Texts

DATA_LICENCE = "https://creativecommons.org/licenses/by/4.0/"  # of exports, unless the pack names another


class PackError(ValueError):
    """The region pack has a mistake; the message names file, entry and cure."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region, municipality or district as the pack declares it; `tile` is (column, row) on the schematic map."""

    code: str
    kind: str
    slug: str
    name: Texts
    parent: str | None = None
    population: int | None = None
    population_date: str = ""
    population_source: str = ""
    tile: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A public body as the pack declares it; `place` is the statistical code it works for."""

    slug: str
    kind: str
    place: str
    name: Texts
    summary: Texts


@dataclass(frozen=True, slots=True)
class Challenge:
    """One of the region's challenges; `color` names a scale of the theme."""

    slug: str
    order: int
    color: str
    name: Texts
    summary: Texts
    description: Texts


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim that cuts across the challenges."""

    slug: str
    order: int
    name: Texts
    summary: Texts
    description: Texts


@dataclass(frozen=True, slots=True)
class Objective:
    """What a challenge wants to reach by a year."""

    slug: str
    challenge: str
    aims: tuple[str, ...]
    name: Texts
    horizon: int | None
    sample: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers a region sets for itself."""

    open_proposals_per_30_days: int = 5
    edit_hours: int = 24
    min_age: int = 16


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole region pack."""

    folder: Path
    slug: str
    code: str
    timezone: str
    currency: str
    name: Texts
    area_name: Texts
    tagline: Texts
    lead: Texts
    official_languages: tuple[str, ...]
    interface_languages: tuple[str, ...]
    content_languages: tuple[str, ...]
    rules: Rules
    challenges: tuple[Challenge, ...]
    aims: tuple[Aim, ...]
    objectives: tuple[Objective, ...]
    places: tuple[Place, ...]
    bodies: tuple[Body, ...]
    data_licence: str = DATA_LICENCE

    @property
    def municipalities(self) -> tuple[Place, ...]:
        """Return the municipalities, by code."""
        return tuple(place for place in self.places if place.kind == "municipality")

    def place(self, code: str) -> Place | None:
        """Return the place with a statistical code, if the pack has it."""
        return next((place for place in self.places if place.code == code), None)


def _texts(entry: Mapping[str, Any], key: str, where: str, official: tuple[str, ...]) -> Texts:
    value = entry.get(key)
    if not isinstance(value, dict):
        raise PackError(f"{where}: {key} is missing; give it a text per language, for example {key}.fr")
    texts = Texts.of(value)
    if missing := texts.missing(official):
        raise PackError(
            f"{where}: {key} has no text in {', '.join(missing)}; official texts need every official language"
        )
    return texts


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(f"{file} does not exist; a region pack needs it") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{file}: {error}") from error


def load_pack(folder: Path) -> Pack:
    """Return the region pack in a folder.

    Errors: PackError naming file, entry and what is missing.
    """
    data = _read(folder / "region.toml")
    region = data["region"]
    official = tuple(region["official_languages"])

    def texts(entry: Mapping[str, Any], key: str, file: str) -> Texts:
        return _texts(entry, key, f"{file}, {entry.get('slug', '?')}", official)

    file = "region.toml"
    pack = Pack(
        folder=folder,
        slug=region["slug"],
        code=region["code"],
        timezone=region["timezone"],
        currency=region["currency"],
        name=texts(region, "name", file),
        area_name=texts(region, "area_name", file),
        tagline=texts(region, "tagline", file),
        lead=texts(region, "lead", file),
        official_languages=official,
        interface_languages=tuple(region["interface_languages"]),
        content_languages=tuple(region["content_languages"]),
        rules=Rules(**data.get("rules", {})),
        challenges=tuple(
            Challenge(
                c["slug"],
                n,
                c.get("color", c["slug"]),
                *(texts(c, k, file) for k in ("name", "summary", "description")),
            )
            for n, c in enumerate(data["challenge"])
        ),
        aims=tuple(
            Aim(a["slug"], n, *(texts(a, k, file) for k in ("name", "summary", "description")))
            for n, a in enumerate(data["aim"])
        ),
        objectives=tuple(
            Objective(
                o["slug"],
                o["challenge"],
                tuple(o["aims"]),
                texts(o, "name", file),
                o.get("horizon"),
                o.get("sample", False),
            )
            for o in data.get("objective", [])
        ),
        places=tuple(
            Place(
                code=p["code"],
                kind=p["kind"],
                slug=p["slug"],
                name=texts(p, "name", "places.toml"),
                parent=p.get("parent"),
                population=p.get("population"),
                population_date=str(p.get("population_date", "")),
                population_source=p.get("population_source", ""),
                tile=tuple(p["tile"]) if "tile" in p else None,
            )
            for p in _read(folder / "places.toml")["place"]
        ),
        bodies=tuple(
            Body(b["slug"], b["kind"], b["place"], texts(b, "name", "bodies.toml"), texts(b, "summary", "bodies.toml"))
            for b in _read(folder / "bodies.toml")["body"]
        ),
        data_licence=region.get("data_licence", DATA_LICENCE),
    )
    _check(pack)
    return pack


def _check(pack: Pack) -> None:
    codes = [place.code for place in pack.places]
    if len(codes) != len(set(codes)):
        raise PackError("places.toml: two places share a code; every code stands once")
    for place in pack.places:
        if place.parent is not None and place.parent not in codes:
            raise PackError(f"places.toml, {place.code}: parent {place.parent} is not a place of this pack")
    for body in pack.bodies:
        if body.place not in codes:
            raise PackError(f"bodies.toml, {body.slug}: place {body.place} is not a place of this pack")
    challenges = {challenge.slug for challenge in pack.challenges}
    for objective in pack.objectives:
        if objective.challenge not in challenges:
            raise PackError(f"region.toml, objective {objective.slug}: challenge {objective.challenge} does not exist")


@cache
def pack() -> Pack:
    """Return the running region's pack (settings.REGION_PACK), read once per process."""
    return load_pack(settings.REGION_PACK)
