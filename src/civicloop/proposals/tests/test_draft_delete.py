"""Deleting a draft."""

from civicloop.proposals.models import Draft, Proposal


def address(draft):
    return f"/en/drafts/{draft.pk}/delete"


def test_a_visitor_is_led_to_sign_in(client, make_draft):
    draft = make_draft()
    assert client.post(address(draft)).status_code == 302
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_somebody_elses_draft_is_not_there(as_person, make_draft, bob):
    draft = make_draft()
    assert as_person(bob).get(address(draft)).status_code == 404
    assert as_person(bob).post(address(draft)).status_code == 404
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_it_asks_first_and_deletes_then(as_person, make_draft, ada):
    draft, browser = make_draft(), as_person(ada)
    page = browser.get(address(draft)).content.decode()
    assert "Shade for the bus stop" in page
    assert Draft.objects.exists()
    response = browser.post(address(draft))
    assert (response.status_code, response["Location"]) == (303, "/en/drafts")
    assert not Draft.objects.exists()
    assert browser.post(address(draft)).status_code == 404


def test_what_was_sent_stays(as_person, ada, published):
    assert as_person(ada).post(address(published.draft))["Location"] == published.get_absolute_url()
    assert Proposal.objects.exists()
