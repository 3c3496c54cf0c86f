"""The API itself: ninja with our problem documents, ETags, HEAD, and doors that stay shut to odd input."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from civicloop.core.access import public
from civicloop.core.api import document, problems
from civicloop.core.api.body import CivicParser, check_storable
from civicloop.core.errors import CivicError

_published: dict[str, "CivicAPI"] = {}

type View = Callable[..., HttpResponseBase]
READ_METHODS = {"GET", "HEAD"}


class _Renderer(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


class CivicAPI(NinjaAPI):
    """An API whose every answer is JSON or a problem document, whatever was sent.

    `base` is its address without a language, for example /api/v1/.
    """

    def __init__(self, *, base: str, **fields: Any) -> None:
        super().__init__(
            docs_url=None, openapi_url=None, parser=CivicParser(), renderer=_Renderer(), urls_namespace="api", **fields
        )
        self.base = base
        _published[base] = self
        self._document: dict[str, Any] | None = None
        for kind in (Exception, *list(self._exception_handlers)):
            self.add_exception_handler(kind, problems.answer)  # type: ignore[arg-type]  # ninja says Any

    def create_response(
        self,
        request: HttpRequest,
        data: Any,
        *,
        status: int | None = None,
        temporal_response: HttpResponse | None = None,
    ) -> HttpResponse:
        """Return data as JSON; a read carries an ETag and becomes 304 when the reader has it already."""
        response = super().create_response(request, data, status=status, temporal_response=temporal_response)
        return conditional(request, response)

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, made once."""
        if self._document is None:
            self._document = document.finish(dict(self.get_openapi_schema(path_prefix=self.base)))
        return self._document

    @property
    def patterns(self) -> list[URLPattern]:
        """Return the addresses of every operation and the OpenAPI document; anything else below is a problem 404."""
        operations = [one for one in self.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
        for pattern in operations:
            pattern.callback = _guard(pattern.callback)
        return [
            path("openapi.json", _guard(self._openapi_json), name="openapi"),
            *operations,
            path("<path:rest>", _guard(_nothing_here), name="nothing"),
        ]

    def _openapi_json(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET":
            return problems.not_allowed(str(request.method), "GET")
        return self.create_response(request, self.openapi(), status=200)


def openapi(base: str = "/api/v1/") -> dict[str, Any]:
    """Return the OpenAPI document of the API at an address, for the pages that show it."""
    return _published[base].openapi()


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a successful read an ETag of its content, and answer 304 to a reader who has it.

    Source: RFC 9110, sections 8.8.3 and 13.1.2 (weak comparison).
    """
    if request.method not in READ_METHODS or response.status_code != 200:  # noqa: PLR2004 - HTTP's own number
        return response
    etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:24]}"'
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")}
    if "*" in known or etag.removeprefix("W/") in known:
        response = HttpResponse(status=304)
        del response["Content-Type"]
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"  # keep it, but ask each time: the ETag makes asking cheap
    return response


def _guard(view: View) -> View:
    """Wrap an operation: odd characters in the address, HEAD, OPTIONS and wrong methods never reach it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            _check_address(request)
        except CivicError as error:
            return problems.from_civic(error)
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        response = view(request, *args, **kwargs)
        if response.status_code == 405 and not response.get("Content-Type", "").startswith(problems.MEDIA_TYPE):  # noqa: PLR2004
            response = _other_method(request, response["Allow"])
        if head:
            response = _without_body(request, response)
        if request.method in READ_METHODS:
            response["Access-Control-Allow-Origin"] = "*"  # open data may be read from any page; cookies are not sent
        return response

    guarded.csrf_exempt = True  # type: ignore[attr-defined]  # sessions are checked by the operation that writes
    return public(guarded)


def _check_address(request: HttpRequest) -> None:
    check_storable(request.path, "path")
    for name in request.GET:
        check_storable(name, "query")
        for value in request.GET.getlist(name):
            check_storable(value, name)


def _other_method(request: HttpRequest, allowed: str) -> HttpResponse:
    methods = sorted({*allowed.replace(" ", "").split(","), "OPTIONS"} | ({"HEAD"} if "GET" in allowed else set()))
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(methods)}, content_type="text/plain")
    return problems.not_allowed(str(request.method), ", ".join(methods))


def _without_body(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    request.method = "HEAD"
    headers = dict(response.items())
    if isinstance(response, HttpResponse):
        headers["Content-Length"] = str(len(response.content))
    if isinstance(response, StreamingHttpResponse):
        response.close()
    return HttpResponse(status=response.status_code, headers=headers)


def _nothing_here(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001
    return problems.not_found()
