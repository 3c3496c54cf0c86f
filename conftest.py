"""What every test may use; the database comes from `civicloop.core.testing.plugin`."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from civicloop.core.testing.client import InspectingClient
from civicloop.core.testing.plugin import django_db_setup  # noqa: F401 - here it wins over pytest-django's own


@pytest.fixture(autouse=True)
def english() -> None:
    """Begin every test in English: a page fetched before may have left another language active."""
    translation.activate("en")


@pytest.fixture
def client() -> InspectingClient:
    """A visitor's browser that inspects every page."""
    return InspectingClient()


@pytest.fixture
def make_person(db: None) -> Callable[..., Any]:
    """Make people: `make_person("ada", roles=["moderator"])`."""
    from civicloop.people.models import User

    def make(name: str = "ada", **fields: Any) -> User:
        return User.objects.create_user(f"{name}@example.org", display_name=name.capitalize(), **fields)

    return make


@pytest.fixture
def as_person() -> Callable[[Any], InspectingClient]:
    """A browser in which a person is signed in: `as_person(ada).get(…)`."""

    def sign_in(person: Any) -> InspectingClient:
        browser = InspectingClient()
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return sign_in


@pytest.fixture
def make_proposal(db: None) -> Callable[..., Any]:
    """Make a published proposal straight in the database: `make_proposal(author, title="…")`."""
    from civicloop.proposals import domain
    from civicloop.proposals.models import Proposal

    def make(author: Any = None, **fields: Any) -> Proposal:
        values = {
            "title": "Shade for the bus stops of the square",
            "text": "In summer nobody can wait there. Plant trees beside the three stops, please.",
            "language": "en",
            "challenge_id": "sustainable",
            "place_id": "21009",
        } | fields
        values.setdefault("summary", domain.summary(str(values["text"])))
        values.setdefault("fingerprint", domain.fingerprint(str(values["title"]), str(values["text"])))
        return Proposal.objects.create(author=author, **values)

    return make
