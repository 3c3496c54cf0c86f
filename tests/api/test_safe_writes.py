"""Writes that may be sent twice, and how many a person may send."""

import threading
from datetime import timedelta

import pytest

from civicloop.core import clock
from civicloop.core.api.writes import WRITES_PER_MINUTE
from tests.api.speakers import PROPOSAL, Api, token_of


class TestIdempotencyKey:
    def test_the_same_request_gets_the_same_answer_once(self, as_bob):
        from civicloop.proposals.models import Proposal

        first = as_bob.post("proposals", PROPOSAL, **{"idempotency-key": "one"})
        again = as_bob.post("proposals", PROPOSAL, **{"idempotency-key": "one"})
        assert first.status_code == again.status_code == 201
        assert first.content == again.content
        assert first["Location"] == again["Location"]
        assert again["Idempotent-Replayed"] == "true"
        assert "Idempotent-Replayed" not in first
        assert Proposal.objects.count() == 1

    def test_another_request_under_the_key_is_refused(self, as_bob):
        as_bob.post("proposals", PROPOSAL, **{"idempotency-key": "one"})
        response = as_bob.post(
            "proposals", PROPOSAL | {"title": "Another title for the same"}, **{"idempotency-key": "one"}
        )
        assert response.status_code == 422
        assert response.json()["type"] == "/api/v1/problems#idempotency-key-reused"
        assert response.json()["errors"][0]["field"] == "Idempotency-Key"

    def test_two_people_may_use_one_key(self, as_ada, as_bob):
        assert as_ada.post("proposals", PROPOSAL, **{"idempotency-key": "one"}).status_code == 201
        assert as_bob.post("proposals", PROPOSAL, **{"idempotency-key": "one"}).status_code == 201

    def test_a_refused_request_leaves_the_key_free(self, as_bob):
        wrong = as_bob.post("proposals", PROPOSAL | {"title": "x"}, **{"idempotency-key": "one"})
        assert wrong.status_code == 422
        assert as_bob.post("proposals", PROPOSAL, **{"idempotency-key": "one"}).status_code == 201

    @pytest.mark.parametrize("key", ["x" * 201, "é"])
    def test_a_wrong_key_is_named(self, as_bob, key):
        response = as_bob.post("proposals", PROPOSAL, **{"idempotency-key": key})
        assert response.status_code == 422
        assert response.json()["errors"][0]["field"] == "Idempotency-Key"

    def test_keys_are_forgotten_after_a_day(self, as_bob):
        from civicloop.core.models import IdempotentRequest

        as_bob.post("proposals", PROPOSAL, **{"idempotency-key": "one"})
        IdempotentRequest.objects.update(at=clock.now() - timedelta(hours=25))
        other = {"title": "Another title for another", "text": PROPOSAL["text"] + " And a bench."}
        answer = as_bob.post("proposals", PROPOSAL | other, **{"idempotency-key": "one"})
        assert answer.status_code == 201
        assert "Idempotent-Replayed" not in answer
        assert IdempotentRequest.objects.count() == 1


def test_many_twins_at_once_are_one_proposal(own_db):
    from django.db import connection

    from civicloop.people.models import User
    from civicloop.proposals.models import Proposal

    secret = token_of(User.objects.create_user("ada@example.org"))
    answers, ready = [], threading.Barrier(8)

    def send():
        api = Api(secret)
        ready.wait()
        response = api.post("proposals", PROPOSAL, **{"idempotency-key": "one"})
        answers.append((response.status_code, response.content))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1
    assert answers[0][0] == 201
    assert Proposal.objects.count() == 1


class TestBudget:
    def test_more_than_a_minutes_writes_must_wait(self, as_bob, as_ada, make_proposal, monkeypatch):
        number = make_proposal().pk
        for _ in range(WRITES_PER_MINUTE):
            assert as_bob.post(f"proposals/{number}/support").status_code in {200, 201}
        refused = as_bob.post(f"proposals/{number}/support")
        assert refused.status_code == 429
        assert 1 <= int(refused["Retry-After"]) <= 61
        assert refused["Retry-After"] in refused.json()["detail"]
        assert as_ada.post(f"proposals/{number}/support").status_code == 201
        assert as_bob.client.get(f"/api/v1/proposals/{number}").status_code == 200
        later = clock.now() + timedelta(seconds=61)
        monkeypatch.setattr(clock, "now", lambda: later)
        assert as_bob.post(f"proposals/{number}/support").status_code == 200
