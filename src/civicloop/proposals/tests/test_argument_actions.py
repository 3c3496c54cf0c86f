"""Arguments and helpful marks: limits, second copies, taking back, honest counts."""

from datetime import timedelta

import pytest
from django.http import Http404

from civicloop.core import audit, clock
from civicloop.core.errors import Conflict, Forbidden, Invalid, NotYet, TooMany
from civicloop.proposals import domain
from civicloop.proposals.actions.argument import (
    SaidAlready,
    add_argument,
    mark_helpful,
    remove_argument,
    unmark_helpful,
)
from civicloop.proposals.domain import Side, State
from civicloop.proposals.models import Argument, Helpful, Proposal

WORDS = "The square has no shade at all in the afternoon."


@pytest.fixture
def argue(make_proposal):
    proposal = make_proposal()

    def give(by, text=WORDS, side=Side.FOR, on=proposal, language="en"):
        return add_argument(proposal_number=on.pk, side=side, text=text, language=language, by=by)

    give.proposal = proposal
    return give


def count(proposal):
    return Proposal.objects.get(pk=proposal.pk).arguments


def test_an_argument_counts_and_keeps_its_words(make_person, argue):
    argument = argue(make_person(), text=f"  {WORDS}\r\n\r\nNone.  ", side=Side.AGAINST)
    argument.refresh_from_db()
    assert (argument.text, argument.side, argument.language) == (f"{WORDS}\n\nNone.", "against", "en")
    assert count(argue.proposal) == 1
    assert [row.action for row in audit.trail(argument)] == ["argument-add"]


def test_the_second_copy_leads_to_the_first(make_person, argue):
    ada = make_person()
    first = argue(ada)
    with pytest.raises(SaidAlready) as error:
        argue(ada, text=WORDS.upper(), side=Side.AGAINST)
    assert error.value.earlier == first
    assert count(argue.proposal) == 1
    assert argue(make_person("bea")) != first


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "short"}, "text"),
        ({"text": "x" * (domain.ARGUMENT_MAX + 1)}, "text"),
        ({"text": "… … … … … … … …"}, "text"),
        ({"text": f"{WORDS}\x00"}, "text"),
        ({"side": Side.REMARK}, "side"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_what_does_not_fit_names_its_field(make_person, argue, change, field):
    with pytest.raises(Invalid) as error:
        argue(make_person(), **change)
    assert error.value.field == field
    assert count(argue.proposal) == 0


def test_the_limits_themselves_fit(make_person, argue):
    ada = make_person()
    argue(ada, text="x" * domain.ARGUMENT_MIN)
    argue(ada, text="y" * domain.ARGUMENT_MAX)
    assert count(argue.proposal) == 2


@pytest.mark.parametrize("fields", [{"state": State.WITHDRAWN}, {"state": State.ARCHIVED}, {"hidden": True}])
def test_closed_proposals_take_no_argument(make_person, argue, make_proposal, fields):
    closed = make_proposal(**fields)
    with pytest.raises(Conflict):
        argue(make_person(), on=closed)
    assert count(closed) == 0
    assert not Argument.objects.exists()


def test_a_missing_proposal_takes_no_argument(make_person, argue, make_proposal):
    with pytest.raises(Http404):
        argue(make_person(), on=Proposal(pk=argue.proposal.pk + 1))
    assert not Argument.objects.exists()


def test_a_flood_is_stopped_before_it_fills_the_page(make_person, argue):
    ada = make_person()
    for number in range(domain.ARGUMENTS_PER_HOUR):
        argue(ada, text=f"{WORDS} {number}")
    with pytest.raises(TooMany):
        argue(ada, text="One more than that.")
    assert argue(make_person("bea"))


def test_an_author_may_take_an_argument_back_for_a_day(make_person, argue):
    ada, bea = make_person(), make_person("bea")
    argument = argue(ada)
    with pytest.raises(Forbidden):
        remove_argument(argument=argument, by=bea)
    remove_argument(argument=argument, by=ada)
    assert count(argue.proposal) == 0
    assert not Argument.objects.exists()
    assert WORDS not in str(audit.trail(argument).last().before)
    with pytest.raises(Conflict):
        remove_argument(argument=argument, by=ada)


def test_a_marked_or_old_argument_stays(make_person, argue):
    ada, bea = make_person(), make_person("bea")
    argument = argue(ada)
    mark_helpful(argument_id=argument.pk, by=bea)
    with pytest.raises(NotYet, match="helpful"):
        remove_argument(argument=argument, by=ada)
    unmark_helpful(argument_id=argument.pk, by=bea)
    Argument.objects.update(at=clock.now() - timedelta(hours=24))
    with pytest.raises(NotYet, match="24 hours"):
        remove_argument(argument=argument, by=ada)
    assert count(argue.proposal) == 1


def test_a_mark_counts_once_and_can_be_taken_back(make_person, argue):
    argument, bea = argue(make_person()), make_person("bea")
    assert mark_helpful(argument_id=argument.pk, by=bea) is True
    assert mark_helpful(argument_id=argument.pk, by=bea) is False
    argument.refresh_from_db()
    assert argument.helpful == 1
    assert unmark_helpful(argument_id=argument.pk, by=bea) is True
    assert unmark_helpful(argument_id=argument.pk, by=bea) is False
    argument.refresh_from_db()
    assert argument.helpful == 0


def test_nobody_marks_their_own_argument(make_person, argue):
    ada = make_person()
    argument = argue(ada)
    with pytest.raises(Forbidden):
        mark_helpful(argument_id=argument.pk, by=ada)
    assert not Helpful.objects.exists()


def test_imported_remarks_take_marks(make_person, make_proposal):
    remark = Argument.objects.create(
        proposal=make_proposal(), side=Side.REMARK, text="¡Sí!", language="es", helpful=3, imported_helpful=3
    )
    assert mark_helpful(argument_id=remark.pk, by=make_person()) is True
    remark.refresh_from_db()
    assert remark.helpful == 4


@pytest.mark.parametrize("fields", [{"state": State.ARCHIVED}, {"hidden": True}])
def test_arguments_of_closed_proposals_take_no_mark(make_person, argue, fields):
    argument = argue(make_person())
    Proposal.objects.update(**fields)
    with pytest.raises((Conflict, Http404)):
        mark_helpful(argument_id=argument.pk, by=make_person("bea"))
    assert not Helpful.objects.exists()
