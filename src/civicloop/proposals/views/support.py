"""Supporting a proposal and taking it back, also for people who first have to sign in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from civicloop.core.access import public, signed_in
from civicloop.people import intent
from civicloop.people.models import User
from civicloop.people.views import me, see_other, visitor
from civicloop.proposals import access
from civicloop.proposals.actions.support import add_support, remove_support
from civicloop.proposals.models import Proposal, Support
from civicloop.proposals.page import crumbs
from civicloop.proposals.views.sign_in import sign_in_for


@public
@require_http_methods(["GET", "HEAD", "POST"])
def support_create(request: HttpRequest, number: int) -> HttpResponse:
    """Support a proposal; a visitor signs in first and finds it done on coming back."""
    person = visitor(request)
    if person is None:
        return _sign_in_first(request, number)
    if request.method == "POST" or intent.take(request, f"support-{number}"):
        return _add(request, person, number)
    proposal = access.visible_proposal(number)
    context = _context(person, proposal) | {"crumbs": crumbs(proposal, inside=True)}
    return render(request, "proposals/support_create.html", context)


@signed_in
@require_POST
def support_delete(request: HttpRequest, number: int) -> HttpResponse:
    """Take one's support back."""
    removed = remove_support(proposal_number=number, by=me(request))
    if request.headers.get("HX-Request"):
        return _box(request, me(request), number)
    if removed:
        messages.success(request, _("You took your support back."))
    return see_other("proposals:proposal-show", number=number)


def _add(request: HttpRequest, person: User, number: int) -> HttpResponse:
    added = add_support(proposal_number=number, by=person)
    if request.headers.get("HX-Request"):
        return _box(request, person, number)
    if added:
        messages.success(request, _("You support this proposal now. Thank you!"))
    else:
        messages.info(request, _("You support this proposal already."))
    return see_other("proposals:proposal-show", number=number)


def _box(request: HttpRequest, person: User, number: int) -> HttpResponse:
    context = _context(person, access.any_proposal(number))
    answer = render(request, "proposals/parts/support_box.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _context(person: User, proposal: Proposal) -> dict[str, object]:
    return {
        "proposal": proposal,
        "person": person,
        "supports": Support.objects.of(person, proposal.pk).exists(),
        "can_support": access.can_support(person, proposal),
    }


def _sign_in_first(request: HttpRequest, number: int) -> HttpResponse:
    proposal = access.visible_proposal(number)
    access.check_open(proposal)
    sentence = _("You were about to support “%(title)s”. It counts as soon as you are signed in.")
    return sign_in_for(request, f"support-{number}", sentence % {"title": proposal.title})
