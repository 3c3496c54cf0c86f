"""Read proposals and arguments: what every visitor may see."""

from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Query
from pydantic import Field

from civicloop.core.api import Page, PageQuery, cursor_of, next_link, read_cursor, wrong_cursor
from civicloop.core.api.pages import BIGGEST
from civicloop.proposals.api.routes import router
from civicloop.proposals.api.schemas import (
    ArgumentOut,
    ProposalWhole,
    argument_out,
    proposal_whole,
)
from civicloop.proposals.domain import Side
from civicloop.proposals.models import Argument, Proposal

SIDES = list(Side)


class ArgumentQuery(PageQuery):
    """Which arguments of the list."""

    side: Annotated[Literal["for", "against", "remark"] | None, Field(description="Only this side.")] = None


def stored(number: int) -> int:
    """Return a number that a table can hold.

    Errors: Http404 for a larger one: nothing has it.
    """
    if number > BIGGEST:
        raise Http404
    return number


@router.get(
    "/proposals/{int:number}",
    response=ProposalWhole,
    tags=["proposals"],
    operation_id="proposal_show",
    summary="Show a proposal",
)
def proposal_show(request: HttpRequest, number: int) -> ProposalWhole:  # noqa: ARG001
    """Show one proposal with its text and what its author added later."""
    return proposal_whole(_visible(number))


@router.get(
    "/proposals/{int:number}/arguments",
    response=Page[ArgumentOut],
    tags=["arguments"],
    operation_id="argument_list",
    summary="List the arguments of a proposal",
)
def argument_list(request: HttpRequest, number: int, query: Query[ArgumentQuery]) -> Page[ArgumentOut]:
    """List arguments for, then against, then the remarks of imported discussions; the most helpful first."""
    proposal = _visible(number)
    found = _arguments(proposal, query)
    after = None
    if len(found) > query.limit:
        last = found[query.limit - 1]
        after = cursor_of(last.side, last.helpful, last.pk)
    items = [argument_out(one) for one in found[: query.limit]]
    return Page[ArgumentOut](items=items, next=next_link(request, after))


def _arguments(proposal: Proposal, query: ArgumentQuery) -> list[Argument]:
    """Return a page of arguments and one more, side by side in the order of `Side`."""
    sides = [Side(query.side)] if query.side else SIDES
    place: tuple[int, int] | None = None
    if begin := read_cursor(query.after, str, int, int):
        if begin[0] not in sides:
            raise wrong_cursor()
        place = (begin[1], begin[2])
        sides = sides[sides.index(begin[0]) :]
    found: list[Argument] = []
    for one in sides:
        wanted = query.limit + 1 - len(found)
        if wanted <= 0:
            break
        found += Argument.objects.page_of(proposal, one, place, wanted)
        place = None
    return found


def _visible(number: int) -> Proposal:
    rows = Proposal.objects.visible().select_related("author").defer("search")
    proposal = rows.filter(pk=stored(number)).first()
    if proposal is None:
        raise Http404
    return proposal
