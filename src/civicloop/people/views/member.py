"""Who works for a public body: for its managers and the platform's admins."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from civicloop.core.access import signed_in
from civicloop.core.errors import CivicError, Invalid
from civicloop.people.access import BodyRole, Permission, check_may_in
from civicloop.people.actions import member as actions
from civicloop.people.forms.team import BODY_ROLES, MemberAddForm, MemberEditForm
from civicloop.people.models import Body, Member, User
from civicloop.people.second_factor import check_second_factor
from civicloop.people.views import me, see_other


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def member_list(request: HttpRequest, slug: str) -> HttpResponse:
    """List a body's members to whoever may change them, and add new ones."""
    body = _managed_body(me(request), slug)
    form = MemberAddForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            role = BodyRole(form.cleaned_data["role"])
            member = actions.add_member(by=me(request), body=body, email=form.cleaned_data["email"], role=role)
        except CivicError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("%(name)s is a member now.") % {"name": member.person.name})
            return see_other("people:member-list", slug=slug)
    context = {
        "body": body,
        "form": form,
        "members": Member.objects.filter(body=body).with_people(),
        "roles": BODY_ROLES,
    }
    return render(request, "people/member_list.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_POST
def member_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a member another role."""
    member = _managed_member(me(request), slug, pk)
    form = MemberEditForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Choose one of the roles in the list."), field="role")
    actions.edit_member(by=me(request), member=member, role=BodyRole(form.cleaned_data["role"]))
    messages.success(request, _("The role of %(name)s is changed.") % {"name": member.person.name})
    return see_other("people:member-list", slug=slug)


@signed_in
@require_POST
def member_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a member."""
    member = _managed_member(me(request), slug, pk)
    actions.remove_member(by=me(request), member=member)
    messages.success(request, _("%(name)s is no longer a member.") % {"name": member.person.name})
    still = me(request).may_in(slug, Permission.BODY_MEMBER_EDIT)
    return see_other("people:member-list" if still else "people:body-show", slug=slug)


def _managed_body(person: User, slug: str) -> Body:
    body = get_object_or_404(Body, slug=slug)
    check_may_in(person, body.slug, Permission.BODY_MEMBER_EDIT)
    check_second_factor(person)
    return body


def _managed_member(person: User, slug: str, pk: int) -> Member:
    return get_object_or_404(Member.objects.select_related("person"), body=_managed_body(person, slug), pk=pk)
