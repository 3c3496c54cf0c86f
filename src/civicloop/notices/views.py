"""Pages about following."""

from typing import cast

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from civicloop.core.access import public, signed_in
from civicloop.core.errors import Invalid
from civicloop.notices import actions
from civicloop.notices.forms import FollowForm
from civicloop.notices.mails import read_token
from civicloop.notices.models import Follow, Notice
from civicloop.notices.subjects import Subject, subject, subjects
from civicloop.people.models import User

SEE_OTHER = 303
FOLLOWS_SHOWN = 100
NOTICES_SHOWN = 30


@signed_in
@require_safe
def follow_list(request: HttpRequest) -> HttpResponse:
    """Show what the person follows and what is new there."""
    person = cast("User", request.user)
    follows = list(Follow.objects.by_person(person.pk)[: FOLLOWS_SHOWN + 1])
    notices = list(Notice.objects.new_for(person.pk)[:NOTICES_SHOWN])
    named = [*((one.kind, one.key) for one in follows), *((one.kind, one.key) for one in notices)]
    known = subjects(named)
    context = {
        "follows": [(one, known.get((one.kind, one.key))) for one in follows[:FOLLOWS_SHOWN]],
        "more": len(follows) > FOLLOWS_SHOWN,
        "shown": FOLLOWS_SHOWN,
        "notices": [(one, one.path(request.LANGUAGE_CODE), known.get((one.kind, one.key))) for one in notices],
    }
    return render(request, "notices/follow_list.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def follow_create(request: HttpRequest) -> HttpResponse:
    """Follow something; asked for by GET (coming back from signing in), show the button once more."""
    form = _form(request)
    found = subject(form.cleaned_data["kind"], form.cleaned_data["key"])
    if request.method != "POST":
        return render(request, "notices/follow_create.html", {"back": form.back(request), "subject": found})
    actions.follow(by=cast("User", request.user), kind=found.kind, key=found.key)
    return HttpResponseRedirect(form.back(request), status=SEE_OTHER)


@signed_in
@require_http_methods(["POST"])
def follow_delete(request: HttpRequest) -> HttpResponse:
    """Follow something no longer."""
    form = _form(request)
    actions.unfollow(by=cast("User", request.user), kind=form.cleaned_data["kind"], key=form.cleaned_data["key"])
    return HttpResponseRedirect(form.back(request), status=SEE_OTHER)


@csrf_exempt  # a mail program presses this button (RFC 8058); the signed token is what allows it
@public
@require_http_methods(["GET", "HEAD", "POST"])
def follow_unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that stops the mails about one thing, and stop them on POST; needs no signing in."""
    try:
        person, kind, key = read_token(token)
    except (BadSignature, ValueError) as error:
        raise Http404 from error
    if request.method == "POST":
        owner = User.objects.filter(pk=person).first()
        if owner is not None:
            actions.unfollow(by=owner, kind=kind, key=key)
    context = {"subject": _subject_or_none(kind, key), "done": request.method == "POST"}
    response = render(request, "notices/follow_unsubscribe.html", context)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"  # the address is a key
    return response


def _form(request: HttpRequest) -> FollowForm:
    form = FollowForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        subject("", "")  # says it in the one sentence there is for it
    return form


def _subject_or_none(kind: str, key: str) -> Subject | None:
    try:
        return subject(kind, key)
    except Invalid:
        return None
