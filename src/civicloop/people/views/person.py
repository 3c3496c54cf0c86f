"""People, as the platform's admins see them: look up, give and take roles, block and unblock."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from civicloop.core import audit
from civicloop.core.access import needs
from civicloop.core.errors import CivicError
from civicloop.people.access import ROLE_NAMES, ROLE_SENTENCES, Permission, PlatformRole
from civicloop.people.actions.block import block_person, unblock_person
from civicloop.people.actions.role import grant_role, revoke_role
from civicloop.people.actions.second_factor import remove_second_factor
from civicloop.people.forms.team import BlockForm, PersonSearchForm, SecondFactorRemoveForm, UnblockForm
from civicloop.people.models import Member, User
from civicloop.people.second_factor import has_second_factor
from civicloop.people.views import me, see_other

SHOWN = 50
TRAIL = 20


@needs(Permission.ROLE_GRANT)
@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """List the people with a platform role, or those found by e-mail address or name."""
    form = PersonSearchForm(request.GET)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    found = User.objects.matching(words) if words else User.objects.staff()
    people = list(found[: SHOWN + 1])
    context = {"form": form, "words": words, "people": people[:SHOWN], "more": len(people) > SHOWN, "shown": SHOWN}
    return render(request, "people/person_list.html", context, status=200 if form.is_valid() else 422)


@needs(Permission.ROLE_GRANT)
@require_safe
def person_show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person's account with what an admin can do about it."""
    return _page(request, _person(pk))


@needs(Permission.ROLE_GRANT)
@require_POST
def role_grant(request: HttpRequest, pk: int, role: PlatformRole) -> HttpResponse:
    """Give a person a platform role."""
    person = _person(pk)
    grant_role(by=me(request), person=person, role=role)
    messages.success(
        request, _("%(name)s has the role “%(role)s” now.") % {"name": person.name, "role": ROLE_NAMES[role]}
    )
    return see_other("people:person-show", pk=pk)


@needs(Permission.ROLE_GRANT)
@require_POST
def role_revoke(request: HttpRequest, pk: int, role: PlatformRole) -> HttpResponse:
    """Take a platform role from a person."""
    person = _person(pk)
    revoke_role(by=me(request), person=person, role=role)
    said = _("%(name)s no longer has the role “%(role)s”.") % {"name": person.name, "role": ROLE_NAMES[role]}
    messages.success(request, said)
    if pk == me(request).pk and role == PlatformRole.ADMIN:
        return see_other("people:account-show")
    return see_other("people:person-show", pk=pk)


@needs(Permission.ROLE_GRANT)
@require_POST
def person_block(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a person from writing."""
    person, form = _person(pk), BlockForm(request.POST)
    if form.is_valid():
        try:
            block_person(by=me(request), person=person, reason=form.cleaned_data["reason"])
        except CivicError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s cannot write any more.") % {"name": person.name})
            return see_other("people:person-show", pk=pk)
    return _page(request, person, block_form=form)


@needs(Permission.ROLE_GRANT)
@require_POST
def person_unblock(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person write again."""
    person, form = _person(pk), UnblockForm(request.POST)
    if form.is_valid():
        try:
            unblock_person(by=me(request), person=person, reason=form.cleaned_data["reason"])
        except CivicError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s can write again.") % {"name": person.name})
            return see_other("people:person-show", pk=pk)
    return _page(request, person, unblock_form=form)


@needs(Permission.ROLE_GRANT)
@require_POST
def second_factor_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Help a person who lost the phone: take the second step of signing in away."""
    person, form = _person(pk), SecondFactorRemoveForm(request.POST)
    if form.is_valid():
        remove_second_factor(by=me(request), person=person, reason=form.cleaned_data["reason"])
        messages.success(request, _("%(name)s can sign in with a code by e-mail alone now.") % {"name": person.name})
        return see_other("people:person-show", pk=pk)
    return _page(request, person, second_factor_form=form)


def _person(pk: int) -> User:
    return get_object_or_404(User.objects.present(), pk=pk)


def _page(request: HttpRequest, person: User, **forms: Form) -> HttpResponse:
    context = {
        "person": person,
        "roles": [(role, ROLE_NAMES[role], ROLE_SENTENCES[role], role in person.roles) for role in PlatformRole],
        "memberships": Member.objects.of(person),
        "has_second_factor": has_second_factor(person),
        "trail": audit.trail(person).reverse()[:TRAIL],
        "block_form": BlockForm(),
        "unblock_form": UnblockForm(),
        "second_factor_form": SecondFactorRemoveForm(),
    }
    return render(request, "people/person_show.html", context | forms, status=422 if forms else 200)
