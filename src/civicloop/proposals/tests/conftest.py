"""What the tests of this room share."""

import pytest

from civicloop.core.testing.plugin import django_db_setup  # noqa: F401 - before the one of pytest-django


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
