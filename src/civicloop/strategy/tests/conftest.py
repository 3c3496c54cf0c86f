"""What the tests of the strategy share."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from civicloop.places.memory import forget_all


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    """These tests change the strategy, which processes remember, and read it in English unless they say otherwise."""
    forget_all()
    with translation.override("en"):
        yield
    forget_all()
