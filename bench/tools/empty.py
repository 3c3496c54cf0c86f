"""The application the benches measure: the region's own, and an empty Django view beside it on the same server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civicloop.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.http import HttpRequest, HttpResponse
from django.urls import path

from civicloop.config import urls
from civicloop.core.access import public


@public
def empty(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer with nothing, through the same middleware as every page."""
    return HttpResponse("")


urls.urlpatterns.insert(0, path("bench-empty", empty, name="bench-empty"))
