"""Whatever people do, in whatever order, the numbers on the page equal the rows behind them."""

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from civicloop.core.errors import CivicError
from civicloop.people.events import PersonErased
from civicloop.people.models import User
from civicloop.proposals import domain
from civicloop.proposals.actions.argument import add_argument, mark_helpful, remove_argument, unmark_helpful
from civicloop.proposals.actions.moderation import Ruling, hide, restore
from civicloop.proposals.actions.person import forget_person
from civicloop.proposals.actions.support import add_support, remove_support
from civicloop.proposals.domain import Reason, Side
from civicloop.proposals.models import Argument, Helpful, Proposal, Support

PEOPLE, PROPOSALS = 4, 2
person = st.integers(0, PEOPLE - 1)
proposal = st.integers(0, PROPOSALS - 1)


class Region(RuleBasedStateMachine):
    """A small region in which everything may happen."""

    @initialize()
    def begin(self):
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.people = [User.objects.create_user(f"p{number}@example.org") for number in range(PEOPLE)]
        self.moderator = User.objects.create_user("mod@example.org", roles=["moderator"])
        self.proposals = [
            Proposal.objects.create(
                title=f"Proposal {number}",
                text="Words.",
                language="en",
                challenge_id="open",
                place_id="21004",
                supports=number * 5,
                imported_supports=number * 5,
                fingerprint=str(number),
            )
            for number in range(PROPOSALS)
        ]

    def attempt(self, action, **facts):
        try:
            with transaction.atomic():
                action(**facts)
        except (CivicError, Http404):
            pass

    def any_argument(self, which):
        rows = list(Argument.objects.order_by("id"))
        return rows[which % len(rows)] if rows else None

    @rule(who=person, what=proposal, add=st.booleans())
    def support(self, who, what, add):
        action = add_support if add else remove_support
        self.attempt(action, proposal_number=self.proposals[what].pk, by=self.people[who])

    @rule(who=person, what=proposal, side=st.sampled_from([Side.FOR, Side.AGAINST]), words=st.integers(0, 3))
    def argue(self, who, what, side, words):
        text = f"This is reason number {words} of mine."
        self.attempt(
            add_argument,
            proposal_number=self.proposals[what].pk,
            side=side,
            text=text,
            language="en",
            by=self.people[who],
        )

    @rule(who=person, which=st.integers(0, 20), add=st.booleans())
    def mark(self, who, which, add):
        if argument := self.any_argument(which):
            self.attempt(mark_helpful if add else unmark_helpful, argument_id=argument.pk, by=self.people[who])

    @rule(which=st.integers(0, 20))
    def take_back(self, which):
        if argument := self.any_argument(which):
            self.attempt(remove_argument, argument=argument, by=argument.author)

    @rule(which=st.integers(0, 20), back=st.booleans(), whole=st.booleans())
    def moderate(self, which, back, whole):
        subject = self.proposals[which % PROPOSALS] if whole else self.any_argument(which)
        if subject:
            ruling = Ruling(Reason.OTHER, "A reason that is long enough.")
            self.attempt(restore if back else hide, subject=subject, ruling=ruling, by=self.moderator)

    @rule(who=person)
    def leave(self, who):
        forget_person(PersonErased(person=self.people[who].pk))

    @invariant()
    def counts_are_honest(self):
        for row in Proposal.objects.all():
            assert row.supports == row.imported_supports + Support.objects.filter(proposal=row).count()
            assert row.arguments == Argument.objects.filter(proposal=row, hidden=False).count()
        for row in Argument.objects.all():
            assert row.helpful == row.imported_helpful + Helpful.objects.filter(argument=row).count()

    def teardown(self):
        if hasattr(self, "whole"):
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)


@pytest.mark.usefixtures("db")
def test_counts_stay_honest_after_any_history(monkeypatch):
    monkeypatch.setattr(domain, "ARGUMENTS_PER_HOUR", 1000)
    run_state_machine_as_test(
        Region,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
