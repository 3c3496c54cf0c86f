"""The public numbers equal what a slow count says, and name nobody."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

import pytest

from civicloop.proposals.actions.moderation import Ruling, add_appeal, add_report, decide_appeal, dismiss_reports, hide
from civicloop.proposals.domain import Reason
from civicloop.proposals.models import Appeal, Decision, Report
from civicloop.proposals.models.figures import monthly_figures


@pytest.fixture
def history(make_person, make_proposal):
    """Twelve proposals, reported at different times, some hidden, some appeals."""
    eve, ada = make_person("eve"), make_person("ada")
    mod, other = make_person("mod", roles=["moderator"]), make_person("other", roles=["moderator"])
    begin = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)  # already February in Brussels
    for number in range(12):
        proposal = make_proposal(ada, title=f"Proposal number {number}")
        report = add_report(subject=proposal, reason=Reason.SPAM, note="", by=eve)
        at = begin + timedelta(days=number * 9)
        Report.objects.filter(pk=report.pk).update(at=at)
        if number == 11:
            continue
        if number % 3:
            decision = hide(subject=proposal, ruling=Ruling(Reason.SPAM, "It sells garden hoses."), by=mod)
            Decision.objects.filter(pk=decision.pk).update(at=at + timedelta(days=number))
            appeal = add_appeal(subject=proposal, text="I sell nothing at all.", by=ada)
            decide_appeal(appeal=appeal, upheld=number % 2 == 0, answer="We looked at it again.", by=other)
            Appeal.objects.filter(pk=appeal.pk).update(at=at + timedelta(days=number + 1))
        else:
            dismiss_reports(subject=proposal, by=mod)
        Report.objects.filter(pk=report.pk).update(decided_at=at + timedelta(days=number, hours=6))


def month(moment):
    from django.utils.timezone import localtime

    return localtime(moment).date().replace(day=1)


def test_they_equal_a_slow_count(history):
    for row in monthly_figures():
        assert row.reports == sum(month(one.at) == row.month for one in Report.objects.all())
        decisions = [one for one in Decision.objects.all() if month(one.at) == row.month]
        assert row.hidden == sum(one.kind == "hide" for one in decisions)
        assert row.restored == sum(one.kind == "restore" for one in decisions)
        assert row.appeals == sum(month(one.at) == row.month for one in Appeal.objects.all())
        upheld = Appeal.objects.filter(outcome="upheld")
        assert row.appeals_upheld == sum(month(one.decided_at) == row.month for one in upheld)
        decided = [one for one in Report.objects.exclude(outcome="waiting") if month(one.decided_at) == row.month]
        waited = [(one.decided_at - one.at) / timedelta(days=1) for one in decided]
        assert row.median_days == (pytest.approx(median(waited)) if waited else None)


def test_no_month_is_missing_or_double(history):
    rows = monthly_figures()
    assert sum(row.reports for row in rows) == Report.objects.count()
    assert all(newer.month > older.month for newer, older in pairwise(rows))
    assert rows[-1].month.month == 2


def test_everybody_reads_them_and_nobody_is_named(client, history):
    page = client.get("/en/moderation/figures")
    assert page.status_code == 200
    assert not page.cookies
    words = page.content.decode()
    assert "February 2026" in words
    for private in ("Ada", "Proposal number", "garden hoses", "I sell nothing"):
        assert private not in words


def test_a_region_without_reports_says_so(client, db):
    assert "Nothing has been reported" in client.get("/en/moderation/figures").content.decode()
