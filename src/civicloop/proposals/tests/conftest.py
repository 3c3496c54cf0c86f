"""What the tests of this room share."""

import pytest


@pytest.fixture
def make_people(own_db):
    """Make people in the test's own database, which threads see too."""
    from civicloop.people.models import User

    return lambda count: [User.objects.create_user(f"person-{number}@example.org") for number in range(count)]


@pytest.fixture
def make_proposal_row(own_db):
    """Make a proposal in the test's own database."""
    from civicloop.proposals import domain
    from civicloop.proposals.models import Proposal

    def make(**fields):
        title, text = "Shade for the bus stops of the square", "In summer nobody can wait there. Plant trees, please."
        values = {
            "title": title,
            "text": text,
            "summary": text,
            "language": "en",
            "challenge_id": "sustainable",
            "place_id": "21009",
            "fingerprint": domain.fingerprint(title, text),
        }
        return Proposal.objects.create(**(values | fields))

    return make


@pytest.fixture
def ada(make_person):
    """The author in the tests of writing."""
    return make_person("ada")


@pytest.fixture
def bob(make_person):
    """Somebody else with an account."""
    return make_person("bob")


@pytest.fixture
def moderator(make_person):
    """Somebody who sees what is hidden."""
    return make_person("mod", roles=["moderator"])


@pytest.fixture
def make_draft(ada):
    """Make a draft that is ready to be sent, of Ada's unless `by` says otherwise."""
    import uuid

    from civicloop.proposals.actions.draft import save_draft

    def make(by=ada, **values):
        whole = {
            "title": "Shade for the bus stop",
            "text": "In summer nobody can wait at the stop. Plant three trees beside it, please.",
            "place_id": "21009",
            "challenge_id": "sustainable",
        }
        return save_draft(key=uuid.uuid4(), by=by, **(whole | values))

    return make


@pytest.fixture
def published(make_draft, ada):
    """A proposal Ada has just published."""
    from civicloop.proposals.actions.proposal import publish

    return publish(draft=make_draft(), by=ada)


@pytest.fixture
def picture_file():
    """Make a file as a browser sends it: `picture_file("PNG")`."""
    import io

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    def make(kind="JPEG", size=(80, 60), name="photo.jpg"):
        buffer = io.BytesIO()
        Image.new("RGB", size, "green").save(buffer, kind)
        return SimpleUploadedFile(name, buffer.getvalue(), f"image/{kind.lower()}")

    return make
