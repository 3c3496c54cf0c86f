"""The photo of a draft is its author's alone."""

import uuid

import pytest

from civicloop.proposals.actions.draft import attach_photo
from civicloop.proposals.photos import read_photo


@pytest.fixture
def draft(ada, picture_file):
    file = picture_file(size=(900, 600))
    return attach_photo(key=uuid.uuid4(), by=ada, photo=read_photo(file, file.size))


def address(draft):
    return f"/en/drafts/{draft.pk}/photo"


def test_the_author_sees_it(as_person, draft, ada):
    response = as_person(ada).get(address(draft))
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "private, no-store"
    assert response.content[8:12] == b"WEBP"


def test_others_do_not(client, as_person, draft, bob, make_person):
    assert client.get(address(draft)).status_code == 302
    assert as_person(bob).get(address(draft)).status_code == 404
    assert as_person(make_person("mod", roles=["moderator"])).get(address(draft)).status_code == 404


def test_without_a_photo_there_is_none(as_person, make_draft, ada):
    assert as_person(ada).get(address(make_draft())).status_code == 404
