"""What happened to proposals, for higher rooms to hear."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProposalPublished:
    """A proposal is open for everybody to read and support."""

    number: int


@dataclass(frozen=True, slots=True)
class ProposalEdited:
    """An author changed the words of a proposal inside the edit window."""

    number: int


@dataclass(frozen=True, slots=True)
class ProposalWithdrawn:
    """An author took a proposal back; its page stays, with a notice."""

    number: int


@dataclass(frozen=True, slots=True)
class ProposalExtended:
    """An author added something to a proposal after the edit window had closed."""

    number: int


@dataclass(frozen=True, slots=True)
class ProposalHidden:
    """The moderators hid a proposal: its words are nobody's to see but its author's and theirs."""

    number: int


@dataclass(frozen=True, slots=True)
class ProposalRestored:
    """The moderators show a hidden proposal again."""

    number: int


@dataclass(frozen=True, slots=True)
class ProposalsImported:
    """Proposals of another platform were created or changed; `number` says how many."""

    source: str
    number: int
