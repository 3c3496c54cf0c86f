"""People and the programs that speak for them."""

import pytest

from tests.api.exported import NASTY
from tests.api.speakers import Api, token_of


@pytest.fixture
def ada(make_person):
    return make_person("ada", language="fr")


@pytest.fixture
def bob(make_person):
    return make_person("bob")


@pytest.fixture
def as_ada(ada):
    return Api(token_of(ada))


@pytest.fixture
def as_bob(bob):
    return Api(token_of(bob))


@pytest.fixture
def stranger(db):
    return Api(None)


@pytest.fixture
def region(own_db, make_row):
    from civicloop.people.models import User
    from civicloop.proposals.models import Argument

    ada = User.objects.create_user("ada@example.org", display_name="=Ada")
    quiet = User.objects.create_user("quiet@example.org")
    for number, title in enumerate(NASTY):
        make_row([ada, quiet, None][number % 3], title=title, text=f"{title} {number} " * 5, author_name="Import 7")
    hidden = make_row(ada, title="Hidden one", hidden=True)
    visible = make_row(
        None, title="Visible one", latitude=-1.5, longitude=4.25, aims=["inclusion", "sustainable-development"]
    )
    for proposal, is_hidden in ((visible, False), (visible, True), (hidden, False)):
        Argument.objects.create(
            proposal=proposal,
            side="for",
            text=f"-{proposal.pk}{is_hidden}",
            language="en",
            fingerprint="x",
            hidden=is_hidden,
        )


@pytest.fixture
def make_row(own_db):
    from civicloop.proposals.models import Proposal

    def make(author, *, title, text="A text", **values):
        known = {
            "summary": "…",
            "language": "en",
            "challenge_id": "safe",
            "place_id": "21004",
            "fingerprint": title[:32],
        }
        if author is not None:
            values.pop("author_name", None)
        return Proposal.objects.create(author=author, title=title, text=text, **(known | values))

    return make
