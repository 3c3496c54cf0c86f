"""The list of proposals: the same questions as on the list page, but a mistake is an error, not a notice."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Schema
from pydantic import BeforeValidator, Field

from civicloop.core.api import LIMIT_MAX, Page, next_link, wrong_cursor
from civicloop.core.api.pages import LIMIT
from civicloop.core.errors import Invalid
from civicloop.proposals.api.routes import router
from civicloop.proposals.api.schemas import ProposalOut, proposal_out
from civicloop.proposals.cursors import Cursor
from civicloop.proposals.filters import CHOICES, WORDS_MAX, ProposalFilter, parse
from civicloop.proposals.models import Proposal
from civicloop.proposals.models.queries import PAGE


def _given(value: object) -> object:
    return value or None  # an empty parameter, as forms send it, asks nothing


Word = Annotated[str | None, BeforeValidator(_given)]
Day = Annotated[date | None, BeforeValidator(_given)]


class ProposalQuery(Schema):
    """Which proposals, in which order."""

    q: Annotated[Word, Field(description=f"Words to find, in any language; at most {WORDS_MAX} characters.")] = None
    challenge: Annotated[Word, Field(description="Slug of a challenge.")] = None
    aim: Annotated[Word, Field(description="Slug of an aim.")] = None
    place: Annotated[Word, Field(description="Statistical code of a place; places within it count.")] = None
    state: Annotated[
        Literal["open", "archived", "withdrawn"] | None,
        BeforeValidator(_given),
        Field(description="Only this state; without it, open and archived ones."),
    ] = None
    language: Annotated[Word, Field(description="Language of the text (ISO 639-1).")] = None
    period: Annotated[
        Literal["week", "month", "year"] | None,
        BeforeValidator(_given),
        Field(description="Published in the last 7, 30 or 365 days."),
    ] = None
    since: Annotated[Day, Field(alias="from", description="Published on this day or later.")] = None
    until: Annotated[Day, Field(alias="to", description="Published on this day or earlier.")] = None
    sort: Annotated[
        Literal["new", "supported", "argued", "attention"] | None,
        BeforeValidator(_given),
        Field(description="new (without it), supported, argued, or attention: open ones few have looked at."),
    ] = None
    after: Annotated[str, Field(description="Where the page begins: the `after` of the last answer's `next`.")] = ""
    limit: Annotated[int, Field(ge=1, le=LIMIT_MAX, description="How many items a page has at most.")] = LIMIT


@router.get(
    "/proposals",
    response=Page[ProposalOut],
    tags=["proposals"],
    operation_id="proposal_list",
    summary="List proposals",
)
def proposal_list(request: HttpRequest, query: Query[ProposalQuery]) -> Page[ProposalOut]:
    """List proposals as the list page does, with the same parameters: filtered, searched, sorted, in pages."""
    wanted = _wanted(request, query)
    numbers, behind = _numbers(wanted, query.limit)
    rows = Proposal.objects.select_related("author").defer("search", "text").in_bulk(numbers)
    items = [proposal_out(rows[number]) for number in numbers if number in rows]
    return Page[ProposalOut](items=items, next=next_link(request, behind.to_text(wanted.sort) if behind else None))


def _numbers(wanted: ProposalFilter, limit: int) -> tuple[list[int], Cursor | None]:
    """Return the numbers of up to `limit` proposals, and where the next page begins.

    In pages as long as those of the list: the ways to a page are made for these.
    """
    found: list[int] = []
    while len(found) < limit:
        page = Proposal.objects.page(wanted, min(PAGE, limit - len(found)))
        found += [row.pk for row in page.rows]
        if page.after is None:
            return found, None
        wanted = wanted.changed(cursor=page.after)
    return found, wanted.cursor


def _wanted(request: HttpRequest, query: ProposalQuery) -> ProposalFilter:
    """Return the filter that the address asks for.

    Errors: Invalid at the parameter that asks for something unknown.
    """
    for name, known in CHOICES.items():
        value: Any = getattr(query, name)
        if value and not known(value):
            raise Invalid(_("“%(value)s” is not known here.") % {"value": value[:40]}, field=name)
    if query.q and len(query.q) > WORDS_MAX:
        raise Invalid(_("At most %(most)d characters can be searched for.") % {"most": WORDS_MAX}, field="q")
    if query.period and (query.since or query.until):
        raise Invalid(_("Give a period or two dates, not both."), field="period")
    if query.since and query.until and query.until < query.since:
        raise Invalid(_("The period would end before it begins."), field="to")
    parsed = parse(request.GET)
    if query.after and parsed.filter.cursor is None:
        raise wrong_cursor()
    if parsed.notices:
        raise Invalid(parsed.notices[0], field="query")
    return parsed.filter
