"""A proposal's photo: for everybody, as long as the proposal is."""

import pytest
from django.core.files.storage import default_storage

from civicloop.proposals.models import Proposal
from civicloop.proposals.photos import public_name, read_photo, small_name, store_photo


@pytest.fixture
def proposal(make_proposal, ada, picture_file):
    file = picture_file(size=(900, 600))
    name = store_photo(read_photo(file, file.size))
    return make_proposal(ada, photo=name, photo_width=900, photo_height=600, photo_alt="A square")


def address(proposal, name=None):
    return f"/en/photos/{proposal.pk}/{name or public_name(proposal.photo.name)}"


def test_everybody_sees_it_and_keeps_it_for_a_year(client, proposal):
    for name in (proposal.photo.name, small_name(proposal.photo.name)):
        response = client.get(address(proposal, public_name(name)))
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["X-Content-Type-Options"] == "nosniff"
        with default_storage.open(name) as file:
            assert response.content == file.read()
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_hidden_photos_are_for_their_author(client, as_person, proposal, ada, bob):
    Proposal.objects.update(hidden=True)
    assert client.get(address(proposal)).status_code == 404
    assert as_person(bob).get(address(proposal)).status_code == 404
    response = as_person(ada).get(address(proposal))
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")


def test_hidden_photos_are_for_moderators_too(as_person, proposal, moderator):
    Proposal.objects.update(hidden=True)
    assert as_person(moderator).get(address(proposal)).status_code == 200


@pytest.mark.parametrize("name", ["other.webp", "..%2Fsecret.key", "photo.svg", "%00", "x" * 500])
def test_no_other_name_leads_anywhere(client, proposal, name):
    assert client.get(address(proposal, name)).status_code == 404


def test_a_proposal_without_a_photo_or_without_its_file_has_none(client, make_proposal, proposal):
    name = public_name(proposal.photo.name)
    bare = make_proposal(title="Without a photo at all")
    assert client.get(address(bare, name)).status_code == 404
    for number in ("999999", "9" * 40):
        assert client.get(f"/en/photos/{number}/{name}").status_code == 404
    default_storage.delete(proposal.photo.name)
    assert client.get(address(proposal)).status_code == 404
