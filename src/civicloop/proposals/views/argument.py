"""Arguments: all of one side, giving one, taking one back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civicloop.core.access import public, signed_in
from civicloop.core.errors import Conflict
from civicloop.people import intent
from civicloop.people.models import User
from civicloop.people.views import me, see_other, visitor
from civicloop.proposals import access
from civicloop.proposals.actions.argument import SaidAlready, add_argument, remove_argument
from civicloop.proposals.domain import Side
from civicloop.proposals.forms.argument import ArgumentForm
from civicloop.proposals.forms.fields import attempt
from civicloop.proposals.models import Argument, Decision, Proposal
from civicloop.proposals.page import argument_rows, crumbs
from civicloop.proposals.views.sign_in import sign_in_for

SHOWN = 30
INVALID, GONE = 422, 410


@public
@require_safe
def argument_list(request: HttpRequest, number: int) -> HttpResponse:
    """Show all arguments of one side, best first; remarks of an imported discussion in the order they were made."""
    person, proposal, side = visitor(request), access.visible_proposal(number), _side(request)
    after = request.GET.get("after", "")
    rows = argument_rows(person, proposal, _rows(proposal, side, after))
    context = {
        "proposal": proposal,
        "crumbs": crumbs(proposal, inside=True),
        "person": person,
        "side": side,
        "rows": rows[:SHOWN],
        "after": after,
        "next": _cursor(rows[SHOWN - 1].argument) if len(rows) > SHOWN else "",
    }
    return render(request, "proposals/argument_list.html", context)


@public
@require_safe
def argument_show(request: HttpRequest, argument: int) -> HttpResponse:
    """Show one argument; one that is hidden shows why, with status 410 (gone)."""
    person, found = visitor(request), access.any_argument(argument)
    decision = Decision.objects.hiding(found)
    words = access.can_read_words(person, found)
    context = {
        "proposal": found.proposal,
        "crumbs": crumbs(found.proposal, inside=True),
        "person": person,
        "row": argument_rows(person, found.proposal, [found])[0] if words else None,
        "argument": found,
        "own": access.owns(person, found),
        "decision": decision,
        "appeal": access.appeal_of(decision) if decision else None,
        "can_appeal": person is not None and access.can_appeal(person, decision),
        "can_moderate": access.can_moderate(person),
    }
    answer = render(request, "proposals/argument_show.html", context, status=200 if words else GONE)
    if found.hidden:
        answer["Cache-Control"] = "no-store"
    return answer


@public
@require_http_methods(["GET", "HEAD", "POST"])
def argument_create(request: HttpRequest, number: int) -> HttpResponse:
    """Argue for or against a proposal; a visitor signs in first."""
    person, proposal = visitor(request), access.visible_proposal(number)
    if person is None:
        access.check_open(proposal)
        sentence = _("You were about to give an argument about “%(title)s”.")
        return sign_in_for(request, "argue", sentence % {"title": proposal.title})
    if request.method != "POST":
        intent.take(request, "argue")
        access.check_argue(person, proposal)
        return _form(request, proposal, ArgumentForm(initial={"side": request.GET.get("side", "")}))
    form = ArgumentForm(request.POST)
    argument = attempt(form, lambda: _add(request, form, proposal, person))
    return _form(request, proposal, form) if argument is None else _shown(proposal, argument)


@signed_in
@require_POST
def argument_delete(request: HttpRequest, argument: int) -> HttpResponse:
    """Take one's own argument back."""
    found = get_object_or_404(Argument.objects.select_related("proposal").defer("proposal__search"), pk=argument)
    if not access.owns(me(request), found):
        raise Http404
    remove_argument(argument=found, by=me(request))
    messages.success(request, _("You took your argument back."))
    return see_other("proposals:proposal-show", number=found.proposal_id)


def _add(request: HttpRequest, form: ArgumentForm, proposal: Proposal, person: User) -> Argument:
    words = form.cleaned_data["text"]
    side, language = form.side_chosen, form.language_chosen
    try:
        argument = add_argument(proposal_number=proposal.pk, side=side, text=words, language=language, by=person)
    except SaidAlready as error:  # a double click, or the same thought twice: it stands already
        if error.earlier.hidden:
            raise Conflict(
                _("You gave this argument before, and the moderators have hidden it."), field="text"
            ) from None
        messages.info(request, str(error))
        return error.earlier
    messages.success(request, _("Your argument stands here now. You can take it back for 24 hours."))
    return argument


def _shown(proposal: Proposal, argument: Argument) -> HttpResponse:
    # A person's own arguments always stand on the proposal's page, however few found them helpful yet.
    return see_other(f"{proposal.get_absolute_url()}#argument-{argument.pk}")


def _form(request: HttpRequest, proposal: Proposal, form: ArgumentForm) -> HttpResponse:
    context = {"proposal": proposal, "crumbs": crumbs(proposal, inside=True), "form": form}
    return render(request, "proposals/argument_create.html", context, status=INVALID if form.errors else 200)


def _side(request: HttpRequest) -> Side:
    try:
        return Side(request.GET.get("side", Side.FOR))
    except ValueError:
        raise Http404 from None


def _rows(proposal: Proposal, side: Side, after: str) -> list[Argument]:
    helpful, _dot, number = after.rpartition(".")
    known = number.isdecimal() and len(number) < 19  # noqa: PLR2004 - digits of the largest number a row can have
    if side == Side.REMARK:
        return list(Argument.objects.thread_of(proposal, int(number) if known else 0, SHOWN + 1))
    behind = (int(helpful), int(number)) if known and helpful.isdecimal() and len(helpful) < 10 else None  # noqa: PLR2004 - the same
    return list(Argument.objects.page_of(proposal, side, behind, SHOWN + 1))


def _cursor(last: Argument) -> str:
    return f"{last.helpful}.{last.pk}"
