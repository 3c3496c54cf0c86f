"""The demo's sample: the region pack's example proposals, with the people who support and argue."""

import random
import tomllib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction

from civicloop.core.clock import now
from civicloop.core.region import Pack
from civicloop.people.models import User
from civicloop.proposals import domain
from civicloop.proposals.domain import Side, State
from civicloop.proposals.models import Argument, Helpful, Proposal, Support

SEED = 19
PEOPLE = 420
DAYS = 330
FIRST_NAMES = (
    "Adam Aïcha Alice Amina Anke Anouk Arthur Ayoub Bart Béatrice Bilal Camille Carla Cem Charlotte Chloé Daan "
    "David Dounia Elif Elias Emma Eva Fatima Femke Florian Fouad Gaël Greet Hamza Hanna Hassan Ilse Imane Inès "
    "Ismaël Jan Jana Joke Jonas Julie Karim Kevin Khadija Koen Lara Laure Leila Lien Lieve Louis Luca Lucie "
    "Maarten Malika Manon Maria Marie Matteo Maxime Mehdi Mieke Milan Mohamed Nadia Nathalie Nina Noah Nora "
    "Olivia Omar Oscar Pauline Pieter Rachid Rania Robin Rosa Sam Samira Sander Sara Selma Simon Sofia Sofie "
    "Stijn Thomas Tim Tine Victor Wout Yasmine Younes Youssef Zeynep Zoë"
).split()


def load_sample(pack: Pack, progress: Callable[[int, int], None]) -> int:
    """Load the sample once; return how many proposals were loaded (0 when they stood already).

    The same numbers come out every time; dates count back from today, so that the region looks alive.
    Everything is marked as sample, and nobody real is behind any of it.
    """
    entries = list(_entries(pack))
    if Proposal.objects.filter(sample=True).exists():
        return 0
    dice = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    with transaction.atomic():
        people = _people(pack, dice)
        # Oldest first, so that a higher number is a younger proposal, as in life.
        ages = sorted((timedelta(seconds=DAYS * 86_400 * dice.random() ** 1.6) for _ in entries), reverse=True)
        for done, ((lang, entry), age) in enumerate(zip(entries, ages, strict=True), start=1):
            _load(entry, lang, people, dice, age)
            progress(done, len(entries))
    return len(entries)


def _entries(pack: Pack) -> Iterator[tuple[str, dict[str, Any]]]:
    by_language = [
        [(file.stem.rpartition(".")[2], entry) for entry in tomllib.loads(file.read_text(encoding="utf-8"))["proposal"]]
        for file in sorted((pack.folder / "sample").glob("proposals.*.toml"))
    ]
    mixed = [entry for entries in by_language for entry in entries]
    random.Random(SEED).shuffle(mixed)  # noqa: S311 - a sample, not a secret
    yield from mixed


def _people(pack: Pack, dice: random.Random) -> list[User]:
    places = [place.code for place in pack.municipalities]
    weights = [place.population or 1 for place in pack.municipalities]
    unusable = User()
    unusable.set_unusable_password()
    return User.objects.bulk_create(
        User(
            email=f"sample-{number}@sample.invalid",
            display_name=f"{dice.choice(FIRST_NAMES)} {dice.choice('ABCDEGHJKLMNPRSTVW')}.",
            language=dice.choice(pack.interface_languages),
            place_code=dice.choices(places, weights)[0],
            password=unusable.password,
            sample=True,
        )
        for number in range(PEOPLE)
    )


def _load(entry: dict[str, Any], lang: str, people: list[User], dice: random.Random, age: timedelta) -> None:
    published = now() - age
    # A few proposals gather most of the support, as everywhere.
    wanted = min(int(dice.paretovariate(0.75) * 4 * (0.3 + age.days / DAYS)), len(people) - 20)
    crowd = dice.sample(people, max(wanted, 1) + 8)
    author, supporters, speakers = crowd[0], crowd[1 : wanted + 1], crowd[-7:]
    arguments = entry.get("argument", [])
    proposal = Proposal.objects.create(
        author=author,
        title=entry["title"],
        text=entry["text"].strip(),
        summary=domain.summary(entry["text"]),
        language=lang,
        challenge_id=entry["challenge"],
        aims=entry.get("aims", []),
        place_id=entry["place"],
        where=entry.get("where", ""),
        state=State.ARCHIVED if age.days > DAYS * 0.9 else State.OPEN,
        published_at=published,
        supports=len(supporters),
        arguments=len(arguments),
        fingerprint=domain.fingerprint(entry["title"], entry["text"]),
        sample=True,
    )
    Support.objects.bulk_create(
        # Most support comes in a proposal's first weeks.
        Support(proposal=proposal, person=person, at=published + age * dice.random() ** 2)
        for person in supporters
    )
    rows = [
        Argument(
            proposal=proposal,
            author=speaker,
            side=Side(argument["side"]),
            text=argument["text"].strip(),
            language=lang,
            at=published + age * dice.random(),
            helpful=dice.randrange(0, 12),
            fingerprint=domain.fingerprint("", argument["text"]),
            sample=True,
        )
        for argument, speaker in zip(arguments, speakers, strict=False)
    ]
    Argument.objects.bulk_create(rows)
    Helpful.objects.bulk_create(
        Helpful(argument=row, person=person)
        for row in rows
        for person in dice.sample([p for p in people[:60] if p.pk != row.author_id], row.helpful)
    )
