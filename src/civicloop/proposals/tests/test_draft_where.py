"""Step 2: where it is, and which challenge it belongs to."""

import uuid

import pytest

from civicloop.places import locate
from civicloop.places.models import Boundary
from civicloop.proposals.models import Draft

CHOICES = {"place": "21009", "where": "Place Flagey", "challenge": "safe", "aims": ["inclusion"]}


def address(draft):
    return f"/en/drafts/{draft.pk}/where"


@pytest.fixture
def boundaries(db):
    """Two squares: Ixelles from 4.35 to 4.40, Brussels west of it."""

    def square(place, west, east):
        ring = [[west, 50.80], [east, 50.80], [east, 50.86], [west, 50.86], [west, 50.80]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        return Boundary(
            place_id=place, geometry=shape, outline=shape, label_longitude=west, label_latitude=50.82, source="test"
        )

    Boundary.objects.bulk_create([square("21009", 4.35, 4.40), square("21004", 4.30, 4.35)])
    locate.forget()
    yield
    locate.forget()


def test_a_visitor_is_led_to_sign_in(client, make_draft):
    assert "next=" in client.get(address(make_draft()))["Location"]


def test_somebody_elses_draft_is_not_there(as_person, make_draft, bob):
    draft = make_draft()
    assert as_person(bob).get(address(draft)).status_code == 404
    assert as_person(bob).post(address(draft), CHOICES).status_code == 404
    assert as_person(bob).get(f"/en/drafts/{uuid.uuid4()}/where").status_code == 404


def test_choices_are_kept_and_lead_on(as_person, make_draft, ada):
    draft = make_draft(place_id=None, challenge_id=None)
    for _ in range(2):
        response = as_person(ada).post(address(draft), CHOICES)
        assert (response.status_code, response["Location"]) == (303, f"/en/drafts/{draft.pk}/check")
    draft.refresh_from_db()
    assert (draft.place_id, draft.where, draft.challenge_id, draft.aims) == (
        "21009",
        "Place Flagey",
        "safe",
        ["inclusion"],
    )


def test_what_was_chosen_stands_there_again(as_person, make_draft, ada):
    draft = make_draft(aims=["inclusion"], where="Place Flagey")
    page = as_person(ada).get(address(draft)).content.decode()
    assert '<option value="21009" selected>' in page
    assert page.count(" checked") == 2
    assert 'value="Place Flagey"' in page
    assert page.count("<optgroup") >= 2, "districts stand under their municipality"


def test_every_challenge_is_a_card_and_the_whole_region_a_place(as_person, make_draft, ada):
    page = as_person(ada).get(address(make_draft())).content.decode()
    assert page.count('class="card challenge"') == 4
    assert "Brussels-Capital Region" in page


@pytest.mark.parametrize("missing", ["place", "challenge"])
def test_what_is_missing_is_named_and_the_rest_kept(as_person, make_draft, ada, missing):
    draft = make_draft(place_id=None, challenge_id=None)
    response = as_person(ada).post(address(draft), {k: v for k, v in CHOICES.items() if k != missing})
    assert response.status_code == 422
    assert f'href="#id_{missing}' in response.content.decode()
    draft.refresh_from_db()
    assert draft.where == "Place Flagey"
    assert getattr(draft, f"{missing}_id") is None
    assert [draft.place_id, draft.challenge_id].count(None) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": "99999"},
        {"place": "\x00"},
        {"challenge": "<b>"},
        {"aims": ["inclusion", "🚲"]},
        {"where": "w" * 100_000},
        {"where": "Flagey\x00"},
        {"latitude": "nan", "longitude": "inf"},
        {"latitude": "1e400", "longitude": "4"},
        {"latitude": "north", "longitude": "=4+0"},
        {"latitude": "91", "longitude": "181"},
    ],
    ids=str,
)
def test_hostile_choices_get_a_sentence_and_never_break_it(as_person, make_draft, ada, wrong):
    draft = make_draft()
    response = as_person(ada).post(address(draft), CHOICES | wrong)
    assert response.status_code == 422
    assert "Please check what you filled in" in response.content.decode()


def test_half_a_point_is_none(as_person, make_draft, ada):
    draft = make_draft()
    assert as_person(ada).post(address(draft), CHOICES | {"latitude": "50.82", "longitude": ""}).status_code == 303
    draft.refresh_from_db()
    assert (draft.latitude, draft.longitude) == (None, None)


def test_without_boundaries_a_point_is_kept_with_the_chosen_place(as_person, make_draft, ada):
    draft = make_draft()
    as_person(ada).post(address(draft), CHOICES | {"latitude": "50.827512345", "longitude": "4.372212345"})
    draft.refresh_from_db()
    assert (draft.latitude, draft.longitude, draft.place_id) == (50.8275, 4.3722, "21009")


@pytest.mark.parametrize("chosen", ["21004", "04000", ""])
def test_the_point_corrects_the_municipality(as_person, make_draft, ada, boundaries, chosen):
    draft = make_draft(place_id=None)
    point = {"place": chosen, "latitude": "50.8275", "longitude": "4.3722"}
    response = as_person(ada).post(address(draft), CHOICES | point, follow=True)
    draft.refresh_from_db()
    assert draft.place_id == "21009"
    assert "lies in Ixelles, so that is the place now" in response.content.decode()


def test_a_point_within_the_chosen_place_changes_nothing(as_person, make_draft, ada, boundaries):
    draft = make_draft()
    point = {"latitude": "50.8275", "longitude": "4.3722"}
    response = as_person(ada).post(address(draft), CHOICES | point, follow=True)
    draft.refresh_from_db()
    assert (draft.place_id, draft.latitude) == ("21009", 50.8275)
    assert "that is the place now" not in response.content.decode()


def test_a_point_outside_the_region_is_taken_out_and_a_place_asked_for(as_person, make_draft, ada, boundaries):
    draft = make_draft()
    response = as_person(ada).post(address(draft), CHOICES | {"latitude": "48.85", "longitude": "2.35"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "outside the region" in page
    assert "48.85" not in page, "sending the form again works"
    draft.refresh_from_db()
    assert draft.latitude is None


def test_it_can_wait_and_goes_back(as_person, make_draft, ada):
    draft = make_draft(place_id=None)
    browser = as_person(ada)
    assert browser.post(address(draft), {"where": "Somewhere", "later": "1"})["Location"] == "/en/drafts"
    assert Draft.objects.get().where == "Somewhere"
    assert f"/en/drafts/{draft.pk}/what" in browser.get(address(draft)).content.decode()


def test_a_draft_that_was_sent_leads_to_its_proposal(as_person, ada, published):
    assert as_person(ada).get(address(published.draft))["Location"] == published.get_absolute_url()
    assert as_person(ada).post(address(published.draft), CHOICES)["Location"] == published.get_absolute_url()
