"""Pages about the site itself; each says only what is true of this software."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from civicloop.core.access import public


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what this is, who runs it and how it works."""
    return render(request, "site/about.html")


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how far the site is usable by everybody, and whom to tell when it is not."""
    return render(request, "site/accessibility.html")


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored about people, for how long, and how to have it erased."""
    return render(request, "site/privacy.html")
