"""From draft to proposal, and what its author may still change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civicloop.core import audit, clock
from civicloop.core.errors import Conflict, Forbidden, Invalid, NotYet, TooMany
from civicloop.core.models import DomainEvent
from civicloop.core.region import pack
from civicloop.proposals import domain
from civicloop.proposals.actions.draft import delete_draft, save_draft
from civicloop.proposals.actions.proposal import (
    Overtaken,
    SaidAlready,
    create_proposal,
    edit,
    extend,
    publish,
    withdraw,
)
from civicloop.proposals.domain import NewProposal, State
from civicloop.proposals.models import Addition, Draft, Proposal, Version

TEXT = "In summer nobody can wait at the stop. Plant three trees beside it, please."
LIMIT = pack().rules.open_proposals_per_30_days
HOURS = pack().rules.edit_hours


@pytest.fixture
def proposal(published):
    return published


@pytest.fixture
def later(monkeypatch):
    """Let time pass."""
    return lambda **delta: monkeypatch.setattr(clock, "now", lambda: timezone.now() + timedelta(**delta))


def test_a_whole_draft_becomes_a_proposal(make_draft, ada):
    draft = make_draft(aims=["inclusion"], where=" Place  Flagey ", latitude=50.8275, longitude=4.3722)
    proposal = publish(draft=draft, by=ada)
    proposal.refresh_from_db()
    assert (proposal.author, proposal.title, proposal.text) == (ada, "Shade for the bus stop", TEXT)
    assert (proposal.place_id, proposal.challenge_id, proposal.aims) == ("21009", "sustainable", ["inclusion"])
    assert (proposal.where, proposal.latitude, proposal.longitude) == ("Place Flagey", 50.8275, 4.3722)
    assert (proposal.language, proposal.state, proposal.hidden, proposal.supports) == ("en", State.OPEN, False, 0)
    assert proposal.summary == domain.summary(TEXT)
    assert proposal.fingerprint == domain.fingerprint(proposal.title, proposal.text)
    assert [entry.action for entry in audit.trail(proposal)] == ["proposal-publish"]
    assert DomainEvent.objects.get(name="ProposalPublished").data == {"number": proposal.pk}


def test_a_corrected_language_wins_over_the_guess(make_draft, ada):
    assert publish(draft=make_draft(), by=ada, language="nl").language == "nl"
    with pytest.raises(Invalid, match="language"):
        publish(draft=make_draft(title="Another title here"), by=ada, language="tlh")


def test_sending_a_draft_again_leads_to_the_same_proposal(make_draft, ada):
    draft = make_draft()
    first = publish(draft=draft, by=ada)
    assert publish(draft=draft, by=ada) == first
    assert Proposal.objects.count() == 1
    save_draft(key=draft.pk, by=ada, title="Changed after sending")
    delete_draft(draft=draft, by=ada)
    sent = Draft.objects.get(pk=draft.pk)
    assert (sent.proposal, sent.title, sent.text) == (first, "", ""), "the key stays, the words are the proposal's now"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "Short"}, "title"),
        ({"text": "Short"}, "text"),
        ({"place_id": None}, "place"),
        ({"challenge_id": None}, "challenge"),
        ({"where": "w" * 201}, "where"),
    ],
)
def test_what_is_not_ready_is_named_and_stays_a_draft(make_draft, ada, values, field):
    draft = make_draft(**values)
    with pytest.raises(Invalid) as refused:
        publish(draft=draft, by=ada)
    assert refused.value.field == field
    assert not Proposal.objects.exists()
    assert Draft.objects.filter(pk=draft.pk, proposal=None).exists()


def test_nobody_sends_somebody_elses_draft(make_draft, bob):
    with pytest.raises(Draft.DoesNotExist):
        publish(draft=make_draft(), by=bob)


def test_blocked_people_send_nothing(make_draft, ada):
    draft = make_draft()
    ada.blocked_at, ada.blocked_reason = timezone.now(), "Threats."
    ada.save()
    with pytest.raises(Forbidden, match="Threats"):
        publish(draft=draft, by=ada)


def test_the_same_words_from_two_drafts_are_said_once(make_draft, ada, bob):
    first = publish(draft=make_draft(), by=ada)
    copy = make_draft(title="shade for the BUS stop!", text=TEXT.upper())
    with pytest.raises(SaidAlready) as refused:
        publish(draft=copy, by=ada)
    assert refused.value.first == first.pk
    publish(draft=make_draft(by=bob), by=bob)  # another person may say the same
    withdraw(proposal=first, by=ada)
    assert publish(draft=copy, by=ada).pk != first.pk


def test_at_most_so_many_open_ones_in_thirty_days(make_draft, ada, bob, later):
    published = [publish(draft=make_draft(title=f"Idea number {number}"), by=ada) for number in range(LIMIT)]
    one_more = make_draft(title="One idea too many")
    with pytest.raises(TooMany, match=f"{LIMIT} open proposals") as refused:
        publish(draft=one_more, by=ada)
    free = timezone.localtime(published[0].published_at + timedelta(days=30))
    assert str(free.day) in str(refused.value)
    publish(draft=make_draft(by=bob), by=bob)
    withdraw(proposal=published[2], by=ada)
    publish(draft=one_more, by=ada)
    later(days=30, minutes=1)
    publish(draft=make_draft(title="A month later"), by=ada)


def test_importers_give_name_counts_date_and_source(ada):
    moment = timezone.now() - timedelta(days=900)
    new = NewProposal(
        title="Una plaza para jugar",
        text="Texto",
        language="es",
        challenge="open",
        place="04000",
        author_name="Vecina",
        supports=211,
        published_at=moment,
        state=State.ARCHIVED,
        source="decide-madrid",
        source_id="17",
        source_url="https://example.org/17",
    )
    proposal = create_proposal(new=new, by=None)
    proposal.refresh_from_db()
    assert (proposal.author, proposal.author_name, proposal.published_at) == (None, "Vecina", moment)
    assert (proposal.supports, proposal.imported_supports, proposal.state) == (211, 211, State.ARCHIVED)
    with pytest.raises(SaidAlready):
        create_proposal(new=new, by=None)
    assert Proposal.objects.count() == 1


def test_words_change_and_the_earlier_ones_stay(proposal, ada):
    edited = edit(
        proposal=proposal, by=ada, title="Shade for both bus stops", text=TEXT + " Two.", language="nl", base=0
    )
    edited.refresh_from_db()
    assert (edited.title, edited.text, edited.language) == ("Shade for both bus stops", TEXT + " Two.", "nl")
    assert edited.summary == domain.summary(edited.text)
    assert edited.edited_at
    kept = Version.objects.get()
    assert (kept.proposal, kept.title, kept.text) == (proposal, "Shade for the bus stop", TEXT)
    assert [entry.action for entry in audit.trail(proposal)] == ["proposal-publish", "proposal-edit"]
    assert DomainEvent.objects.get(name="ProposalEdited").data == {"number": proposal.pk}


def test_the_same_words_again_change_nothing(proposal, ada):
    for _ in range(2):  # a double click sends the same form, with the same base
        edit(proposal=proposal, by=ada, title="Shade for both bus stops", text=TEXT, language="en", base=0)
    assert Version.objects.count() == 1
    assert DomainEvent.objects.filter(name="ProposalEdited").count() == 1


def test_a_second_window_learns_of_the_first(proposal, ada):
    edit(proposal=proposal, by=ada, title="From the first window", text=TEXT, language="en", base=0)
    with pytest.raises(Overtaken) as refused:
        edit(proposal=proposal, by=ada, title="From the second window", text=TEXT, language="en", base=0)
    assert refused.value.proposal.title == "From the first window"
    edit(proposal=proposal, by=ada, title="From the second window", text=TEXT, language="en", base=1)
    assert list(Version.objects.values_list("title", flat=True)) == ["Shade for the bus stop", "From the first window"]


def test_the_first_support_ends_editing(proposal, ada):
    Proposal.objects.update(supports=1)
    with pytest.raises(NotYet, match="supports these words"):
        edit(proposal=proposal, by=ada, title="Something else entirely", text=TEXT, language="en", base=0)
    assert not Version.objects.exists()


def test_a_day_ends_editing_and_begins_adding(proposal, ada, later):
    with pytest.raises(NotYet, match="still change the words"):
        extend(proposal=proposal, by=ada, text="One thing I forgot.")
    later(hours=HOURS, minutes=1)
    with pytest.raises(NotYet, match="time for changes is over"):
        edit(proposal=proposal, by=ada, title="Something else entirely", text=TEXT, language="en", base=0)
    for _ in range(2):
        extend(proposal=proposal, by=ada, text="One thing I forgot.")
    assert [addition.text for addition in proposal.additions.all()] == ["One thing I forgot."]
    assert DomainEvent.objects.get(name="ProposalExtended").data == {"number": proposal.pk}


def test_there_is_an_end_to_additions(proposal, ada):
    Proposal.objects.update(supports=1)
    Addition.objects.bulk_create(
        Addition(proposal=proposal, text=str(number)) for number in range(domain.ADDITIONS_MAX)
    )
    with pytest.raises(TooMany, match="20 additions"):
        extend(proposal=proposal, by=ada, text="And another thing.")


def test_an_edit_into_another_proposals_words_is_refused(proposal, make_draft, ada):
    other = publish(draft=make_draft(title="A second idea here"), by=ada)
    with pytest.raises(SaidAlready) as refused:
        edit(proposal=other, by=ada, title=proposal.title, text=proposal.text, language="en", base=0)
    assert refused.value.first == proposal.pk


def test_a_withdrawn_proposal_stays_readable_and_closed(proposal, ada):
    for _ in range(2):
        withdraw(proposal=proposal, by=ada)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.text) == (State.WITHDRAWN, TEXT)
    assert DomainEvent.objects.filter(name="ProposalWithdrawn").count() == 1
    with pytest.raises(Conflict, match="withdrawn"):
        edit(proposal=proposal, by=ada, title="Something else entirely", text=TEXT, language="en", base=0)


@pytest.mark.parametrize("fields", [{"hidden": True}, {"state": State.ARCHIVED}])
def test_hidden_and_archived_ones_do_not_change(proposal, ada, fields):
    Proposal.objects.update(**fields)
    for attempt in (
        lambda: edit(proposal=proposal, by=ada, title="Something else entirely", text=TEXT, language="en", base=0),
        lambda: extend(proposal=proposal, by=ada, text="One thing I forgot."),
        lambda: withdraw(proposal=proposal, by=ada),
    ):
        with pytest.raises(Conflict):
            attempt()


def test_only_the_author_changes_a_proposal(proposal, bob):
    for attempt in (
        lambda: edit(proposal=proposal, by=bob, title="Something else entirely", text=TEXT, language="en", base=0),
        lambda: edit(proposal=proposal, by=bob, title=proposal.title, text=TEXT, language="en", base=0),
        lambda: extend(proposal=proposal, by=bob, text="One thing I forgot."),
        lambda: withdraw(proposal=proposal, by=bob),
    ):
        with pytest.raises(Forbidden):
            attempt()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.title) == (State.OPEN, "Shade for the bus stop")
