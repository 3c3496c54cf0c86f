"""The exports' door: a list of what there is, and each as a stream."""

from typing import Annotated

from django.conf import settings
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.translation import override
from ninja import Router, Schema
from pydantic import Field

from civicloop.core import export as exporting
from civicloop.core.errors import Invalid
from civicloop.core.export.stream import about

router = Router(tags=["exports"])
FILES = {
    200: {
        "description": "The file, in pieces.",
        "content": {form.media_type.partition(";")[0]: {} for form in exporting.FORMATS.values()},
    }
}


class FieldOut(Schema):
    """A field of an export."""

    name: Annotated[str, Field(description="Its name; one column per language for “text in each language”.")]
    type: str
    unit: str
    meaning: str
    source: str


class ExportOut(Schema):
    """An export: what it holds and where its files are."""

    name: str
    title: str
    meaning: str
    licence: Annotated[str, Field(description="Address of the licence.")]
    files: Annotated[dict[str, str], Field(description="Ending to address.")]
    fields: list[FieldOut]


@router.get("", response=list[ExportOut], operation_id="export_list", summary="List the exports")
def export_list(request: HttpRequest) -> list[ExportOut]:  # noqa: ARG001
    """List every table that can be taken whole, with the meaning of each field."""
    with override("en"):  # an answer must not depend on who asks
        return [_export(one) for one in exporting.exports()]


@router.get(
    "/{name}.{suffix}",
    response={200: None},
    operation_id="export_show",
    summary="Take an export whole",
    openapi_extra={"responses": FILES},
)
def export_show(request: HttpRequest, name: str, suffix: str) -> StreamingHttpResponse:
    """Send the whole table as csv, jsonl or parquet, in one snapshot; at most two run at a time (503, Retry-After)."""
    try:
        export, form = exporting.export(name), exporting.format_of(suffix)
    except Invalid as error:
        raise Http404 from error
    facts = about(export)
    if form.suffix == "parquet":
        request.META["HTTP_ACCEPT_ENCODING"] = ""  # it is compressed already
    stream = exporting.open_stream(export, form)
    if request.META["REQUEST_METHOD"] != "HEAD":
        stream.begin()
    response = StreamingHttpResponse(stream, content_type=form.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}-{facts["date"][:10]}.{suffix}"'
    response["Link"] = f'<{facts["licence"]}>; rel="license", <{facts["dictionary"]}>; rel="describedby"'
    response["Civicloop-Data-Date"] = facts["date"]
    response["Cache-Control"] = "no-store"
    return response


def _export(export: exporting.Export) -> ExportOut:
    return ExportOut(
        name=export.name,
        title=str(export.title),
        meaning=str(export.meaning),
        licence=about(export)["licence"],
        files={suffix: f"{settings.BASE_URL}/api/v1/exports/{export.name}.{suffix}" for suffix in exporting.FORMATS},
        fields=[
            FieldOut(name=one.name, type=str(one.kind), unit=one.unit, meaning=one.meaning, source=one.source)
            for one in export.fields
        ],
    )
