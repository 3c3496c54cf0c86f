"""The moderators' pages: who gets in, what waits in which order, what a decision does."""

import pytest

from civicloop.core import clock
from civicloop.proposals.actions.argument import add_argument
from civicloop.proposals.actions.moderation import Ruling, add_appeal, add_report, hide
from civicloop.proposals.domain import Reason, Side
from civicloop.proposals.models import Appeal, Decision, Report
from civicloop.proposals.views import moderation

WHY = Ruling(Reason.SPAM, "It sells garden hoses.", "Same as last week.")
WORDS = "Trees cost a lot of water in dry years."
POSTS = ["/hide", "/restore", "/dismiss"]


@pytest.fixture
def scene(make_person, make_proposal):
    class Scene:
        ada, bea, eve = make_person("ada"), make_person("bea"), make_person("eve")
        mod, other = make_person("mod", roles=["moderator"]), make_person("other", roles=["moderator"])
        proposal = make_proposal(ada)
        argument = add_argument(proposal_number=proposal.pk, side=Side.AGAINST, text=WORDS, language="en", by=bea)

    return Scene


@pytest.fixture(params=["proposal", "argument"])
def subject(request, scene):
    return getattr(scene, request.param)


def path(subject, end=""):
    return f"/en/moderation/{subject._meta.model_name}s/{subject.pk}{end}"


def reported(scene, subject):
    return add_report(subject=subject, reason=Reason.OFFENSIVE, note="Look at this.", by=scene.eve)


def test_only_moderators_get_in(client, as_person, scene, subject):
    for address in ("/en/moderation", path(subject)):
        assert client.get(address).status_code == 302
        for person in (scene.eve, subject.author):
            assert as_person(person).get(address).status_code == 403
        assert as_person(scene.mod).get(address).status_code == 200


@pytest.mark.parametrize("end", POSTS)
def test_only_moderators_decide(client, as_person, scene, subject, end):
    data = {"hide-reason": "spam", "hide-public_reason": "It sells things."}
    assert client.post(path(subject, end), data).status_code == 302
    assert as_person(scene.eve).post(path(subject, end), data).status_code == 403
    assert not Decision.objects.exists()


def test_a_moderator_who_is_blocked_is_none(as_person, scene, subject):
    scene.mod.blocked_at, scene.mod.blocked_reason = clock.now(), "Misuse."
    scene.mod.save()
    assert as_person(scene.mod).get(path(subject)).status_code == 403


def test_the_page_shows_words_reports_and_history(as_person, scene, subject):
    reported(scene, subject)
    words = as_person(scene.mod).get(path(subject)).content.decode()
    assert (subject.text if subject == scene.argument else subject.title) in words
    assert "Look at this." in words
    assert "Dismiss 1 report" in words


def test_hiding_from_the_page(client, as_person, scene, subject):
    report = reported(scene, subject)
    browser = as_person(scene.mod)
    page = browser.post(path(subject, "/hide"), {"hide-reason": "spam", "hide-public_reason": " "})
    assert page.status_code == 422
    assert "Give the reason in a sentence" in page.content.decode()
    data = {"hide-reason": "spam", "hide-public_reason": WHY.public_reason, "hide-private_note": WHY.private_note}
    answer = browser.post(path(subject, "/hide"), data)
    assert (answer.status_code, answer["Location"]) == (303, "/en/moderation")
    report.refresh_from_db()
    assert report.outcome == "upheld"
    words = browser.get(path(subject)).content.decode()
    assert WHY.private_note in words
    assert "Show it again" in words
    public = client.get(subject.get_absolute_url())
    assert public.status_code == 410
    assert WHY.public_reason in public.content.decode()
    assert WHY.private_note not in public.content.decode()


def test_two_moderators_at_once(as_person, scene, subject):
    data = {"hide-reason": "spam", "hide-public_reason": WHY.public_reason}
    assert as_person(scene.mod).post(path(subject, "/hide"), data).status_code == 303
    page = as_person(scene.other).post(path(subject, "/hide"), data)
    assert page.status_code == 422
    assert "hidden already" in page.content.decode()
    assert Decision.objects.count() == 1


def test_showing_again_from_the_page(client, as_person, scene, subject):
    hide(subject=subject, ruling=WHY, by=scene.mod)
    data = {"restore-public_reason": "It was meant as a joke."}
    assert as_person(scene.other).post(path(subject, "/restore"), data).status_code == 303
    assert client.get(subject.get_absolute_url()).status_code == 200
    assert Decision.objects.first().reason == "spam"


def test_dismissing_from_the_page(client, as_person, scene, subject):
    reported(scene, subject)
    assert as_person(scene.mod).post(path(subject, "/dismiss")).status_code == 303
    assert as_person(scene.mod).post(path(subject, "/dismiss")).status_code == 409
    assert client.get(subject.get_absolute_url()).status_code == 200


