"""What an author does with a published proposal: edit, add, withdraw; and the history everybody can read."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from civicloop.core.access import public, signed_in
from civicloop.core.errors import CivicError, NotYet
from civicloop.people.models import User
from civicloop.people.views import me, see_other, visitor
from civicloop.proposals.access.write import (
    can_edit,
    can_extend,
    check_edit,
    check_extend,
    check_withdraw,
    edit_window,
    own_proposal,
    readable_proposal,
)
from civicloop.proposals.actions.proposal import Overtaken, SaidAlready, edit, extend, withdraw
from civicloop.proposals.changes import changes
from civicloop.proposals.forms.fields import change_data
from civicloop.proposals.forms.rewrite import AdditionForm, EditForm
from civicloop.proposals.models import Proposal
from civicloop.proposals.page import crumbs

OK, INVALID = 200, 422


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change the words of a proposal as long as they may change; after that, lead to adding something."""
    person, proposal = me(request), own_proposal(me(request), number)
    base = proposal.versions.count()
    if request.method == "POST":
        return _edit(request, person, proposal, EditForm(request.POST, proposal=proposal, base=base))
    if can_extend(person, proposal):
        return see_other("proposals:addition-create", number=number)
    check_edit(person, proposal)
    return _edit_page(request, proposal, EditForm(proposal=proposal, base=base))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def addition_create(request: HttpRequest, number: int) -> HttpResponse:
    """Add something to a proposal whose words stand."""
    person, proposal = me(request), own_proposal(me(request), number)
    if request.method != "POST":
        if can_edit(person, proposal):
            return see_other("proposals:proposal-edit", number=number)
        check_extend(person, proposal)
        return _addition_page(request, proposal, AdditionForm())
    form = AdditionForm(request.POST)
    if not form.is_valid():
        return _addition_page(request, proposal, form, INVALID)
    try:
        extend(proposal=proposal, by=person, text=form.cleaned_data["text"])
    except CivicError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return _addition_page(request, proposal, form, error.status)
    messages.success(request, _("Your addition stands below your proposal now."))
    return see_other(proposal.get_absolute_url())


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Say what withdrawing means, and withdraw."""
    person, proposal = me(request), own_proposal(me(request), number)
    if request.method != "POST":
        check_withdraw(person, proposal)
        return render(request, "proposals/proposal_withdraw.html", _context(proposal))
    withdraw(proposal=proposal, by=person)
    messages.success(request, _("You withdrew your proposal. Its page stays, with a notice."))
    return see_other(proposal.get_absolute_url())


@public
@require_safe
def proposal_history(request: HttpRequest, number: int) -> HttpResponse:
    """Show every earlier form of a proposal's words, what changed, and what was added."""
    proposal = readable_proposal(visitor(request), number)
    context = _context(proposal, steps=_steps(proposal), additions=proposal.additions.order_by("-id"))
    return render(request, "proposals/proposal_history.html", context)


def _edit(request: HttpRequest, person: User, proposal: Proposal, form: EditForm) -> HttpResponse:
    if not form.is_valid():
        return _edit_page(request, proposal, form, INVALID)
    try:
        edit(proposal=proposal, by=person, **form.cleaned_data)
    except Overtaken as error:
        return _overtaken(request, form, error)
    except NotYet as error:
        return _too_late(request, person, proposal, form, error)
    except CivicError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        first = error.first if isinstance(error, SaidAlready) else None
        return _edit_page(request, proposal, form, error.status, first=first)
    messages.success(request, _("Your changes are public now. The earlier words stand in the history."))
    return see_other(proposal.get_absolute_url())


def _steps(proposal: Proposal) -> list[dict[str, Any]]:
    """Return each change, newest first: when, and title and text as pieces that stayed, went or came."""
    versions = list(proposal.versions.all())
    words = [(version.title, version.text) for version in versions] + [(proposal.title, proposal.text)]
    steps = [
        {"at": version.replaced_at, "title": changes(old[0], new[0]), "text": changes(old[1], new[1])}
        for version, old, new in zip(versions, words, words[1:], strict=False)
    ]
    return steps[::-1]


def _edit_page(request: HttpRequest, proposal: Proposal, form: EditForm, status: int = OK, **more: Any) -> HttpResponse:
    context = _context(proposal, form=form, closes_at=edit_window(proposal).closes_at, **more)
    return render(request, "proposals/proposal_edit.html", context, status=status)


def _overtaken(request: HttpRequest, form: EditForm, error: Overtaken) -> HttpResponse:
    """Show both texts: the form keeps this window's words, and sending it again chooses them."""
    base = error.proposal.versions.count()
    change_data(form, base=str(base))
    form.add_error(None, str(error))
    return _edit_page(request, error.proposal, form, error.status, other=error.proposal)


def _too_late(request: HttpRequest, person: User, proposal: Proposal, form: EditForm, error: NotYet) -> HttpResponse:
    """Offer the words that came too late as an addition, so that they are not lost."""
    proposal.refresh_from_db()
    if not can_extend(person, proposal):
        raise error
    title, text = form.cleaned_data["title"], form.cleaned_data["text"]
    typed = text if title == proposal.title else f"{title}\n\n{text}"
    addition = AdditionForm(initial={"text": typed})
    return _addition_page(request, proposal, addition, error.status, too_late=str(error))


def _addition_page(
    request: HttpRequest, proposal: Proposal, form: AdditionForm, status: int = OK, **more: Any
) -> HttpResponse:
    context = _context(proposal, form=form, **more)
    return render(request, "proposals/addition_create.html", context, status=status)


def _context(proposal: Proposal, **more: Any) -> dict[str, Any]:
    return {"proposal": proposal, "crumbs": crumbs(proposal, inside=True), **more}
