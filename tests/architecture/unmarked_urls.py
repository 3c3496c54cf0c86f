"""One route whose view forgot its marker, beside all others."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from civicloop.config.urls import handler403, handler404  # noqa: F401
from civicloop.config.urls import urlpatterns as real


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


urlpatterns = [path("unmarked", forgotten, name="forgotten"), *real]
