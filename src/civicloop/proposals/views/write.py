"""Writing a proposal in three short steps; every step keeps what was typed, right or wrong."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from civicloop.core import clock
from civicloop.core.access import signed_in
from civicloop.core.errors import CivicError, Invalid
from civicloop.core.region import pack
from civicloop.people.access import check_may_write
from civicloop.people.models import User
from civicloop.people.views import me, see_other
from civicloop.places import tree
from civicloop.proposals.access.write import next_proposal_at, own_draft
from civicloop.proposals.actions.draft import attach_photo, delete_draft, remove_photo, save_draft
from civicloop.proposals.actions.proposal import SaidAlready, publish, ready
from civicloop.proposals.domain import links_clickable
from civicloop.proposals.forms.write import CheckForm, WhatForm, WhereForm
from civicloop.proposals.language import detect
from civicloop.proposals.models import Draft
from civicloop.proposals.similar import similar_to
from civicloop.ui.forms import CivicForm

OK, CONFLICT, INVALID = 200, 409, 422
STEPS_OF_FIELDS = {
    "title": "proposals:draft-what",
    "text": "proposals:draft-what",
    "photo_alt": "proposals:draft-what",
    "place": "proposals:draft-where",
    "where": "proposals:draft-where",
    "challenge": "proposals:draft-where",
}


@signed_in
@require_safe
def proposal_create(request: HttpRequest) -> HttpResponse:
    """Begin a proposal: the first step with a fresh key; nothing is stored until something is sent."""
    check_may_write(me(request))
    draft = Draft(pk=uuid4(), author=me(request))
    return _what(request, draft, WhatForm(draft=draft), template="proposals/proposal_create.html")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def draft_what(request: HttpRequest, key: UUID) -> HttpResponse:
    """Step 1: what it is about."""
    draft = _draft_or_new(me(request), key)
    if draft.proposal is not None:
        return see_other(draft.proposal.get_absolute_url())
    if request.method != "POST":
        return _what(request, draft, WhatForm(draft=draft))
    data, files = request.POST, request.FILES  # read first: reading is when a file may be dropped
    form = WhatForm(data, files, draft=draft, too_large=getattr(request, "files_too_large", ()))
    form.is_valid()
    status = _keep(form, lambda: _keep_what(form, draft))
    return _onward(request, draft, form, status, "draft-where") or _what(request, _fresh(draft), form, status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def draft_where(request: HttpRequest, key: UUID) -> HttpResponse:
    """Step 2: where it is, and which challenge it belongs to."""
    draft = own_draft(me(request), key)
    if draft.proposal is not None:
        return see_other(draft.proposal.get_absolute_url())
    if request.method != "POST":
        return _where(request, draft, WhereForm(draft=draft))
    form = WhereForm(request.POST, draft=draft)
    form.is_valid()
    status = _keep(form, lambda: save_draft(key=key, by=me(request), **form.chosen()))
    if status == OK and form.moved_to:
        place = tree.name(form.moved_to)
        messages.info(request, _("The point you gave lies in %(place)s, so that is the place now.") % {"place": place})
    return _onward(request, draft, form, status, "draft-check") or _where(request, draft, form, status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def draft_check(request: HttpRequest, key: UUID) -> HttpResponse:
    """Step 3: see it as others will, correct the language, look at similar ones, send it."""
    draft = own_draft(me(request), key)
    if draft.proposal is not None:
        return see_other(draft.proposal.get_absolute_url())
    guess = draft.language or detect(f"{draft.title}\n{draft.text}", otherwise=get_language() or "")
    if request.method != "POST":
        return _check(request, draft, CheckForm(initial={"language": guess, "seen": draft.stamp}))
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _check(request, draft, form, INVALID)
    save_draft(key=key, by=me(request), language=form.cleaned_data["language"])
    if form.cleaned_data["seen"] != draft.stamp:
        form = CheckForm(initial={"language": form.cleaned_data["language"], "seen": draft.stamp})
        sentence = _(
            "You changed this draft in another window meanwhile. This is how it looks now; send it if it is right."
        )
        return _check(request, draft, form, CONFLICT, refused=sentence)
    try:
        proposal = publish(draft=draft, by=me(request), language=form.cleaned_data["language"])
    except CivicError as error:
        first = error.first if isinstance(error, SaidAlready) else None
        return _check(request, draft, form, error.status, refused=str(error), first=first)
    messages.success(request, _published())
    return see_other(proposal.get_absolute_url())


@signed_in
@require_safe
def draft_list(request: HttpRequest) -> HttpResponse:
    """List what a person is still writing."""
    drafts = Draft.objects.of(me(request)).unsent().select_related("challenge")
    return render(request, "proposals/draft_list.html", {"drafts": drafts, "next_at": next_proposal_at(me(request))})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def draft_delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask whether a draft should really go, and delete it."""
    draft = own_draft(me(request), key)
    if draft.proposal is not None:
        return see_other(draft.proposal.get_absolute_url())
    if request.method != "POST":
        return render(request, "proposals/draft_delete.html", {"draft": draft})
    delete_draft(draft=draft, by=me(request))
    messages.success(request, _("The draft is deleted."))
    return see_other("proposals:draft-list")


