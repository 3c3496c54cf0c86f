"""Who may write through the API: a person with a token, or with a session and its form token."""

from datetime import timedelta

import pytest
from django.test import Client

from civicloop.core import clock
from tests.api.speakers import ARGUMENT, PROPOSAL, Api

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


OPERATIONS = [
    ("POST", "proposals", PROPOSAL),
    ("POST", "proposals/{proposal}/support", None),
    ("DELETE", "proposals/{proposal}/support", None),
    ("POST", "proposals/{proposal}/arguments", ARGUMENT),
    ("PUT", "arguments/{argument}/helpful", None),
    ("DELETE", "arguments/{argument}/helpful", None),
]


@pytest.fixture
def subjects(make_proposal, make_person):
    from civicloop.proposals.models import Argument

    proposal = make_proposal(make_person("carol"), title="Something that carol wrote long ago")
    argument = Argument.objects.create(proposal=proposal, side="for", text="Because.", language="en", fingerprint="c")
    return {"proposal": proposal.pk, "argument": argument.pk}


def named(operation, subjects):
    """The operation on the test's own proposal or argument: method, path, content."""
    method, path, content = operation
    return method, path.format(**subjects), content


@pytest.mark.parametrize("operation", OPERATIONS)
class TestWhoMayWrite:
    def test_a_stranger_may_not(self, stranger, subjects, operation):
        response = stranger.send(*named(operation, subjects))
        assert response.status_code == 401
        assert response["WWW-Authenticate"].startswith("Bearer")
        assert response.json()["detail"].startswith("Sign in, or send a personal token")

    def test_a_wrong_token_may_not(self, subjects, operation):
        method, path, _ = named(operation, subjects)
        for secret in ("", "civic_wrong", "nonsense", "civic_" + "x" * 5000, "civic_\u00e9"):
            response = Api(None).send(method, path, authorization=f"Bearer {secret}")
            assert response.status_code == 401
            assert "not valid" in response.json()["detail"]

    def test_a_token_may(self, as_bob, subjects, operation):
        assert as_bob.send(*named(operation, subjects)).status_code in {200, 201}

    def test_a_blocked_person_may_not(self, as_bob, bob, subjects, operation):
        if operation[0] == "DELETE":
            pytest.skip("taking something back is always allowed")
        bob.blocked_at, bob.blocked_reason = clock.now(), "spam"
        bob.save()
        assert as_bob.send(*named(operation, subjects)).status_code in {403, 409}

    def test_a_person_who_left_may_not(self, as_bob, bob, subjects, operation):
        bob.is_active = False
        bob.save()
        assert as_bob.send(*named(operation, subjects)).status_code == 401

    def test_a_session_needs_the_form_token(self, bob, subjects, operation):
        method, path, content = named(operation, subjects)
        api = Api(None)
        api.client = Client(enforce_csrf_checks=True)
        api.client.force_login(bob, backend=BACKEND)
        refused = api.send(method, path, content)
        assert refused.status_code == 403
        assert "X-CSRFToken" in refused.json()["detail"]
        api.client.cookies["csrftoken"] = "a" * 32
        assert api.send(method, path, content, **{"x-csrftoken": "a" * 32}).status_code in {200, 201}

    def test_a_token_beside_a_session_decides(self, bob, subjects, operation):
        api = Api("civic_wrong")
        api.client.force_login(bob, backend=BACKEND)
        assert api.send(*named(operation, subjects)).status_code == 401


def test_the_day_a_token_was_used_is_noted_once_a_day(as_bob, make_proposal):
    from civicloop.people.models import ApiToken

    number = make_proposal().pk
    as_bob.post(f"proposals/{number}/support")
    assert ApiToken.objects.get().last_used_on == clock.now().date()
    ApiToken.objects.update(last_used_on=clock.now().date() - timedelta(days=1))
    as_bob.post(f"proposals/{number}/support")
    assert ApiToken.objects.get().last_used_on == clock.now().date()
