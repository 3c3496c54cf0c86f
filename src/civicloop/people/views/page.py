"""Pages that explain: the roles, the rules, and the demo's mails."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from civicloop.core.access import public
from civicloop.core.models import DemoMail
from civicloop.core.region import pack
from civicloop.people.access import (
    BODY_PERMISSIONS,
    PERMISSION_SENTENCES,
    PLATFORM_PERMISSIONS,
    ROLE_NAMES,
    ROLE_SENTENCES,
)
from civicloop.people.domain import code_in

MAILS_SHOWN = 30


@public
@require_safe
def role_list(request: HttpRequest) -> HttpResponse:
    """Explain every role and what it allows, straight from the rules the code follows."""
    groups = [
        [
            (ROLE_NAMES[role], ROLE_SENTENCES[role], [PERMISSION_SENTENCES[one] for one in allowed])
            for role, allowed in rules
        ]
        for rules in (PLATFORM_PERMISSIONS.items(), BODY_PERMISSIONS.items())
    ]
    return render(request, "people/role_list.html", {"platform_roles": groups[0], "body_roles": groups[1]})


@public
@require_safe
def rules_show(request: HttpRequest) -> HttpResponse:
    """Say the rules of the house, with the region's own numbers."""
    return render(request, "people/rules_show.html", {"rules": pack().rules})


@public
@require_safe
def demo_mail_list(request: HttpRequest) -> HttpResponse:
    """Show the mails the demo would have sent, newest first; elsewhere this page does not exist."""
    if not settings.DEMO:
        raise Http404
    mails = list(DemoMail.objects.order_by("-pk")[:MAILS_SHOWN])
    context = {"mails": [(mail, code_in(mail.text)) for mail in mails], "shown": MAILS_SHOWN}
    response = render(request, "people/demo_mail_list.html", context)
    response["Cache-Control"] = "no-store"  # a code must show at once, page cache or not
    return response
