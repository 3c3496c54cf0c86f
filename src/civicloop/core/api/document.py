"""The OpenAPI document's finishing touches: what every operation answers besides success."""

from typing import Any

PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong, as a problem document (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "An address that names the kind of problem."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "The sentence a page would show, in the language asked for."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
READ_PROBLEMS = {"422": "Something in the address does not fit.", "503": "The records are away; see Retry-After."}
WRITE_PROBLEMS = {
    "400": "The body is not JSON.",
    "401": "No session and no valid token.",
    "403": "This person may not do this.",
    "409": "It does not fit what stands already, or not now.",
    "415": "The body is not declared as JSON.",
    "422": "What was sent does not fit; see `errors`.",
    "429": "Too many writes; see Retry-After.",
}
PATH_WORDS = {
    "number": "Its number.",
    "code": "Its statistical code.",
    "slug": "Its name in addresses.",
    "name": "Name of the export.",
    "suffix": "csv, jsonl or parquet.",
}
IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": 200, "pattern": "^[ -~]*$"},
    "description": "A key of your own. The same request sent again with it gets the same answer for 24 hours and "
    "nothing happens twice; another request with it is refused (422).",
}


def finish(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with problem answers, 304 for reads and the Idempotency-Key of every POST."""
    schemas = document["components"].setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    for address, methods in document["paths"].items():
        for method, operation in methods.items():
            _finish_operation(address, method, operation)
    used = _used(document["paths"], schemas)
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(used)}
    return document


def _used(part: Any, schemas: dict[str, Any]) -> set[str]:
    """Return the names of the schemas that a part of the document leads to."""
    found: set[str] = set()
    parts = [part]
    while parts:
        one = parts.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                parts.append(schemas[name])
            parts += one.values()
        elif isinstance(one, list):
            parts += one
    return found


def _finish_operation(address: str, method: str, operation: dict[str, Any]) -> None:
    responses = {str(status): response for status, response in operation["responses"].items()}
    for parameter in operation["parameters"]:
        parameter["schema"] = _given(parameter["schema"])
        if parameter["in"] == "path":
            parameter.setdefault("description", PATH_WORDS[parameter["name"]])
    if method == "get":
        responses.setdefault("304", {"description": "You have it already (If-None-Match)."})
    if method == "post":
        operation["parameters"] = [*operation["parameters"], IDEMPOTENCY_KEY]
    answers = READ_PROBLEMS | (WRITE_PROBLEMS if operation.get("security") else {})
    if "{" in address:
        answers = answers | {"404": "There is nothing by this name, or nothing that visitors may see."}
    for status, description in sorted(answers.items()):
        responses.setdefault(status, _problem(description))
    responses["default"] = _problem("Anything else that went wrong.")
    operation["responses"] = responses


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter's schema without null: an address can leave a parameter out, but not say null."""
    kinds: list[dict[str, Any]] = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    if len(kinds) != 1:
        return schema
    return {key: value for key, value in schema.items() if key != "anyOf"} | kinds[0]


def _problem(description: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": description, "content": content}