def _draft_or_new(person: User, key: UUID) -> Draft:
    try:
        return own_draft(person, key)
    except Http404:
        if Draft.objects.filter(pk=key).exists():
            raise
        check_may_write(person)
        return Draft(pk=key, author=person)


def _fresh(draft: Draft) -> Draft:
    return Draft.objects.select_related("challenge").filter(pk=draft.pk).first() or draft


def _keep_what(form: WhatForm, draft: Draft) -> None:
    typed, photo = form.typed(), form.cleaned_data.get("photo")
    removes = form.cleaned_data.get("photo_remove") and not photo
    if photo:
        attach_photo(key=draft.pk, by=draft.author, photo=photo)
    if removes:
        remove_photo(key=draft.pk, by=draft.author)
        typed["photo_alt"] = ""
    if photo or any(str(value).strip() for value in typed.values()) or not draft._state.adding:  # noqa: SLF001 - Django's own way to ask
        save_draft(key=draft.pk, by=draft.author, **typed)


def _keep(form: CivicForm, action: Callable[[], Any]) -> int:
    """Store what is there and return the status of the answer; a refusal becomes a sentence of the form."""
    try:
        action()
    except CivicError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return error.status
    return OK if form.is_valid() else INVALID


def _onward(request: HttpRequest, draft: Draft, form: CivicForm, status: int, step: str) -> HttpResponse | None:
    later = "later" in request.POST and status in {OK, INVALID}
    if later:
        messages.success(request, _("Your draft is kept. Go on whenever you like."))
        return see_other("proposals:draft-list")
    return see_other(f"proposals:{step}", key=draft.pk) if form.is_valid() else None


def _what(
    request: HttpRequest, draft: Draft, form: WhatForm, status: int = OK, template: str = "proposals/draft_what.html"
) -> HttpResponse:
    context = {"draft": draft, "form": form, "steps": _steps(draft, 1), "next_at": next_proposal_at(me(request))}
    return render(request, template, context, status=status)


def _where(request: HttpRequest, draft: Draft, form: WhereForm, status: int = OK) -> HttpResponse:
    return render(
        request, "proposals/draft_where.html", {"draft": draft, "form": form, "steps": _steps(draft, 2)}, status=status
    )


def _check(request: HttpRequest, draft: Draft, form: CheckForm, status: int = OK, **more: Any) -> HttpResponse:
    place = tree.node(draft.place_id or "")
    missing, language = None, str(form["language"].value() or "")
    try:
        ready(draft, language=language)
    except Invalid as error:
        missing = {"sentence": str(error), "step": STEPS_OF_FIELDS.get(error.field or "", "proposals:draft-check")}
    context = {
        "draft": draft,
        "form": form,
        "steps": _steps(draft, 3),
        "missing": missing,
        "language": language,
        "place": place.name if place else None,
        "links": links_clickable(joined_at=me(request).date_joined, endorsements=0, at=clock.now()),
        "similar": similar_to(title=draft.title, text=draft.text, language=language),
        "next_at": next_proposal_at(me(request)),
        **more,
    }
    return render(request, "proposals/draft_check.html", context, status=status)


def _steps(draft: Draft, current: int) -> list[dict[str, Any]]:
    """Return the three steps; those behind the current one can be gone back to."""
    names = {"what": _("What"), "where": _("Where and which challenge"), "check": _("Check and send")}
    steps: list[dict[str, Any]] = []
    for number, (name, label) in enumerate(names.items(), start=1):
        behind = reverse(f"proposals:draft-{name}", args=[draft.pk]) if number < current else ""
        steps.append({"label": label, "url": behind, "current": number == current})
    return steps


def _published() -> str:
    hours = pack().rules.edit_hours
    sentence = ngettext(
        "Your proposal is public now. Share it: people can support it and argue from this moment on. "
        "You can change its words for %(hours)d hour, or until somebody supports it.",
        "Your proposal is public now. Share it: people can support it and argue from this moment on. "
        "You can change its words for %(hours)d hours, or until somebody supports it.",
        hours,
    )
    return sentence % {"hours": hours}
