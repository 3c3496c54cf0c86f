"""What the page of one proposal shows, gathered in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists

from civicloop.core.clock import now
from civicloop.people.models import User
from civicloop.proposals import access
from civicloop.proposals.domain import BEST_ARGUMENTS, Side, links_clickable
from civicloop.proposals.models import Addition, Argument, Helpful, Proposal, Support
from civicloop.proposals.standing import Stand, loop


@dataclass(frozen=True, slots=True)
class Mine:
    """What a signed-in person has done here: shown to nobody else, so never part of a visitor's page."""

    supports: bool = False
    helpful: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ArgumentRow:
    """An argument with all the page says about it."""

    argument: Argument
    links: bool
    marked: bool = False
    own: bool = False
    can_mark: bool = False
    can_withdraw: bool = False


@dataclass(slots=True)
class Column:
    """One side's arguments on the page, best first, and how many there are in all."""

    side: Side
    total: int = 0
    rows: list[ArgumentRow] = field(default_factory=list)

    @property
    def more(self) -> bool:
        """Return whether some arguments do not fit on the page."""
        return self.total > len(self.rows)


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Everything the page of a proposal shows to one person, or to a visitor."""

    proposal: Proposal
    stands: list[Stand]
    links: bool
    additions: list[Addition]
    columns: list[Column]
    remarks: Column
    mine: Mine


def proposal_page(person: User | None, proposal: Proposal) -> ProposalPage:
    """Return what a page shows; two queries, and one more for somebody who is signed in."""
    at = now()
    best = list(Argument.objects.best_of(proposal, BEST_ARGUMENTS, person))
    mine = _mine(person, proposal, best)
    columns = {side: Column(side) for side in Side}
    for argument, row in zip(best, argument_rows(person, proposal, best, mine), strict=True):
        column = columns[Side(argument.side)]
        column.total = argument.total  # type: ignore[attr-defined]  # annotated by the query
        column.rows.append(row)
    return ProposalPage(
        proposal=proposal,
        stands=loop([proposal])[proposal.pk],
        links=clickable(proposal, proposal.supports, at),
        additions=list(proposal.additions.all()),
        columns=[columns[Side.FOR], columns[Side.AGAINST]],
        remarks=columns[Side.REMARK],
        mine=mine,
    )


def argument_rows(
    person: User | None, proposal: Proposal, arguments: Iterable[Argument], mine: Mine | None = None
) -> list[ArgumentRow]:
    """Return arguments with what this person may do with each; one query for somebody who is signed in."""
    at, rows = now(), list(arguments)
    mine = mine or _mine(person, proposal, rows)
    for argument in rows:
        argument.proposal = proposal
    return [
        ArgumentRow(
            argument=argument,
            links=clickable(argument, argument.helpful, at),
            marked=argument.pk in mine.helpful,
            own=access.owns(person, argument),
            can_mark=person is not None and access.can_mark(person, argument),
            can_withdraw=person is not None and access.can_withdraw_argument(person, argument),
        )
        for argument in rows
    ]


def clickable(subject: Proposal | Argument, endorsements: int, at: datetime) -> bool:
    """Return whether the links in somebody's words may be clicked."""
    joined = subject.author.date_joined if subject.author else None
    return links_clickable(joined_at=joined, endorsements=endorsements, at=at)


def _mine(person: User | None, proposal: Proposal, arguments: list[Argument]) -> Mine:
    if person is None:
        return Mine()
    marks = Helpful.objects.filter(person=person, argument__in=[argument.pk for argument in arguments])
    facts = User.objects.filter(pk=person.pk).values_list(
        Exists(Support.objects.of(person, proposal.pk)), ArraySubquery(marks.values("argument_id"))
    )
    supports, helpful = facts.get()
    return Mine(supports, frozenset(helpful))
