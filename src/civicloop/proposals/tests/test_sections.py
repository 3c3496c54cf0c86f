"""The most supported proposals stand on the pages of their place, challenge and aim."""

import pytest

pytestmark = pytest.mark.django_db
PAGES = ["/en/places/ixelles", "/en/challenges/safe", "/en/aims/inclusion"]


@pytest.mark.parametrize("address", PAGES)
def test_the_most_supported_stand_first_and_lead_to_the_list(client, make_proposal, address):
    for supports in (1, 9, 4):
        make_proposal(
            title=f"Idea with {supports}",
            place_id="21009-flagey",
            challenge_id="safe",
            aims=["inclusion"],
            supports=supports,
            imported_supports=supports,
        )
    make_proposal(
        title="Elsewhere altogether", place_id="21015", challenge_id="open", supports=99, imported_supports=99
    )
    page = client.get(address).content.decode()
    assert page.index("Idea with 9") < page.index("Idea with 4") < page.index("Idea with 1")
    assert "See all 3 proposals" in page
    assert "sort=supported" in page
    assert "Elsewhere altogether" not in page


@pytest.mark.parametrize("address", PAGES)
def test_without_proposals_the_page_invites(client, address):
    assert "Share the first one" in client.get(address).content.decode()
