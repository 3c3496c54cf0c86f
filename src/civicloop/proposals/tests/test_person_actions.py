"""When a person leaves, what was theirs alone goes, and every count stays true."""

import pytest
from django.core import mail

from civicloop.core import events
from civicloop.notices.models import Follow, Notice
from civicloop.people.actions.person import erase_person
from civicloop.people.models import User
from civicloop.proposals.actions.argument import add_argument, mark_helpful
from civicloop.proposals.actions.moderation import Ruling, add_appeal, add_report, decide_appeal, hide
from civicloop.proposals.actions.support import add_support
from civicloop.proposals.domain import Reason, Side
from civicloop.proposals.events import ProposalExtended, ProposalPublished, ProposalWithdrawn
from civicloop.proposals.jobs import mail_appeal, mail_hidden
from civicloop.proposals.models import Appeal, Argument, Draft, Helpful, Proposal, Report, SavedSearch, Support

WHY = Ruling(Reason.SPAM, "It sells garden hoses.")


@pytest.fixture
def scene(make_person, make_proposal):
    class Scene:
        ada, bea = make_person("ada"), make_person("bea")
        mod, other = make_person("mod", roles=["moderator"]), make_person("other", roles=["moderator"])
        mine, theirs = make_proposal(ada), make_proposal(bea, title="Quite another idea, really")
        argument = add_argument(
            proposal_number=theirs.pk, side=Side.FOR, text="My words stay here.", language="en", by=ada
        )
        other_argument = add_argument(
            proposal_number=mine.pk, side=Side.FOR, text="Words of somebody else.", language="en", by=bea
        )

    return Scene


def test_supports_marks_reports_drafts_and_searches_go(client, scene):
    ada = scene.ada
    for number in (scene.mine.pk, scene.theirs.pk):
        add_support(proposal_number=number, by=ada)
    add_support(proposal_number=scene.theirs.pk, by=scene.bea)
    mark_helpful(argument_id=scene.other_argument.pk, by=ada)
    add_report(subject=scene.other_argument, reason=Reason.SPAM, note="My note.", by=ada)
    Draft.objects.create(author=ada, title="Unfinished")
    SavedSearch.objects.create(person=ada, name="Trees", query="q=trees")
    erase_person(by=ada, person=ada)
    for model in (Support, Helpful, SavedSearch):
        assert not model.objects.filter(person=ada).exists(), model
    assert not Report.objects.filter(reporter=ada).exists()
    assert not Draft.objects.filter(author=ada).exists()
    assert Proposal.objects.get(pk=scene.theirs.pk).supports == 1
    assert Proposal.objects.get(pk=scene.mine.pk).supports == 0
    assert Argument.objects.get(pk=scene.other_argument.pk).helpful == 0


def test_what_was_said_stays_without_a_name(client, scene):
    erase_person(by=scene.ada, person=scene.ada)
    words = client.get(f"/en/proposals/{scene.mine.pk}").content.decode()
    assert scene.mine.title in words
    assert "Ada" not in words
    assert "By Former member" in words
    words = client.get(f"/en/proposals/{scene.theirs.pk}").content.decode()
    assert "My words stay here." in words
    assert "Ada" not in words


def test_the_words_of_an_appeal_go_too(scene):
    hide(subject=scene.mine, ruling=WHY, by=scene.mod)
    appeal = add_appeal(subject=scene.mine, text="I, Ada, sell nothing.", by=scene.ada)
    erase_person(by=scene.ada, person=scene.ada)
    appeal.refresh_from_db()
    assert appeal.text == ""
    decide_appeal(appeal=appeal, upheld=True, answer="You were right, sorry.", by=scene.other)
    assert Appeal.objects.get().outcome == "upheld"


def test_authors_are_told_by_mail_why_and_what_they_can_do(scene):
    decision = hide(subject=scene.mine, ruling=WHY, by=scene.mod)
    mail_hidden(decision=decision.pk)
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert WHY.public_reason in mail.outbox[-1].body
    assert f"/proposals/{scene.mine.pk}" in mail.outbox[-1].body
    appeal = add_appeal(subject=scene.mine, text="I sell nothing at all.", by=scene.ada)
    decide_appeal(appeal=appeal, upheld=False, answer="The link leads to a shop.", by=scene.other)
    mail_appeal(appeal=appeal.pk)
    assert "The link leads to a shop." in mail.outbox[-1].body


def test_nobody_is_written_to_after_leaving(scene):
    decision = hide(subject=scene.mine, ruling=WHY, by=scene.mod)
    User.objects.filter(pk=scene.ada.pk).update(is_active=False)
    mail_hidden(decision=decision.pk)
    assert not mail.outbox


def test_mails_are_queued_with_the_decision(scene):
    from procrastinate.contrib.django.models import ProcrastinateJob

    decision = hide(subject=scene.argument, ruling=WHY, by=scene.mod)
    job = ProcrastinateJob.objects.get(task_name__endswith="mail_hidden")
    assert job.args == {"decision": decision.pk}


def test_authors_follow_what_they_propose_and_hear_what_others_do(scene):
    events.emit(ProposalPublished(scene.mine.pk))
    assert Follow.objects.filter(person=scene.ada, kind="proposal", key=str(scene.mine.pk)).exists()
    for event in (ProposalExtended, ProposalWithdrawn):
        events.emit(event(scene.mine.pk))
        assert Notice.objects.last().actor == scene.ada.pk  # their own doing is no news to them
    hide(subject=scene.mine, ruling=WHY, by=scene.mod)
    assert Notice.objects.last().actor is None


def test_samples_do_not_follow(scene, make_proposal):
    events.emit(ProposalPublished(make_proposal(scene.ada, sample=True, title="A made up proposal here").pk))
    assert not Follow.objects.exists()
