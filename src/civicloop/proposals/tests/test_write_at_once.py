"""Double clicks, two tabs, first supports: whatever happens at the same moment, there is one outcome."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from civicloop.core.errors import CivicError, NotYet
from civicloop.core.region import pack
from civicloop.proposals.actions.draft import save_draft
from civicloop.proposals.actions.proposal import SaidAlready, edit, publish, withdraw
from civicloop.proposals.actions.support import add_support
from civicloop.proposals.models import Draft, Proposal, Version

TEXT = "In summer nobody can wait at the stop. Plant three trees beside it, please."


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run calls at the same moment, each on a connection of its own; errors of ours come back as values."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        start.wait()
        try:
            return call()
        except CivicError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


@pytest.fixture
def ada(make_people):
    return make_people(1)[0]


@pytest.fixture
def make_draft(ada):
    def make(title="Shade for the bus stop"):
        return save_draft(key=uuid.uuid4(), by=ada, title=title, text=TEXT, place_id="21009", challenge_id="safe")

    return make


def test_sixty_four_parallel_sends_make_one_proposal(make_draft, ada):
    draft = make_draft()
    results = at_once(*[lambda: publish(draft=draft, by=ada)] * 64)
    assert {result.pk for result in results} == {Proposal.objects.get().pk}


def test_the_same_draft_begun_in_many_tabs_is_one(ada):
    key = uuid.uuid4()
    results = at_once(*[lambda: save_draft(key=key, by=ada, title="Shade")] * 16)
    assert {result.pk for result in results} == {key}
    assert Draft.objects.count() == 1


def test_copies_sent_together_from_many_drafts_make_one_proposal(make_draft, ada):
    drafts = [make_draft() for _ in range(12)]
    results = at_once(*[lambda draft=draft: publish(draft=draft, by=ada) for draft in drafts])
    first = Proposal.objects.get()
    assert sum(isinstance(result, Proposal) for result in results) == 1
    assert {error.first for error in results if isinstance(error, SaidAlready)} == {first.pk}


def test_the_limit_holds_when_everything_is_sent_at_once(make_draft, ada):
    drafts = [make_draft(f"Idea number {number}") for number in range(pack().rules.open_proposals_per_30_days + 7)]
    at_once(*[lambda draft=draft: publish(draft=draft, by=ada) for draft in drafts])
    assert Proposal.objects.count() == pack().rules.open_proposals_per_30_days


def test_of_edits_in_many_windows_one_wins_and_the_others_are_told(make_draft, ada):
    proposal = publish(draft=make_draft(), by=ada)
    results = at_once(
        *[
            lambda number=number: edit(
                proposal=proposal, by=ada, title=f"Window number {number}", text=TEXT, language="en", base=0
            )
            for number in range(12)
        ]
    )
    assert sum(isinstance(result, Proposal) for result in results) == 1
    assert Version.objects.count() == 1


@pytest.mark.parametrize("edit_first", [True, False])
def test_a_first_support_and_an_edit_never_both_come_first(make_draft, ada, make_people, edit_first):
    """Whoever holds the row first wins; the other waits and then sees what stands."""
    proposal = publish(draft=make_draft(), by=ada)
    [bob] = make_people_named(1)
    held, release = Barrier(2), Barrier(2)

    def change():
        return edit(proposal=proposal, by=ada, title="Benches instead of shade", text=TEXT, language="en", base=0)

    def support():
        return add_support(proposal_number=proposal.pk, by=bob)

    first, second = (change, support) if edit_first else (support, change)

    def hold():
        with transaction.atomic():
            result = first()
            held.wait()
            release.wait(timeout=5)
            return result

    def wait_behind():
        held.wait()
        waiting = ThreadPoolExecutor(1)
        future = waiting.submit(closing, second)
        with pytest.raises(TimeoutError):
            future.result(timeout=0.3)  # the row is locked: nothing is decided yet
        release.wait()
        try:
            return future.result(timeout=5)
        finally:
            waiting.shutdown()

    outcome = at_once(hold, wait_behind)
    proposal.refresh_from_db()
    assert proposal.supports == 1
    if edit_first:
        assert proposal.title == "Benches instead of shade"
    else:
        assert isinstance(outcome[1], NotYet)
        assert proposal.title == "Shade for the bus stop"


def closing(call: Callable[[], object]) -> object:
    try:
        return call()
    except CivicError as error:
        return error
    finally:
        connection.close()


def make_people_named(count: int):
    from civicloop.people.models import User

    return [User.objects.create_user(f"other-{number}@example.org") for number in range(count)]


def test_withdrawn_and_supported_at_once_leaves_an_honest_count(make_draft, ada):
    proposal = publish(draft=make_draft(), by=ada)
    people = make_people_named(10)
    at_once(
        lambda: withdraw(proposal=proposal, by=ada),
        *[lambda person=person: add_support(proposal_number=proposal.pk, by=person) for person in people],
    )
    proposal.refresh_from_db()
    assert proposal.supports == proposal.support_rows.count()
