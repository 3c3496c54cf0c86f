"""People and the programs that speak for them."""

import pytest

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