def test_moderators_are_told_what_is_not_theirs_to_decide(as_person, scene, make_proposal):
    own = make_proposal(scene.mod, title="A moderator's own proposal")
    words = as_person(scene.mod).get(path(own)).content.decode()
    assert "Another moderator has to decide about it" in words
    assert 'action="' + path(own, "/hide") not in words
    data = {"hide-reason": "spam", "hide-public_reason": WHY.public_reason}
    assert as_person(scene.mod).post(path(own, "/hide"), data).status_code == 422


def appealed(scene, subject):
    hide(subject=subject, ruling=WHY, by=scene.mod)
    return add_appeal(subject=subject, text="I sell nothing at all.", by=subject.author)


def test_the_judge_is_another(as_person, scene, subject):
    appeal = appealed(scene, subject)
    address, data = (
        f"/en/moderation/appeals/{appeal.pk}/decide",
        {
            "appeal-outcome": "uphold",
            "appeal-answer": "You are right, sorry.",
        },
    )
    page = as_person(scene.mod).post(address, data)
    assert page.status_code == 422
    assert "Another moderator has to look at it" in page.content.decode()
    assert address not in as_person(scene.mod).get(path(subject)).content.decode()
    browser = as_person(scene.other)
    assert "I sell nothing at all." in browser.get(path(subject)).content.decode()
    assert browser.post(address, {"appeal-outcome": "uphold", "appeal-answer": ""}).status_code == 422
    assert browser.post(address, {"appeal-answer": "You are right, sorry."}).status_code == 422
    assert browser.post(address, data).status_code == 303
    appeal.refresh_from_db()
    subject.refresh_from_db()
    assert (appeal.outcome, subject.hidden) == (Appeal.Outcome.UPHELD, False)


def test_a_dismissed_appeal_keeps_it_hidden_and_answers(as_person, scene, subject):
    appeal = appealed(scene, subject)
    data = {"appeal-outcome": "dismiss", "appeal-answer": "The link leads to a shop."}
    address = f"/en/moderation/appeals/{appeal.pk}/decide"
    assert as_person(scene.other).post(address, data).status_code == 303
    page = as_person(subject.author).get(subject.get_absolute_url())
    assert "The link leads to a shop." in page.content.decode()


def test_residents_do_not_judge(client, as_person, scene, subject):
    address = f"/en/moderation/appeals/{appealed(scene, subject).pk}/decide"
    data = {"appeal-outcome": "uphold", "appeal-answer": "I am right, of course."}
    assert client.post(address, data).status_code == 302
    assert as_person(subject.author).post(address, data).status_code == 403
    assert Appeal.objects.get().outcome == "waiting"


def test_appeals_come_first_then_what_waited_longest(as_person, scene, make_person, make_proposal):
    late = make_proposal(scene.ada, title="The second thing reported here")
    reported(scene, scene.argument)
    reported(scene, late)
    add_report(subject=scene.argument, reason=Reason.SPAM, note="", by=make_person("gus"))
    appealed(scene, scene.proposal)
    words = as_person(scene.other).get("/en/moderation").content.decode()
    places = [words.index(text) for text in (scene.proposal.title, WORDS[:30], late.title)]
    assert places == sorted(places)
    assert "3 things wait" in words
    assert "2 reports" in words
    assert "It insults or threatens people" in words


def test_the_queue_is_read_page_by_page(as_person, scene, make_person, make_proposal, monkeypatch):
    monkeypatch.setattr(moderation, "SHOWN", 2)
    titles = [f"Reported proposal number {number}" for number in range(5)]
    for title in titles:
        reported(scene, make_proposal(scene.ada, title=title))
    appealed(scene, scene.proposal)
    browser, address, seen = as_person(scene.other), "/en/moderation", []
    while address:
        words = browser.get(address).content.decode()
        seen += [title for title in [scene.proposal.title, *titles] if title in words]
        cursor = words.partition('rel="next" href="')[2].partition('"')[0]
        address = f"/en/moderation{cursor}" if cursor else ""
    assert seen == [scene.proposal.title, *titles]


@pytest.mark.parametrize("after", ["", "x", "a", "r", "a-1", "r99999999999999999999", "r٣"])
def test_broken_cursors_break_nothing(as_person, scene, after):
    assert as_person(scene.mod).get("/en/moderation", {"after": after}).status_code == 200


def test_an_empty_queue_says_so(as_person, scene):
    assert "Nothing waits" in as_person(scene.mod).get("/en/moderation").content.decode()


def test_hostile_reports_stay_words(as_person, scene, subject):
    add_report(subject=subject, reason=Reason.OTHER, note="<script>alert(1)</script>", by=scene.eve)
    words = as_person(scene.mod).get(path(subject)).content.decode()
    assert "<script>alert" not in words
    assert "&lt;script&gt;alert(1)" in words


def test_reports_left_alone_after_a_decision(as_person, scene, subject):
    hide(subject=subject, ruling=WHY, by=scene.mod)
    assert "Dismiss" not in as_person(scene.mod).get(path(subject)).content.decode()
    assert not Report.objects.exists()


def test_the_team_finds_its_page(as_person, scene):
    assert "/en/moderation" in as_person(scene.mod).get(f"/en/proposals/{scene.proposal.pk}").content.decode()
