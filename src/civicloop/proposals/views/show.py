"""The page of a proposal, and its address as a picture for cameras."""

from io import BytesIO

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from civicloop.core.access import public
from civicloop.notices.button import follow_button
from civicloop.people.models import User
from civicloop.people.views import visitor
from civicloop.places import tree
from civicloop.proposals import access
from civicloop.proposals.domain import State
from civicloop.proposals.models import Decision, Proposal
from civicloop.proposals.page import crumbs, photo_of, proposal_page
from civicloop.strategy import lists

GONE = 410
QR_SCALE, QR_BORDER = 4, 4  # pixels a module; the quiet zone ISO/IEC 18004 asks for


@public
@require_safe
def proposal_show(request: HttpRequest, number: int) -> HttpResponse:
    """Show a proposal with all that people made of it; one that is hidden shows why, with status 410 (gone)."""
    person, proposal = visitor(request), access.any_proposal(number)
    if proposal.hidden:
        return _hidden(request, person, proposal)
    return render(request, "proposals/proposal_show.html", page_context(request, person, proposal))


@public
@require_safe
def proposal_qr(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - the address says it all
    """Return the proposal's address as a QR code."""
    picture = BytesIO()
    code = segno.make(settings.BASE_URL + reverse("proposals:proposal-show", args=[number]), error="m")
    code.save(picture, kind="svg", scale=QR_SCALE, border=QR_BORDER, light="white", svgclass=None, lineclass=None)
    answer = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


def page_context(request: HttpRequest, person: User | None, proposal: Proposal) -> dict[str, object]:
    """Return what the template of a proposal's page reads."""
    return {
        "page": proposal_page(person, proposal),
        "proposal": proposal,
        "crumbs": crumbs(proposal),
        "person": person,
        "challenge": lists.challenge_name(proposal.challenge_id),
        "color": lists.color(proposal.challenge_id),
        "place": tree.name(proposal.place_id),
        "create_url": reverse("proposals:argument-create", args=[proposal.pk]),
        "url": settings.BASE_URL + proposal.get_absolute_url(),
        "follow": follow_button(request, "proposal", str(proposal.pk)),
        "is_open": proposal.state == State.OPEN,
        "can": _can(person, proposal),
    }


def _can(person: User | None, proposal: Proposal) -> dict[str, bool]:
    if person is None:
        return {}
    return {
        "support": access.can_support(person, proposal),
        "argue": access.can_argue(person, proposal),
        "report": access.can_report(person, proposal),
        "edit": access.can_edit(person, proposal),
        "extend": access.can_extend(person, proposal),
        "withdraw": access.can_withdraw(person, proposal),
        "moderate": access.can_moderate(person),
    }


def _hidden(request: HttpRequest, person: User | None, proposal: Proposal) -> HttpResponse:
    decision = Decision.objects.hiding(proposal)
    words = access.can_read_words(person, proposal)
    context = {
        "proposal": proposal,
        "decision": decision,
        "appeal": access.appeal_of(decision) if decision else None,
        "own": access.owns(person, proposal),
        "photo": photo_of(proposal) if words else None,
        "can_appeal": person is not None and access.can_appeal(person, decision),
        "can_moderate": access.can_moderate(person),
    }
    answer = render(request, "proposals/proposal_hidden.html", context, status=200 if words else GONE)
    answer["Cache-Control"] = "no-store"
    return answer
