"""Reports, decisions, appeals: who may, what changes, what stays on record."""

import pytest

from civicloop.core import audit, clock
from civicloop.core.errors import Conflict, Forbidden, Invalid, TooMany
from civicloop.core.models import DomainEvent
from civicloop.proposals import domain
from civicloop.proposals.actions.argument import add_argument
from civicloop.proposals.actions.moderation import (
    ReportedAlready,
    Ruling,
    add_appeal,
    add_report,
    decide_appeal,
    dismiss_reports,
    hide,
    restore,
)
from civicloop.proposals.domain import Reason, Side
from civicloop.proposals.models import Appeal, Argument, Decision, Proposal, Report

WHY = Ruling(Reason.OFFENSIVE, "It insults the people who live there.", "Third time this week.")
BACK = Ruling(Reason.OFFENSIVE, "On a second reading it is sharp, but fair.")


@pytest.fixture
def scene(make_person, make_proposal):
    class Scene:
        ada, bea, eve = make_person("ada"), make_person("bea"), make_person("eve")
        mod, other = make_person("mod", roles=["moderator"]), make_person("other", roles=["moderator"])
        proposal = make_proposal(ada)
        argument = add_argument(
            proposal_number=proposal.pk, side=Side.AGAINST, text="Trees cost a lot of water.", language="en", by=bea
        )

    return Scene


@pytest.fixture(params=["proposal", "argument"])
def subject(request, scene):
    return getattr(scene, request.param)


def author(scene, subject):
    return scene.ada if isinstance(subject, Proposal) else scene.bea


def test_a_report_waits_and_is_sent_once(scene, subject):
    report = add_report(subject=subject, reason=Reason.SPAM, note="Look.", by=scene.eve)
    assert (report.outcome, report.note, report.reason) == ("waiting", "Look.", "spam")
    with pytest.raises(ReportedAlready) as error:
        add_report(subject=subject, reason=Reason.OTHER, note="", by=scene.eve)
    assert error.value.earlier == report
    assert [row.action for row in audit.trail(subject)][-1] == "report-add"


def test_a_report_needs_a_cause_outside_oneself(scene, subject):
    with pytest.raises(Conflict):
        add_report(subject=subject, reason=Reason.SPAM, note="", by=author(scene, subject))
    with pytest.raises(Invalid):
        add_report(subject=subject, reason=Reason.SPAM, note="x" * 501, by=scene.eve)
    hide(subject=subject, ruling=WHY, by=scene.mod)
    with pytest.raises(Conflict):
        add_report(subject=subject, reason=Reason.SPAM, note="", by=scene.eve)


def test_reports_have_a_daily_limit(scene, make_proposal, monkeypatch):
    monkeypatch.setattr(domain, "REPORTS_PER_DAY", 2)
    for title in ("One long enough title", "Two long enough title"):
        add_report(subject=make_proposal(title=title), reason=Reason.SPAM, note="", by=scene.eve)
    with pytest.raises(TooMany):
        add_report(subject=scene.proposal, reason=Reason.SPAM, note="", by=scene.eve)


def test_hiding_settles_reports_and_says_why(scene, subject):
    report = add_report(subject=subject, reason=Reason.OFFENSIVE, note="", by=scene.eve)
    decision = hide(subject=subject, ruling=WHY, by=scene.mod)
    subject.refresh_from_db()
    report.refresh_from_db()
    assert subject.hidden
    assert report.outcome == Report.Outcome.UPHELD
    assert report.decided_at is not None
    assert decision.public_reason == WHY.public_reason
    assert Decision.objects.hiding(subject) == decision
    entry = audit.trail(subject).last()
    assert entry.action.endswith("-hide")
    assert WHY.private_note not in str(entry.after)


def test_only_moderators_decide(scene, subject):
    for person in (scene.eve, author(scene, subject)):
        with pytest.raises(Forbidden):
            hide(subject=subject, ruling=WHY, by=person)
        with pytest.raises(Forbidden):
            dismiss_reports(subject=subject, by=person)
    hide(subject=subject, ruling=WHY, by=scene.mod)
    with pytest.raises(Forbidden):
        restore(subject=subject, ruling=BACK, by=scene.eve)


def test_moderators_do_not_decide_about_their_own_words(scene, make_proposal):
    with pytest.raises(Forbidden):
        hide(subject=make_proposal(scene.mod), ruling=WHY, by=scene.mod)


def test_a_decision_needs_a_reason_for_everybody(scene, subject):
    with pytest.raises(Invalid) as error:
        hide(subject=subject, ruling=Ruling(Reason.SPAM, " "), by=scene.mod)
    assert error.value.field == "public_reason"
    subject.refresh_from_db()
    assert not subject.hidden


def test_the_second_decision_is_told_so(scene, subject):
    hide(subject=subject, ruling=WHY, by=scene.mod)
    with pytest.raises(Conflict):
        hide(subject=subject, ruling=WHY, by=scene.other)
    restore(subject=subject, ruling=BACK, by=scene.other)
    with pytest.raises(Conflict):
        restore(subject=subject, ruling=BACK, by=scene.mod)
    assert [row.kind for row in Decision.objects.on(subject)] == ["restore", "hide"]


def test_hidden_arguments_leave_the_count_and_come_back(scene):
    hide(subject=scene.argument, ruling=WHY, by=scene.mod)
    scene.proposal.refresh_from_db()
    assert scene.proposal.arguments == 0
    restore(subject=scene.argument, ruling=BACK, by=scene.mod)
    scene.proposal.refresh_from_db()
    assert scene.proposal.arguments == 1


