"""What the page of one proposal shows, gathered in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from civicloop.core.clock import now
from civicloop.people.models import User
from civicloop.places import tree
from civicloop.proposals import access
from civicloop.proposals.domain import BEST_ARGUMENTS, Side, links_clickable
from civicloop.proposals.models import Addition, Argument, Helpful, Proposal, Subject, Support
from civicloop.proposals.photos import public_name, small_name
from civicloop.proposals.standing import Stand, loop
from civicloop.strategy import lists
from civicloop.ui.formats import number


@dataclass(frozen=True, slots=True)
class Mine:
    """What a signed-in person has done here: shown to nobody else, so never part of a visitor's page."""

    supports: bool = False
    helpful: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ArgumentRow:
    """An argument with all the page says about it, in words where words are needed.

    Shapes: `url` is the argument's own page; what can be done with it lies below that address.
    """

    argument: Argument
    url: str
    author: str
    links: bool
    helpful: str = ""
    answers: str = ""
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


class Crumb(NamedTuple):
    """One step of the way to a page."""

    label: str
    url: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """The addresses of a proposal's photo."""

    url: str
    small_url: str


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Everything the page of a proposal shows to one person, or to a visitor."""

    proposal: Proposal
    author: str
    photo: Photo | None
    stands: list[Stand]
    links: bool
    additions: list[Addition]
    columns: list[Column]
    remarks: Column
    mine: Mine


def proposal_page(person: User | None, proposal: Proposal) -> ProposalPage:
    """Return what a page shows; two queries, and one more for somebody who is signed in."""
    at = now()
    best = Argument.objects.best_of(proposal, BEST_ARGUMENTS, person)
    mine = _mine(person, proposal, best)
    columns = {side: Column(side) for side in Side}
    for argument, row in zip(best, argument_rows(person, proposal, best, mine), strict=True):
        column = columns[Side(argument.side)]
        column.total = argument.total
        column.rows.append(row)
    return ProposalPage(
        proposal=proposal,
        author=author_name(proposal),
        photo=photo_of(proposal),
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
    at, rows, address = now(), list(arguments), reverse("proposals:argument-show", args=[0]).removesuffix("0")
    mine = mine or _mine(person, proposal, rows)
    for argument in rows:
        argument.proposal = proposal
    return [
        ArgumentRow(
            argument=argument,
            url=f"{address}{argument.pk}",
            author=author_name(argument),
            links=clickable(argument, argument.helpful, at),
            helpful=_helpful_words(argument.helpful),
            answers=_answers(argument),
            marked=argument.pk in mine.helpful,
            own=access.owns(person, argument),
            can_mark=person is not None and access.can_mark(person, argument),
            can_withdraw=person is not None and access.can_withdraw_argument(person, argument),
        )
        for argument in rows
    ]


def crumbs(proposal: Proposal, *, inside: bool = False) -> list[Crumb]:
    """Return the way to a proposal's page; `inside` adds the proposal itself, for the pages below it.

    A hidden proposal is named by its number only.
    """
    here = reverse("proposals:proposal-list")
    way = [Crumb(_("Proposals"), here)]
    if inside:
        hidden = _("Proposal %(number)d") % {"number": proposal.pk}
        title, language = (hidden, "") if proposal.hidden else (proposal.title, proposal.language)
        return [*way, Crumb(title, proposal.get_absolute_url(), language)]
    return [
        *way,
        Crumb(lists.challenge_name(proposal.challenge_id), f"{here}?challenge={proposal.challenge_id}"),
        Crumb(tree.name(proposal.place_id), f"{here}?place={proposal.place_id}"),
    ]


def parts_of(subject: Subject) -> dict[str, object]:
    """Return `proposal`, `argument` (None for a proposal) and `crumbs` of something people write, for templates."""
    argument = subject if isinstance(subject, Argument) else None
    proposal = subject.proposal if isinstance(subject, Argument) else subject
    return {"subject": subject, "proposal": proposal, "argument": argument, "crumbs": crumbs(proposal, inside=True)}


def author_name(subject: Proposal | Argument) -> str:
    """Return whom a page names as the author: a person's public name, or the name an imported source gives."""
    if subject.author is not None:
        return subject.author.name
    return subject.author_name or _("Author unknown")


def photo_of(proposal: Proposal) -> Photo | None:
    """Return the addresses of a proposal's photo, or None without one."""
    if not proposal.photo:
        return None
    name = str(proposal.photo.name)
    names = name, small_name(name)
    return Photo(*(reverse("proposals:photo-show", args=[proposal.pk, public_name(one)]) for one in names))


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
    return Mine(supports, frozenset(helpful or ()))


def _helpful_words(count: int) -> str:
    words = ngettext("Helpful to %(number)s person", "Helpful to %(number)s people", count)
    return words % {"number": number(count)} if count else ""


def _answers(argument: Argument) -> str:
    # Only the page of a whole discussion loads what its remarks answer to.
    earlier = argument.answers_to if Argument.answers_to.is_cached(argument) else None
    if earlier is None or earlier.hidden:
        return ""
    return _("In reply to %(name)s") % {"name": author_name(earlier)}
