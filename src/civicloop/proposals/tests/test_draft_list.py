"""A person's drafts."""

from civicloop.core.region import pack
from civicloop.proposals.models import Draft


def test_a_visitor_is_led_to_sign_in(client, db):
    assert "next=" in client.get("/en/drafts")["Location"]


def test_a_person_sees_their_own_unsent_drafts_only(as_person, make_draft, ada, bob, published):
    mine, his = make_draft(title="My own idea"), make_draft(by=bob, title="His idea")
    page = as_person(ada).get("/en/drafts").content.decode()
    assert f"/en/drafts/{mine.pk}/what" in page
    assert "My own idea" in page
    assert f"/en/drafts/{his.pk}/" not in page
    assert f"/en/drafts/{published.draft.pk}/" not in page


def test_many_drafts_cost_no_more_queries(as_person, ada, django_assert_max_num_queries):
    Draft.objects.bulk_create(Draft(author=ada, title=f"Idea {number}", text="Words. " * 50) for number in range(40))
    browser = as_person(ada)
    with django_assert_max_num_queries(8):
        assert browser.get("/en/drafts").status_code == 200


def test_without_drafts_it_says_how_to_begin(as_person, ada):
    page = as_person(ada).get("/en/drafts").content.decode()
    assert "no drafts" in page
    assert "/en/proposals/new" in page


def test_it_says_when_the_next_one_can_be_sent(as_person, ada, make_proposal):
    for number in range(pack().rules.open_proposals_per_30_days):
        make_proposal(ada, title=f"Idea number {number}")
    assert "as many open proposals" in as_person(ada).get("/en/drafts").content.decode()
