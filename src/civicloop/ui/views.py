"""The style guide, and the two small files browsers and robots ask for by name."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from civicloop.core.access import public
from civicloop.core.region import pack
from civicloop.ui import style_guide as guide
from civicloop.ui import theme

HOUR = 3600  # seconds


@public
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component in its states, with a sentence on when to use it."""
    return render(request, "ui/style_guide.html", {"sections": guide.sections()})


@public
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Return the web app manifest; ?lang= chooses the language of the name."""
    languages = pack().interface_languages
    language = request.GET.get("lang", "")
    language = language if language in languages else languages[0]
    document: dict[str, Any] = {
        "name": str(pack().name.best(language)),
        "short_name": str(pack().name.best(language)),
        "description": str(pack().tagline.best(language)),
        "lang": language,
        "dir": "ltr",
        "start_url": f"/{language}/",
        "scope": "/",
        "display": "standalone",
        "background_color": theme.colors().light,
        "theme_color": theme.colors().accent,
        "icons": [
            {"src": static("icons/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": static("icons/mark-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any"},
            {"src": static("icons/mark-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
            {"src": static("icons/maskable-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
    }
    response = JsonResponse(document, content_type="application/manifest+json")
    response["Cache-Control"] = f"public, max-age={HOUR}"
    return response


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return what robots may read: everything but people's own pages and endless combinations of filters."""
    lines = ["User-agent: *"]
    for language in pack().interface_languages:
        lines += [
            f"Disallow: /{language}/account",
            f"Disallow: /{language}/accounts/",
            f"Disallow: /{language}/*?*sort=",
        ]
    lines += ["Disallow: /healthz", "Disallow: /readyz", f"Host: {settings.BASE_URL}", ""]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={HOUR}"
    return response
