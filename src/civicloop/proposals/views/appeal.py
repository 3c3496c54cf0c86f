"""Asking for a second look at a decision that hides one's words."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from civicloop.core.access import signed_in
from civicloop.people.models import User
from civicloop.people.views import me, see_other
from civicloop.proposals import access
from civicloop.proposals.actions.moderation import add_appeal
from civicloop.proposals.forms.fields import attempt
from civicloop.proposals.forms.moderation import AppealForm
from civicloop.proposals.models import Appeal, Decision, Subject
from civicloop.proposals.page import parts_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_create(request: HttpRequest, number: int | None = None, argument: int | None = None) -> HttpResponse:
    """Ask the moderators to look again; for the author only."""
    subject: Subject = access.any_proposal(number) if number else access.any_argument(argument or 0)
    if not access.owns(me(request), subject):
        raise Http404
    decision = Decision.objects.hiding(subject)
    access.check_appeal(me(request), decision)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(form, partial(_add, subject, form, me(request))) is not None:
        messages.success(request, _("Another moderator will look at it and answer you here."))
        return see_other(subject.get_absolute_url())
    context = {**parts_of(subject), "decision": decision, "form": form}
    return render(request, "proposals/appeal_create.html", context, status=422 if form.errors else 200)


def _add(subject: Subject, form: AppealForm, person: User) -> Appeal:
    return add_appeal(subject=subject, text=form.cleaned_data["text"], by=person)
