"""A person's own account: what stands in it, changing it, leaving."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from civicloop.core.access import public, signed_in
from civicloop.core.errors import CivicError
from civicloop.core.region import pack
from civicloop.people import account
from civicloop.people.actions import person as actions
from civicloop.people.forms import ProfileForm
from civicloop.people.forms.account import LeaveForm
from civicloop.people.forms.profile import language_choices
from civicloop.people.models import Member
from civicloop.people.views import me, see_other


@signed_in
@require_safe
def account_show(request: HttpRequest) -> HttpResponse:
    """Show a person everything that makes up their account."""
    person = me(request)
    names = dict(language_choices(pack().content_languages))
    kinds = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    context = {
        "person": person,
        "place": pack().place(person.place_code),
        "language": names.get(person.language, person.language),
        "also_reads": [names[code] for code in person.also_reads if code in names],
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "has_app": Authenticator.Type.TOTP in kinds,
        "sessions": UserSession.objects.filter(user=person).count(),
        "tokens": person.api_tokens.count(),
        "memberships": Member.objects.of(person),
        "links": account.links(),
    }
    return render(request, "people/account_show.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account_edit(request: HttpRequest) -> HttpResponse:
    """Let a person change their name, municipality and languages."""
    person = me(request)
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(person)
    if request.method == "POST" and form.is_valid():
        actions.edit_profile(by=person, **form.cleaned_data)
        messages.success(request, _("Your profile is changed."))
        return see_other("people:account-show")
    return render(request, "people/account_edit.html", {"form": form}, status=422 if form.is_bound else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account_leave(request: HttpRequest) -> HttpResponse:
    """Say what leaving means, and let a person leave."""
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase_person(by=me(request), person=me(request))
        except CivicError as error:
            form.add_error(None, str(error))
        else:
            logout(request)
            return see_other("people:account-gone")
    status = 422 if form.is_bound else 200
    return render(
        request, "people/account_leave.html", {"form": form, "cancel": reverse("people:account-show")}, status=status
    )


@public
@require_safe
def account_gone(request: HttpRequest) -> HttpResponse:
    """Say goodbye."""
    return render(request, "people/account_gone.html")
