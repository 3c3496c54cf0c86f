"""The history everybody can read."""

from datetime import timedelta

from django.utils import timezone

from civicloop.proposals.actions.proposal import edit, extend
from civicloop.proposals.models import Proposal

TEXT = "In summer nobody can wait at the stop. Plant five trees beside it, please."


def address(proposal):
    return f"/en/proposals/{proposal.pk}/history"


def test_everybody_reads_what_went_what_came_and_what_was_added(client, published, ada):
    edit(proposal=published, by=ada, title="Shade for both bus stops", text=TEXT, language="en", base=0)
    Proposal.objects.update(published_at=timezone.now() - timedelta(days=2))
    extend(proposal=published, by=ada, text="The school wants to **help**. <b>Now</b>")
    response = client.get(address(published))
    page = response.content.decode()
    assert "<del>three</del><ins>five</ins>" in page
    assert "<strong>help</strong>" in page
    assert "<b>Now" not in page
    assert page.index("Added on") < page.index("Changed on") < page.index("Published on")
    assert not response.cookies


def test_an_unchanged_proposal_says_so(client, published):
    assert "not changed since" in client.get(address(published)).content.decode()


def test_a_hidden_history_is_for_its_author(client, as_person, published, ada, bob):
    Proposal.objects.update(hidden=True)
    assert client.get(address(published)).status_code == 404
    assert as_person(bob).get(address(published)).status_code == 404
    assert as_person(ada).get(address(published)).status_code == 200


def test_a_hidden_history_is_for_moderators_too(as_person, published, moderator):
    Proposal.objects.update(hidden=True)
    assert as_person(moderator).get(address(published)).status_code == 200


def test_signs_in_words_stay_signs(client, published, ada):
    text = TEXT + " <script>alert(1)</script> & more"
    edit(proposal=published, by=ada, title="Shade & <i>trees</i> there", text=text, language="en", base=0)
    page = client.get(address(published)).content.decode()
    assert "<script>alert" not in page
    assert "<i>trees" not in page
