"""Propose, support, argue and mark through the API: the pages' own actions, so the same rules and sentences."""

from uuid import uuid4

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from civicloop.core.api import Answer, write
from civicloop.core.errors import Invalid
from civicloop.people.api import WRITER, writer_of
from civicloop.proposals.access import any_proposal
from civicloop.proposals.actions.argument import add_argument, mark_helpful, unmark_helpful
from civicloop.proposals.actions.draft import save_draft
from civicloop.proposals.actions.proposal import publish
from civicloop.proposals.actions.support import add_support, remove_support
from civicloop.proposals.api.read import stored
from civicloop.proposals.api.routes import router
from civicloop.proposals.api.schemas import (
    ArgumentIn,
    ArgumentOut,
    HelpfulOut,
    ProposalIn,
    ProposalWhole,
    SupportOut,
    argument_out,
    proposal_whole,
)
from civicloop.proposals.domain import Side
from civicloop.proposals.language import detect
from civicloop.proposals.models import Argument, Proposal
from civicloop.strategy.models import Aim


@router.post(
    "/proposals",
    response={201: ProposalWhole},
    auth=WRITER,
    tags=["proposals"],
    operation_id="proposal_create",
    summary="Publish a proposal",
)
@write
def proposal_create(request: HttpRequest, proposal: ProposalIn) -> Answer:
    """Publish a proposal at once; there is no draft. Photos are added on the page."""
    person = writer_of(request)
    _check_extras(proposal)
    draft = save_draft(
        key=uuid4(),
        by=person,
        title=proposal.title,
        text=proposal.text,
        challenge_id=proposal.challenge or None,
        place_id=proposal.place or None,
        aims=list(dict.fromkeys(proposal.aims)),
        where=proposal.where,
        latitude=proposal.latitude,
        longitude=proposal.longitude,
    )
    published = publish(draft=draft, by=person, language=proposal.language)
    location = reverse("api:proposal_show", args=[published.pk])
    return Answer(201, proposal_whole(any_proposal(published.pk)), location)


@router.post(
    "/proposals/{int:number}/support",
    response={200: SupportOut, 201: SupportOut},
    auth=WRITER,
    tags=["supports"],
    operation_id="support_add",
    summary="Support a proposal",
)
@write
def support_add(request: HttpRequest, number: int) -> Answer:
    """Support a proposal (201); sending it again changes nothing (200)."""
    new = add_support(proposal_number=stored(number), by=writer_of(request))
    return Answer(201 if new else 200, SupportOut(supported=True, supports=_supports(number)))


@router.delete(
    "/proposals/{int:number}/support",
    response=SupportOut,
    auth=WRITER,
    tags=["supports"],
    operation_id="support_remove",
    summary="Take a support back",
)
@write
def support_remove(request: HttpRequest, number: int) -> Answer:
    """Take the support back; without one nothing changes."""
    removed = remove_support(proposal_number=stored(number), by=writer_of(request))
    # Also from a hidden proposal: a voice is its owner's. Who had none learns nothing about it.
    if not removed and not Proposal.objects.visible().filter(pk=number).exists():
        raise Http404
    return Answer(200, SupportOut(supported=False, supports=_supports(number)))


@router.post(
    "/proposals/{int:number}/arguments",
    response={201: ArgumentOut},
    auth=WRITER,
    tags=["arguments"],
    operation_id="argument_create",
    summary="Argue for or against a proposal",
)
@write
def argument_create(request: HttpRequest, number: int, argument: ArgumentIn) -> Answer:
    """Give an argument for or against a proposal."""
    person = writer_of(request)
    given = add_argument(
        proposal_number=stored(number),
        side=Side(argument.side),
        text=argument.text,
        language=argument.language or detect(argument.text, otherwise=person.language),
        by=person,
    )
    given.refresh_from_db()  # the database says when it was given
    return Answer(201, argument_out(given))


@router.put(
    "/arguments/{int:number}/helpful",
    response=HelpfulOut,
    auth=WRITER,
    tags=["arguments"],
    operation_id="argument_mark",
    summary="Mark an argument as helpful",
)
@write
def argument_mark(request: HttpRequest, number: int) -> Answer:
    """Say that an argument helps, whichever side it speaks for; sending it again changes nothing."""
    mark_helpful(argument_id=stored(number), by=writer_of(request))
    return Answer(200, HelpfulOut(marked=True, helpful=_helpful(number)))


@router.delete(
    "/arguments/{int:number}/helpful",
    response=HelpfulOut,
    auth=WRITER,
    tags=["arguments"],
    operation_id="argument_unmark",
    summary="Take a helpful mark back",
)
@write
def argument_unmark(request: HttpRequest, number: int) -> Answer:
    """Take the mark back; without one nothing changes."""
    removed = unmark_helpful(argument_id=stored(number), by=writer_of(request))
    if not removed and not Argument.objects.visible().filter(pk=number).exists():
        raise Http404
    return Answer(200, HelpfulOut(marked=False, helpful=_helpful(number)))


def _check_extras(proposal: ProposalIn) -> None:
    if (proposal.latitude is None) != (proposal.longitude is None):
        raise Invalid(_("Give both latitude and longitude, or neither."), field="latitude")
    unknown = set(proposal.aims) - set(Aim.objects.values_list("slug", flat=True))
    if unknown:
        raise Invalid(_("This aim is not in the list. Choose one from the list."), field="aims")


def _supports(number: int) -> int:
    return Proposal.objects.values_list("supports", flat=True).get(pk=number)


def _helpful(number: int) -> int:
    return Argument.objects.values_list("helpful", flat=True).get(pk=number)
