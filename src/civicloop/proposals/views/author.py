"""Stopping an author from writing, and letting them write again: for moderators, who see no more than that."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from civicloop.core.access import needs
from civicloop.people.access import Permission
from civicloop.people.actions.block import block_person, unblock_person
from civicloop.people.forms.team import BlockForm, UnblockForm
from civicloop.people.models import User
from civicloop.people.views import me, see_other
from civicloop.proposals.forms.fields import attempt
from civicloop.proposals.models.figures import written_by
from civicloop.proposals.page import Crumb

WROTE = Q(proposals__isnull=False) | Q(arguments__isnull=False)


@needs(Permission.PERSON_BLOCK)
@require_http_methods(["GET", "HEAD", "POST"])
def author_block(request: HttpRequest, person: int) -> HttpResponse:
    """Stop an author from writing; for one who is stopped already, offer the way back."""
    author = _author(person)
    if request.method != "POST":
        return _page(request, author, UnblockForm() if author.is_blocked else BlockForm())
    form = BlockForm(request.POST)
    if attempt(form, lambda: _block(request, author, form)):
        messages.success(request, _("%(name)s cannot write any more.") % {"name": author.name})
        return see_other("proposals:author-block", person=author.pk)
    return _page(request, author, form)


@needs(Permission.PERSON_BLOCK)
@require_POST
def author_unblock(request: HttpRequest, person: int) -> HttpResponse:
    """Let an author write again."""
    author, form = _author(person), UnblockForm(request.POST)
    if attempt(form, lambda: _unblock(request, author, form)):
        messages.success(request, _("%(name)s can write again.") % {"name": author.name})
        return see_other("proposals:author-block", person=author.pk)
    return _page(request, author, form)


def _author(number: int) -> User:
    return get_object_or_404(User.objects.filter(WROTE, erased_at=None).distinct(), pk=number)


def _block(request: HttpRequest, author: User, form: BlockForm) -> bool:
    block_person(by=me(request), person=author, reason=form.cleaned_data["reason"])
    return True


def _unblock(request: HttpRequest, author: User, form: UnblockForm) -> bool:
    unblock_person(by=me(request), person=author, reason=form.cleaned_data["reason"])
    return True


def _page(request: HttpRequest, author: User, form: BlockForm | UnblockForm) -> HttpResponse:
    context = {
        "author": author,
        "form": form,
        "counts": written_by(author),
        "unblocks": isinstance(form, UnblockForm),
        "crumbs": [Crumb(_("What waits for a moderator"), reverse("proposals:moderation-list"))],
    }
    return render(request, "proposals/author_block.html", context, status=422 if form.errors else 200)
