"""The moderators' pages: what waits, one subject with its history, decisions; and the numbers for everybody."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from civicloop.core.access import needs, public
from civicloop.people.access import Permission
from civicloop.people.models import User
from civicloop.people.views import me, see_other
from civicloop.proposals import access, queue
from civicloop.proposals.actions.moderation import decide_appeal, dismiss_reports, hide, restore
from civicloop.proposals.domain import Reason
from civicloop.proposals.forms.fields import attempt
from civicloop.proposals.forms.moderation import AppealDecideForm, HideForm, RestoreForm
from civicloop.proposals.models import Appeal, Argument, Decision, Proposal, Report, Subject
from civicloop.proposals.models.figures import monthly_figures
from civicloop.proposals.page import Crumb, author_name, parts_of, photo_of
from civicloop.proposals.reasons import REASON_NAMES

SHOWN = 20


@needs(Permission.MODERATE)
@require_safe
def moderation_list(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision."""
    items = queue.waiting(request.GET.get("after", ""), SHOWN + 1)
    context = {
        "items": items[:SHOWN],
        "next": items[SHOWN - 1].cursor if len(items) > SHOWN else "",
        "after": request.GET.get("after", ""),
        "total": queue.count_waiting(),
    }
    return render(request, "proposals/moderation_list.html", context)


@needs(Permission.MODERATE)
@require_safe
def moderation_show(request: HttpRequest, number: int | None = None, argument: int | None = None) -> HttpResponse:
    """Show something with its reports and decisions, and what can be decided."""
    return _page(request, _subject(number, argument))


@needs(Permission.MODERATE)
@require_POST
def moderation_hide(request: HttpRequest, number: int | None = None, argument: int | None = None) -> HttpResponse:
    """Hide something."""
    subject, form = _subject(number, argument), HideForm(request.POST)
    if attempt(form, lambda: hide(subject=subject, ruling=form.ruling, by=me(request))):
        return _done(request, _("It is hidden now. The page shows your reason in place of the words."))
    return _page(request, subject, hide_form=form)


@needs(Permission.MODERATE)
@require_POST
def moderation_restore(request: HttpRequest, number: int | None = None, argument: int | None = None) -> HttpResponse:
    """Show something hidden again."""
    subject, form = _subject(number, argument), RestoreForm(request.POST)
    last = Decision.objects.hiding(subject)
    reason = Reason(last.reason) if last else Reason.OTHER
    if attempt(form, lambda: restore(subject=subject, ruling=form.ruling(reason), by=me(request))):
        return _done(request, _("Everybody can see it again."))
    return _page(request, subject, restore_form=form)


@needs(Permission.MODERATE)
@require_POST
def moderation_dismiss(request: HttpRequest, number: int | None = None, argument: int | None = None) -> HttpResponse:
    """Leave something as it is although it was reported."""
    settled = dismiss_reports(subject=_subject(number, argument), by=me(request))
    sentence = ngettext(
        "%(count)d report is settled; nothing changes.", "%(count)d reports are settled; nothing changes.", settled
    )
    return _done(request, sentence % {"count": settled})


@needs(Permission.MODERATE)
@require_POST
def appeal_decide(request: HttpRequest, appeal: int) -> HttpResponse:
    """Decide an appeal."""
    rows = Appeal.objects.select_related("decision__proposal", "decision__argument__proposal")
    found, form = get_object_or_404(rows, pk=appeal), AppealDecideForm(request.POST)

    def decide() -> Appeal:
        return decide_appeal(appeal=found, upheld=form.upheld, answer=form.cleaned_data["answer"], by=me(request))

    if attempt(form, decide):
        return _done(request, _("The appeal is decided. The author reads your answer on the page."))
    return _page(request, _subject_of(found), appeal_form=form)


@public
@require_safe
def moderation_figures(request: HttpRequest) -> HttpResponse:
    """Show everybody what the moderators did, month by month, and by which rules."""
    context = {"months": monthly_figures(), "reasons": _hidden_for()}
    return render(request, "proposals/moderation_figures.html", context)


def _subject(number: int | None, argument: int | None) -> Subject:
    if number is not None:
        return access.any_proposal(number)
    rows = Argument.objects.select_related("proposal", "author").defer("proposal__search")
    return get_object_or_404(rows, pk=argument)


def _subject_of(appeal: Appeal) -> Subject:
    decision = appeal.decision
    return _subject(decision.proposal_id, decision.argument_id)


def _done(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return see_other("proposals:moderation-list")


def _hidden_for() -> list[str | Promise]:
    return [name for reason, name in REASON_NAMES.items() if reason != Reason.OTHER]


def _page(request: HttpRequest, subject: Subject, **forms: Form) -> HttpResponse:
    person, decisions, reports = me(request), Decision.objects.history(subject), _reports(subject)
    appeal = next((found for found in map(access.appeal_of, decisions) if found and found.outcome == "waiting"), None)
    context = parts_of(subject) | {
        "crumbs": [Crumb(_("What waits for a moderator"), reverse("proposals:moderation-list"))],
        "author": author_name(subject),
        "photo": photo_of(subject) if isinstance(subject, Proposal) else None,
        "additions": subject.additions.all() if isinstance(subject, Proposal) else [],
        "reports": reports,
        "waiting": sum(report["outcome"] == Report.Outcome.WAITING for report in reports),
        "decisions": decisions,
        "appeal": appeal,
        "can_decide": access.can_decide(person, subject),
        "can_judge": appeal is not None and access.can_judge(person, appeal),
        "block_url": _block_url(person, subject),
        "urls": {verb: _url(verb, subject) for verb in ("hide", "restore", "dismiss")},
        "hide_form": HideForm(initial={"reason": reports[-1]["reason"] if reports else ""}),
        "restore_form": RestoreForm(),
        "appeal_form": AppealDecideForm(),
    }
    # A form whose moment is over is not drawn any more: its sentence stands above instead.
    drawn = {"hide_form": not subject.hidden, "restore_form": subject.hidden, "appeal_form": context["can_judge"]}
    over = [form for name, form in forms.items() if not (context["can_decide"] and drawn[name])]
    context["refused"] = [error for form in over for error in form.non_field_errors()]
    failed = any(form.errors for form in forms.values())
    return render(request, "proposals/moderation_show.html", context | forms, status=422 if failed else 200)


def _reports(subject: Subject) -> list[dict[str, Any]]:
    rows = Report.objects.on(subject).select_related("reporter")
    return [
        {
            "reason": row.reason,
            "reason_name": REASON_NAMES[Reason(row.reason)],
            "note": row.note,
            "by": row.reporter.name,
            "at": row.at,
            "outcome": row.outcome,
        }
        for row in rows
    ]


def _url(verb: str, subject: Subject) -> str:
    return reverse(f"proposals:moderation-{verb}", kwargs={queue.kind_of(subject): subject.pk})


def _block_url(person: User, subject: Subject) -> str:
    author = subject.author
    if author is None or author == person or author.erased_at or not person.may(Permission.PERSON_BLOCK):
        return ""
    return reverse("proposals:author-block", args=[author.pk])
