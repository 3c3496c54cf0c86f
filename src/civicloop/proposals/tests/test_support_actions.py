"""Supports: one per person, honest counts, whatever happens at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from civicloop.core import audit
from civicloop.core.errors import Conflict, Forbidden
from civicloop.core.models import AuditEntry
from civicloop.proposals.actions.support import add_support, remove_support
from civicloop.proposals.domain import State
from civicloop.proposals.models import Proposal, Support


def honest(proposal):
    proposal.refresh_from_db()
    return proposal.supports == proposal.imported_supports + Support.objects.filter(proposal=proposal).count()


def test_a_support_counts_once_and_can_be_taken_back(make_person, make_proposal):
    ada, proposal = make_person("ada"), make_proposal(supports=7, imported_supports=7)
    assert add_support(proposal_number=proposal.pk, by=ada) is True
    assert add_support(proposal_number=proposal.pk, by=ada) is False
    proposal.refresh_from_db()
    assert proposal.supports == 8
    assert remove_support(proposal_number=proposal.pk, by=ada) is True
    assert remove_support(proposal_number=proposal.pk, by=ada) is False
    proposal.refresh_from_db()
    assert proposal.supports == 7


def test_every_change_leaves_one_audit_row(make_person, make_proposal):
    ada, proposal = make_person("ada"), make_proposal()
    for _ in range(2):
        add_support(proposal_number=proposal.pk, by=ada)
    for _ in range(2):
        remove_support(proposal_number=proposal.pk, by=ada)
    assert [(row.action, row.actor) for row in audit.trail(proposal)] == [
        ("support-add", ada.pk),
        ("support-remove", ada.pk),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": State.WITHDRAWN}, "withdrawn"),
        ({"state": State.ARCHIVED}, "archive"),
        ({"hidden": True}, "hidden"),
    ],
)
def test_only_open_proposals_take_supports(make_person, make_proposal, fields, words):
    ada, proposal = make_person("ada"), make_proposal(**fields)
    with pytest.raises(Conflict, match=words), transaction.atomic():
        add_support(proposal_number=proposal.pk, by=ada)
    assert honest(proposal)
    assert proposal.supports == 0
    assert not AuditEntry.objects.filter(action="support-add").exists()


def test_a_support_can_be_taken_back_from_the_archive(make_person, make_proposal):
    ada, proposal = make_person("ada"), make_proposal()
    add_support(proposal_number=proposal.pk, by=ada)
    Proposal.objects.filter(pk=proposal.pk).update(state=State.ARCHIVED)
    assert remove_support(proposal_number=proposal.pk, by=ada) is True
    assert honest(proposal)


def test_blocked_people_and_missing_proposals_change_nothing(make_person, make_proposal):
    from civicloop.core.clock import now

    ada, proposal = make_person("ada", blocked_at=now(), blocked_reason="Spam."), make_proposal()
    with pytest.raises(Forbidden):
        add_support(proposal_number=proposal.pk, by=ada)
    with pytest.raises(Http404), transaction.atomic():
        add_support(proposal_number=proposal.pk + 1, by=make_person("eve"))
    assert Support.objects.count() == 0


def test_a_support_costs_three_statements(make_person, make_proposal):
    ada, proposal = make_person("ada"), make_proposal()
    with CaptureQueriesContext(connection) as queries:
        add_support(proposal_number=proposal.pk, by=ada)
    words = [query["sql"].split()[0] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert words == ["INSERT", "INSERT", "UPDATE"]


def test_the_database_itself_refuses_a_second_support(make_person, make_proposal):
    ada, proposal = make_person("ada"), make_proposal()
    add_support(proposal_number=proposal.pk, by=ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(proposal=proposal, person=ada)


def _at_once(count, work):
    gate = Barrier(count, timeout=60)

    def run(number):
        gate.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_64_identical_supports_at_once_are_one(own_db, make_people, make_proposal_row):
    (ada,), proposal = make_people(1), make_proposal_row()
    added = _at_once(64, lambda _: add_support(proposal_number=proposal.pk, by=ada))
    assert sorted(added) == [False] * 63 + [True]
    assert honest(proposal)
    assert proposal.supports == 1
    assert AuditEntry.objects.filter(action="support-add").count() == 1


def test_adding_and_taking_back_at_once_keeps_the_count_honest(own_db, make_people, make_proposal_row):
    people, proposal = make_people(4), make_proposal_row()

    def work(number):
        person = people[number % 4]
        for turn in range(6):
            action = add_support if (turn + number) % 2 else remove_support
            action(proposal_number=proposal.pk, by=person)

    _at_once(16, work)
    assert honest(proposal)


def test_supports_and_a_hiding_at_once_leave_no_half(own_db, make_people, make_proposal_row):
    people, proposal = make_people(12), make_proposal_row()

    def work(number):
        if number == 5:
            Proposal.objects.filter(pk=proposal.pk).update(hidden=True)
            return None
        try:
            return add_support(proposal_number=proposal.pk, by=people[number])
        except Conflict:
            return False

    added = _at_once(12, work)
    assert honest(proposal)
    assert proposal.supports == sum(bool(one) for one in added)


def test_people_leaving_at_once_while_others_come_keep_every_count_honest(own_db, make_people, make_proposal_row):
    from civicloop.people.events import PersonErased
    from civicloop.proposals.actions.person import forget_person

    people = make_people(16)
    proposals = [make_proposal_row(fingerprint=str(number), title=f"Proposal {number}") for number in range(5)]
    for person in people[:8]:
        for proposal in proposals:
            add_support(proposal_number=proposal.pk, by=person)

    def work(number):
        if number < 8:
            forget_person(PersonErased(person=people[number].pk))
            return
        for proposal in proposals[number % 5 :] + proposals[: number % 5]:
            add_support(proposal_number=proposal.pk, by=people[number])

    _at_once(16, work)
    assert all(honest(proposal) for proposal in proposals)
    assert {proposal.supports for proposal in proposals} == {8}
