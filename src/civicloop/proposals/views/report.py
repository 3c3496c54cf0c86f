"""Reporting something to the moderators, and what became of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from civicloop.core.access import public, signed_in
from civicloop.people.models import User
from civicloop.people.views import me, see_other, visitor
from civicloop.proposals import access
from civicloop.proposals.actions.moderation import ReportedAlready, add_report
from civicloop.proposals.forms.fields import attempt
from civicloop.proposals.forms.moderation import ReportForm
from civicloop.proposals.models import Report, Subject
from civicloop.proposals.page import parts_of
from civicloop.proposals.views.sign_in import sign_in_for


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report_create(request: HttpRequest, number: int | None = None, argument: int | None = None) -> HttpResponse:
    """Report a proposal or an argument; a visitor signs in first. Who did so already is told, kindly."""
    subject: Subject = access.visible_proposal(number) if number else access.visible_argument(argument or 0)
    person = visitor(request)
    if person is None:
        return sign_in_for(request, "report", _("You were about to report something to the moderators."))
    if earlier := Report.objects.on(subject).filter(reporter=person).first():
        return see_other("proposals:report-show", report=earlier.pk)
    access.check_report(person, subject)
    form = ReportForm(request.POST if request.method == "POST" else None)
    report = attempt(form, lambda: _add(request, form, subject, person)) if form.is_bound else None
    if report is not None:
        return see_other("proposals:report-show", report=report.pk)
    context = {**parts_of(subject), "form": form}
    return render(request, "proposals/report_create.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def report_show(request: HttpRequest, report: int) -> HttpResponse:
    """Thank a person for a report of their own and say where it stands."""
    rows = Report.objects.filter(reporter=me(request)).select_related("proposal", "argument__proposal")
    found = get_object_or_404(rows.defer("proposal__search", "argument__proposal__search"), pk=report)
    context = {"report": found, **parts_of(found.subject)}
    return render(request, "proposals/report_show.html", context)


def _add(request: HttpRequest, form: ReportForm, subject: Subject, person: User) -> Report:
    try:
        report = add_report(subject=subject, reason=form.reason_chosen, note=form.cleaned_data["note"], by=person)
    except ReportedAlready as error:
        return error.earlier
    messages.success(request, _("Your report is with the moderators. Thank you."))
    return report
