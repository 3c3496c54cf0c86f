"""Reporting, and the page that says what happens next."""

import pytest

from civicloop.proposals.actions.argument import add_argument
from civicloop.proposals.actions.moderation import Ruling, hide
from civicloop.proposals.domain import Reason, Side
from civicloop.proposals.models import Report


@pytest.fixture
def proposal(make_person, make_proposal):
    return make_proposal(make_person("ada"))


@pytest.fixture(params=["proposal", "argument"])
def subject(request, proposal, make_person):
    if request.param == "proposal":
        return proposal
    text = "Trees cost a lot of water in dry years."
    return add_argument(proposal_number=proposal.pk, side=Side.FOR, text=text, language="en", by=make_person("bea"))


def path(subject):
    return f"/en/{subject._meta.model_name}s/{subject.pk}/report"


def test_a_report_is_thanked_for(as_person, make_person, subject):
    browser = as_person(make_person("eve"))
    assert "At most 500" in browser.get(path(subject)).content.decode()
    answer = browser.post(path(subject), {"reason": "spam", "note": "The same everywhere."})
    report = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/en/reports/{report.pk}")
    assert "What happens next" in browser.get(answer["Location"]).content.decode()


def test_reporting_twice_shows_the_first_one(as_person, make_person, subject):
    browser = as_person(make_person("eve"))
    first = browser.post(path(subject), {"reason": "spam"})["Location"]
    assert browser.post(path(subject), {"reason": "other"})["Location"] == first
    assert browser.get(path(subject))["Location"] == first
    assert Report.objects.count() == 1


@pytest.mark.parametrize("data", [{}, {"reason": "because"}, {"reason": "spam", "note": "x" * 501}])
def test_a_mistake_is_named_and_nothing_is_lost(as_person, make_person, subject, data):
    page = as_person(make_person("eve")).post(path(subject), data)
    assert page.status_code == 422
    assert data.get("note", "") in page.content.decode()
    assert not Report.objects.exists()


def test_a_visitor_signs_in_first(client, subject):
    assert client.get(path(subject)).status_code == 302
    assert client.post(path(subject), {"reason": "spam"}).status_code == 302
    assert not Report.objects.exists()


def test_nobody_reports_themselves(as_person, subject):
    assert as_person(subject.author).get(path(subject)).status_code == 409


def test_reports_are_for_their_sender_only(client, as_person, make_person, subject):
    sender = make_person("eve")
    address = as_person(sender).post(path(subject), {"reason": "spam"})["Location"]
    assert client.get(address).status_code == 302
    for other in (subject.author, make_person("gus"), make_person("mod", roles=["moderator"])):
        assert as_person(other).get(address).status_code == 404


def test_the_sender_reads_what_was_decided(as_person, make_person, subject):
    browser = as_person(make_person("eve"))
    address = browser.post(path(subject), {"reason": "spam"})["Location"]
    hide(
        subject=subject,
        ruling=Ruling(Reason.SPAM, "It sells garden hoses."),
        by=make_person("mod", roles=["moderator"]),
    )
    assert "and hid it" in browser.get(address).content.decode()
    Report.objects.update(outcome="dismissed")
    assert "it may stay" in browser.get(address).content.decode()
