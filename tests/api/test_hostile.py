"""Hostile requests made from the OpenAPI document itself: never a 500, always what the document promises."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.speakers import token_of

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = int(os.environ.get("CIVICLOOP_API_EXAMPLES", "12"))  # per operation and mode


@pytest.fixture
def region(own_db, monkeypatch) -> dict[str, str]:
    """A few things to find, and a token; real commits, as a broken statement must not take others along."""
    from civicloop.people.models import User
    from civicloop.proposals import domain
    from civicloop.proposals.models import Argument, Proposal

    monkeypatch.setattr("civicloop.core.api.writes.WRITES_PER_MINUTE", 10**6)
    author, asking = User.objects.create_user("carol@example.org"), User.objects.create_user("dan@example.org")
    for number in range(3):
        text = f"Proposal number {number} is about something that many people want."
        proposal = Proposal.objects.create(
            author=author,
            title=f"Proposal number {number}",
            text=text,
            summary=text,
            language="en",
            challenge_id="safe",
            place_id="21004",
            fingerprint=domain.fingerprint(str(number), text),
        )
        Argument.objects.create(proposal=proposal, side="for", text="Yes, do.", language="en", fingerprint=str(number))
    return {"Authorization": f"Bearer {token_of(asking)}", "Accept-Encoding": "identity"}


@pytest.fixture
def schema(region) -> schemathesis.BaseSchema:
    from civicloop.config.wsgi import application

    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def operations(schema) -> Iterator[schemathesis.APIOperation]:
    for result in schema.get_all_operations():
        yield result.ok()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_breaks_the_api(schema, region, mode):
    sent: Counter[str] = Counter()
    for operation in operations(schema):

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def attack(case):
            sent[case.operation.definition.raw["operationId"]] += 1
            response = case.call(headers=region)
            case.validate_response(response, checks=CHECKS)

        with suppress(Unsatisfiable):  # where any text at all will do, nothing can be wrong
            attack()
    assert {"proposal_list", "proposal_create", "argument_create", "argument_mark", "support_add"} <= set(sent)
    assert sent.total() > 10 * EXAMPLES


def test_the_document_names_every_operation_once(schema):
    named = [operation.definition.raw["operationId"] for operation in operations(schema)]
    assert len(named) == len(set(named)) > 15