def test_higher_rooms_hear_of_proposals(scene):
    hide(subject=scene.proposal, ruling=WHY, by=scene.mod)
    restore(subject=scene.proposal, ruling=BACK, by=scene.mod)
    hide(subject=scene.argument, ruling=WHY, by=scene.mod)
    names = DomainEvent.objects.filter(name__startswith="Proposal").order_by("id").values_list("name", "data")
    assert list(names) == [
        ("ProposalHidden", {"number": scene.proposal.pk}),
        ("ProposalRestored", {"number": scene.proposal.pk}),
    ]


def test_dismissed_reports_leave_things_as_they_are(scene, subject):
    add_report(subject=subject, reason=Reason.SPAM, note="", by=scene.eve)
    assert dismiss_reports(subject=subject, by=scene.mod) == 1
    subject.refresh_from_db()
    assert not subject.hidden
    assert Report.objects.get().outcome == Report.Outcome.DISMISSED
    with pytest.raises(Conflict):
        dismiss_reports(subject=subject, by=scene.mod)


def test_only_the_author_appeals_and_once(scene, subject):
    owner = author(scene, subject)
    with pytest.raises(Conflict):
        add_appeal(subject=subject, text="Why is this gone?", by=owner)
    hide(subject=subject, ruling=WHY, by=scene.mod)
    with pytest.raises(Forbidden):
        add_appeal(subject=subject, text="Why is this gone?", by=scene.eve)
    with pytest.raises(Invalid):
        add_appeal(subject=subject, text="Why?", by=owner)
    add_appeal(subject=subject, text="Why is this gone?", by=owner)
    with pytest.raises(Conflict):
        add_appeal(subject=subject, text="Why is this gone?", by=owner)


def test_blocked_authors_may_defend_their_words(scene):
    hide(subject=scene.proposal, ruling=WHY, by=scene.mod)
    scene.ada.blocked_at, scene.ada.blocked_reason = clock.now(), "Spam."
    scene.ada.save()
    assert add_appeal(subject=scene.proposal, text="Why is this gone?", by=scene.ada)


def appealed(scene, subject):
    hide(subject=subject, ruling=WHY, by=scene.mod)
    return add_appeal(subject=subject, text="Why is this gone?", by=author(scene, subject))


def test_another_moderator_judges(scene, subject):
    appeal = appealed(scene, subject)
    with pytest.raises(Forbidden, match="Another moderator"):
        decide_appeal(appeal=appeal, upheld=False, answer="It stays as it is.", by=scene.mod)
    with pytest.raises(Forbidden):
        decide_appeal(appeal=appeal, upheld=True, answer="It comes back now.", by=author(scene, subject))
    decided = decide_appeal(appeal=appeal, upheld=True, answer="It comes back now.", by=scene.other)
    subject.refresh_from_db()
    assert not subject.hidden
    assert (decided.outcome, decided.decided_by) == ("upheld", scene.other)
    with pytest.raises(Conflict):
        decide_appeal(appeal=appeal, upheld=False, answer="It stays as it is.", by=scene.other)


def test_a_lone_moderator_judges_alone(scene, subject):
    appeal = appealed(scene, subject)
    scene.other.is_active = False
    scene.other.save()
    decide_appeal(appeal=appeal, upheld=False, answer="It stays as it is.", by=scene.mod)
    subject.refresh_from_db()
    assert subject.hidden
    assert Appeal.objects.get().outcome == Appeal.Outcome.DISMISSED


def test_an_author_who_moderates_is_no_other_judge(scene, make_person, make_proposal):
    scene.other.delete()
    author = make_person("cleo", roles=["moderator"])
    proposal = make_proposal(author, title="A title of its own, long enough")
    hide(subject=proposal, ruling=WHY, by=scene.mod)
    appeal = add_appeal(subject=proposal, text="Why is this gone?", by=author)
    with pytest.raises(Forbidden):
        decide_appeal(appeal=appeal, upheld=True, answer="It comes back now.", by=author)
    assert decide_appeal(appeal=appeal, upheld=True, answer="It comes back now.", by=scene.mod)


def test_restoring_answers_the_appeal_that_waits(scene, subject):
    appeal = appealed(scene, subject)
    restore(subject=subject, ruling=BACK, by=scene.mod)
    appeal.refresh_from_db()
    assert (appeal.outcome, appeal.answer) == ("upheld", BACK.public_reason)


def test_a_dismissed_appeal_does_not_stop_a_later_one(scene, subject):
    appeal = appealed(scene, subject)
    decide_appeal(appeal=appeal, upheld=True, answer="It comes back now.", by=scene.other)
    hide(subject=subject, ruling=WHY, by=scene.other)
    assert add_appeal(subject=subject, text="And again it is gone?", by=author(scene, subject))


def test_hidden_arguments_cannot_be_taken_back_to_erase_the_record(scene):
    from civicloop.core.errors import NotYet
    from civicloop.proposals.actions.argument import remove_argument

    hide(subject=scene.argument, ruling=WHY, by=scene.mod)
    with pytest.raises(Conflict):
        remove_argument(argument=scene.argument, by=scene.bea)
    restore(subject=scene.argument, ruling=BACK, by=scene.mod)
    with pytest.raises(NotYet):
        remove_argument(argument=scene.argument, by=scene.bea)
    assert Argument.objects.filter(pk=scene.argument.pk).exists()
