"""Open to all: whole tables as files, and the API for programs."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from civicloop.core.access import public
from civicloop.core.api import openapi
from civicloop.core.api.problems import PROBLEMS
from civicloop.core.api.reference import Reference, reference
from civicloop.core.export import FORMATS, exports
from civicloop.core.region import Pack, pack

API = "/api/v1"


@public
@require_safe
def data_list(request: HttpRequest) -> HttpResponse:
    """List every table that can be taken whole, with the meaning of each field."""
    context = {"exports": exports(), "formats": FORMATS.values(), "licence": pack().data_licence, "api": API}
    return render(request, "site/data_list.html", context)


@public
@require_safe
def api_show(request: HttpRequest) -> HttpResponse:
    """Explain the API: how to ask, every operation, every shape, every problem."""
    context = {"reference": _reference(), "problems": PROBLEMS.items(), "api": API}
    return render(request, "site/api_show.html", context)


@public
@require_safe
def api_door(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the language is active already
    """Lead from the API's own address to the reference in the reader's language."""
    return HttpResponseRedirect(reverse("site:api-show"))


@cache
def _reference() -> Reference:
    return reference(openapi(), settings.BASE_URL, examples(pack()))


def examples(region: Pack) -> dict[str, str]:
    """Return values for the examples of the reference, taken from the region pack."""
    return {
        "number": "1",
        "code": region.code,
        "place": region.code,
        "challenge": region.challenges[0].slug,
        "challenges slug": region.challenges[0].slug,
        "bodies slug": region.bodies[0].slug,
        "name": "proposals",
        "suffix": "csv",
        "title": "Shade for the bus stops of the square",
    }
