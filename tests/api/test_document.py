"""The OpenAPI document: valid, complete, and true about every operation."""

import json

import jsonschema_rs
import pytest

from civicloop.core.api import openapi

METHODS = {"get", "post", "put", "delete"}


@pytest.fixture
def document(client, db):
    return client.get("/api/v1/openapi.json").json()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_it_is_served_as_it_is_made(document):
    assert document == json.loads(json.dumps(openapi()))
    assert document["openapi"] == "3.1.0"


def test_every_shape_is_valid_json_schema(document):
    jsonschema_rs.meta.validate({"$defs": document["components"]["schemas"]})
    for _, _, operation in operations(document):
        for parameter in operation["parameters"]:
            jsonschema_rs.meta.validate(parameter["schema"])


def test_every_reference_leads_somewhere(document):
    shapes = set(document["components"]["schemas"])
    text = json.dumps(document)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named == shapes


def test_every_operation_says_what_it_is(document):
    ids = []
    for path, method, operation in operations(document):
        ids.append(operation["operationId"])
        assert method in METHODS
        assert operation["summary"]
        assert operation["description"].endswith(".")
        assert len(operation["tags"]) == 1
        names = [(parameter["in"], parameter["name"]) for parameter in operation["parameters"]]
        assert len(names) == len(set(names))
        assert all(name for _, name in names)
        assert all(parameter["description"] for parameter in operation["parameters"])
        assert {f"{{{name}}}" for place, name in names if place == "path"} == {
            part for part in path.replace(".", "/").split("/") if part.startswith("{")
        }
    assert len(ids) == len(set(ids))


def test_what_writes_needs_a_person_and_what_reads_needs_none(document):
    for _, method, operation in operations(document):
        assert bool(operation.get("security")) == (method != "get")
    assert set(document["components"]["securitySchemes"]) == {"PersonalToken", "Session"}


def test_every_answer_but_success_is_a_problem(document):
    for _, _, operation in operations(document):
        for status, answer in operation["responses"].items():
            if status[0] in "45d":
                assert list(answer["content"]) == ["application/problem+json"]
