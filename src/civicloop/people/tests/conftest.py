"""What the tests of this room share: mails, sign-in by code, people with a confirmed address."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from civicloop.core.testing.client import InspectingClient
from civicloop.people.models import Body, Member, User

CODE = re.compile(r"\b\d{4}-\d{4}\b")


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """Rate limits count per test."""
    cache.clear()


@pytest.fixture
def newest_code() -> Callable[[], str]:
    """The code in the newest mail."""

    def read() -> str:
        return CODE.search(mail.outbox[-1].body)[0]

    return read


@pytest.fixture
def resident(make_person) -> User:
    """Somebody who confirmed their e-mail address, as everybody who signed up has."""
    return confirmed(make_person("rosa"))


@pytest.fixture
def admin(make_person) -> User:
    return confirmed(make_person("ada", roles=["admin"]))


@pytest.fixture
def moderator(make_person) -> User:
    return confirmed(make_person("moussa", roles=["moderator"]))


@pytest.fixture
def body(db) -> Body:
    return Body.objects.get(slug="mobility")


@pytest.fixture
def manager(make_person, body) -> User:
    person = confirmed(make_person("mona"))
    Member.objects.create(body=body, person=person, role="manager")
    return person


@pytest.fixture
def viewer(make_person, body) -> User:
    person = confirmed(make_person("vic"))
    Member.objects.create(body=body, person=person, role="viewer")
    return person


@pytest.fixture
def sign_in_with() -> Callable[[User, str], InspectingClient]:
    """A new browser of a given kind in which a person has signed in by code."""

    def sign_in(person: User, agent: str) -> InspectingClient:
        cache.clear()
        browser = InspectingClient(headers={"user-agent": agent})
        browser.post("/en/accounts/login/", {"login": person.email})
        browser.post("/en/accounts/login/code/confirm/", {"code": CODE.search(mail.outbox[-1].body)[0]})
        return browser

    return sign_in


def confirmed(person: User) -> User:
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person
