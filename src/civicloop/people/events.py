"""What happens to people, told to higher rooms through `core.events`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonErased:
    """A person left: whatever belongs to them alone (supports, drafts, follows) goes in the same transaction."""

    person: int


@dataclass(frozen=True, slots=True)
class PersonBlocked:
    """The platform team stopped a person from writing."""

    person: int


@dataclass(frozen=True, slots=True)
class PersonUnblocked:
    """The platform team let a person write again."""

    person: int
