"""Numbers about all proposals: true, and remembered only while they cost."""

import time
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection
from django.utils import timezone

from civicloop.proposals import figures
from civicloop.proposals.filters import ProposalFilter
from civicloop.proposals.models import Proposal, Support


@pytest.fixture(autouse=True)
def nothing_remembered():
    figures.forget()
    yield
    figures.forget()


@pytest.mark.django_db
def test_the_region_in_numbers(make_proposal, make_person):
    ada = make_person()
    flagey = make_proposal(place_id="21009-flagey", challenge_id="safe")
    make_proposal(place_id="21015", challenge_id="open", state="archived")
    make_proposal(place_id="21015", state="withdrawn")
    make_proposal(place_id="21016", hidden=True)
    for days in (1, 60):
        proposal = flagey if days == 1 else make_proposal(place_id="04000", challenge_id="open")
        Support.objects.create(proposal=proposal, person=ada, at=timezone.now() - timedelta(days=days))
    counted = figures.everything()
    assert (counted.proposals, counted.supports_this_month, counted.municipalities) == (3, 1, 2)
    assert figures.by_challenge() == {"safe": 1, "open": 2}
    by_place = figures.by_place()
    assert {code: number for code, number in by_place.items() if number} == {
        "04000": 3,
        "21009": 1,
        "21009-flagey": 1,
        "21015": 1,
    }


@pytest.mark.django_db
def test_a_small_region_is_counted_anew(make_proposal):
    make_proposal()
    assert figures.count(ProposalFilter()).number == 1
    make_proposal()
    assert figures.count(ProposalFilter()).number == 2


@pytest.mark.django_db
def test_a_large_region_is_counted_once_a_minute(make_proposal, monkeypatch):
    monkeypatch.setattr(figures, "LARGE", -2)  # the database has not looked through the table yet
    make_proposal()
    assert figures.count(ProposalFilter()).number == 1
    make_proposal()
    assert figures.count(ProposalFilter(sort="supported")).number == 1
    assert figures.count(ProposalFilter(place="21009")).number == 2
    now = time.monotonic()
    monkeypatch.setattr(figures.time, "monotonic", lambda: now + figures.SECONDS + 1)
    assert figures.count(ProposalFilter()).number == 2


@pytest.mark.django_db
def test_the_database_knows_roughly_how_many_there_are(make_proposal):
    make_proposal()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE proposals_proposal")
    assert Proposal.objects.roughly() == 1


@pytest.fixture
def large(monkeypatch):
    monkeypatch.setattr(figures, "is_large", lambda: True)


def test_while_one_counts_the_others_keep_what_they_have(large, monkeypatch):
    monkeypatch.setattr(figures, "SECONDS", 0.0)
    figures.remembered("key", lambda: "old")
    begun, go_on = Event(), Event()

    def wait():
        begun.set()
        go_on.wait(5)
        return "new"

    counting = Thread(target=figures.remembered, args=("key", wait))
    counting.start()
    begun.wait(5)
    assert figures.remembered("key", lambda: pytest.fail("counted twice at once")) == "old"
    go_on.set()
    counting.join(5)


def test_an_error_does_not_stop_the_counting_for_good(large, monkeypatch):
    monkeypatch.setattr(figures, "SECONDS", 0.0)
    figures.remembered("key", lambda: 1)
    with pytest.raises(ZeroDivisionError):
        figures.remembered("key", lambda: 1 // 0)
    assert figures.remembered("key", lambda: 3) == 3


def test_only_so_much_is_remembered(large, monkeypatch):
    monkeypatch.setattr(figures, "KEPT", 2)
    for key in range(5):
        figures.remembered(key, lambda key=key: key)
    assert figures.remembered(4, lambda: "anew") == 4
    assert figures.remembered(0, lambda: "anew") == "anew"
