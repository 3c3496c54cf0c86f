"""Marking an argument as helpful, and taking the mark back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from civicloop.core.access import public, signed_in
from civicloop.people import intent
from civicloop.people.models import User
from civicloop.people.views import me, see_other, visitor
from civicloop.proposals import access
from civicloop.proposals.actions.argument import mark_helpful, unmark_helpful
from civicloop.proposals.models import Argument
from civicloop.proposals.page import argument_rows
from civicloop.proposals.views.sign_in import back_to, sign_in_for


@public
@require_http_methods(["GET", "HEAD", "POST"])
def helpful_create(request: HttpRequest, argument: int) -> HttpResponse:
    """Mark an argument as helpful; a visitor signs in first and finds it done on coming back."""
    person, found = visitor(request), access.visible_argument(argument)
    if person is None:
        access.check_open(found.proposal)
        return sign_in_for(request, f"helpful-{argument}", _("You were about to mark an argument as helpful."))
    if request.method == "POST" or intent.take(request, f"helpful-{argument}"):
        mark_helpful(argument_id=argument, by=person)
    return _answer(request, found, person)


@signed_in
@require_POST
def helpful_delete(request: HttpRequest, argument: int) -> HttpResponse:
    """Take a helpful mark back."""
    found = access.visible_argument(argument)
    unmark_helpful(argument_id=argument, by=me(request))
    return _answer(request, found, me(request))


def _answer(request: HttpRequest, argument: Argument, person: User) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return see_other(f"{back_to(request, argument.proposal.get_absolute_url())}#argument-{argument.pk}")
    argument.refresh_from_db(fields=["helpful"])
    (row,) = argument_rows(person, argument.proposal, [argument])
    context = {"row": row, "proposal": argument.proposal, "person": person, "next": back_to(request, "")}
    answer = render(request, "proposals/parts/argument.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
