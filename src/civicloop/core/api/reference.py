"""The OpenAPI document as a reader meets it: operations by subject, shapes as tables; for page and docs alike."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

PARAMETER = re.compile(r"\{([a-z_]+)\}")

type Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of value: words, and the shape it leads to, if any."""

    words: str
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter of an address, or a field of a shape; `place` is query, path, header or empty."""

    name: str
    kind: Kind
    required: bool
    description: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation may answer."""

    status: str
    description: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a program can ask for."""

    name: str
    method: str
    path: str
    summary: str
    description: str
    signed_in: bool
    values: tuple[Value, ...]
    body: Kind | None
    answers: tuple[Answer, ...]
    curl: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What a JSON object looks like."""

    name: str
    description: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A whole API: operations by subject, in the document's order, and shapes by name."""

    subjects: dict[str, list[Operation]] = field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """The document, and what examples need."""

    document: Json
    base: str
    examples: Mapping[str, str]


def reference(document: Json, base: str, examples: Mapping[str, str]) -> Reference:
    """Return the document for readers.

    Shapes: `base` is the site's address without a slash; `examples` gives values for names of fields and of parameters
    of a path, the latter also as “bodies slug” where the part before decides.
    """
    source = _Source(document, base, examples)
    subjects: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, entry in methods.items():
            subjects.setdefault(entry["tags"][0], []).append(_operation(path, method, entry, source))
    shapes = document["components"]["schemas"].items()
    return Reference(subjects, tuple(_shape(name, schema) for name, schema in shapes))


def _operation(path: str, method: str, entry: Json, source: _Source) -> Operation:
    body = _body(entry)
    return Operation(
        name=entry["operationId"],
        method=method.upper(),
        path=path,
        summary=entry["summary"],
        description=entry.get("description", ""),
        signed_in=bool(entry.get("security")),
        values=tuple(_parameter(one) for one in entry["parameters"]),
        body=kind_of(body) if body else None,
        answers=tuple(_answers(entry["responses"])),
        curl=_curl(path, method, entry, source),
    )


def _body(entry: Json) -> Json | None:
    schema: Json | None = entry.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return schema


def _parameter(entry: Json) -> Value:
    kind = kind_of(entry["schema"])
    return Value(entry["name"], kind, bool(entry.get("required")), _plain(entry), entry["in"])


def _plain(entry: Json) -> str:
    """Return a description without the marks of Markdown."""
    return str(entry.get("description", "")).replace("`", "")


def _answers(responses: Json) -> Iterator[Answer]:
    for status, entry in responses.items():
        contents = entry.get("content", {})
        schemas = [content["schema"] for content in contents.values() if "schema" in content]
        kind = kind_of(schemas[0]) if schemas else Kind(", ".join(contents))
        yield Answer(status, entry["description"], kind)


def _shape(name: str, schema: Json) -> Shape:
    required = set(schema.get("required", []))
    values = (
        Value(key, kind_of(one), key in required, _plain(one)) for key, one in schema.get("properties", {}).items()
    )
    return Shape(title(name), schema.get("description", ""), tuple(values))


def title(name: str) -> str:
    """Return a shape's name as readers see it: Page_ProposalOut_ is “Page of ProposalOut”."""
    head, _, rest = name.strip("_").partition("_")
    return f"{head} of {rest}" if rest else head


def kind_of(schema: Json) -> Kind:
    """Return what sort of value a schema describes."""
    if ref := schema.get("$ref"):
        name = title(ref.rpartition("/")[2])
        return Kind(name, name)
    if kinds := schema.get("anyOf") or schema.get("oneOf"):
        found = [kind_of(one) for one in kinds]
        return Kind(" or ".join(one.words for one in found), next((one.shape for one in found if one.shape), ""))
    if "enum" in schema:
        return Kind(" | ".join(str(one) for one in schema["enum"]))
    if "const" in schema:
        return Kind(str(schema["const"]))
    if schema.get("type") == "array":
        inner = kind_of(schema.get("items", {}))
        return Kind(f"list of {inner.words}", inner.shape)
    words = str(schema.get("format") or schema.get("type") or "any")
    least, most = schema.get("minimum"), schema.get("maximum")
    return Kind(f"{words} {least} to {most}" if least is not None and most is not None else words)


def _curl(path: str, method: str, entry: Json, source: _Source) -> str:
    words = ["curl"]
    if method != "get":
        words += ["-X", method.upper()]
    if entry.get("security"):
        words += ["-H", "'Authorization: Bearer civic_…'"]
    if body := _body(entry):
        words += ["--json", f"'{json.dumps(_example(body, source), ensure_ascii=False)}'"]
    return " ".join([*words, source.base + PARAMETER.sub(lambda found: _value(found, source.examples), path)])


def _value(found: re.Match[str], examples: Mapping[str, str]) -> str:
    before, name = found.string[: found.start()].rstrip("/").rpartition("/")[2], found[1]
    return examples.get(f"{before} {name}") or examples.get(name, found[0])


def _example(schema: Json, source: _Source) -> dict[str, Any]:
    if ref := schema.get("$ref"):
        schema = source.document["components"]["schemas"][ref.rpartition("/")[2]]
    values = schema["properties"]
    return {name: _example_of(name, values[name], source.examples) for name in schema.get("required", [])}


def _example_of(name: str, schema: Json, examples: Mapping[str, str]) -> Any:
    if name in examples:
        return examples[name]
    return schema["enum"][0] if "enum" in schema else "…"
