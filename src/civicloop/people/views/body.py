"""Public bodies, as everybody sees them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from civicloop.core.access import public
from civicloop.core.region import pack
from civicloop.people.access import Permission
from civicloop.people.models import Body, Member
from civicloop.people.views import visitor


@public
@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    """List the public bodies by kind."""
    kinds = Body.Kind.values
    bodies = sorted(Body.objects.working(), key=lambda body: (kinds.index(body.kind), str(body.name).casefold()))
    return render(request, "people/body_list.html", {"bodies": bodies})


@public
@require_safe
def body_show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a public body: names, what it is competent for, where, and to its members who works there."""
    body = get_object_or_404(Body.objects.with_numbers(), slug=slug)
    person = visitor(request)
    reads = person is not None and person.may_in(body.slug, Permission.BODY_READ)
    context = {
        "body": body,
        "names": [body.name[lang] for lang in pack().official_languages if lang in body.name],
        "place": pack().place(body.place_code),
        "members": Member.objects.filter(body=body).with_people() if reads else None,
        "may_edit_members": person is not None and person.may_in(body.slug, Permission.BODY_MEMBER_EDIT),
    }
    return render(request, "people/body_show.html", context)
