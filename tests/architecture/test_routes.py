"""Every route is named, marked and named in step with its view and template."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from civicloop.core.access import SELF_GUARDED, marker

ROOMS = ("people", "places", "strategy", "notices", "proposals", "site", "ui")


def routes(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry, prefix + str(entry.pattern), inner)
        else:
            yield f"{prefix}{entry.pattern}", space, entry


OURS = [
    (address, space, entry)
    for address, space, entry in routes(get_resolver())
    if not entry.callback.__module__.startswith(SELF_GUARDED) and "api/v1" not in address
]


@pytest.mark.parametrize(("address", "space", "entry"), OURS, ids=[address for address, _, _ in OURS])
def test_a_route_is_marked_named_after_its_view_and_kebab_case(address, space, entry):
    assert marker(entry.callback), f"{address}: mark {entry.callback.__module__}.{entry.callback.__name__}"
    assert entry.name, f"{space}{address} has no name"
    assert entry.name.replace("-", "_") == entry.callback.__name__
    plain = re.sub(r"<(int|uuid|slug|str|path|platform_role|row):[a-z_]+>", "x", address)
    assert "<" not in plain, f"{address}: parameters are typed"
    assert re.fullmatch(r"[a-z0-9/.-]*", plain), f"{address} is not kebab-case"


def test_there_are_routes_of_every_room():
    assert {space.rstrip(":") for _, space, _ in OURS} >= set(ROOMS)


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unmarked_view_stays_shut(client, method, settings, db):
    settings.ROOT_URLCONF = "tests.architecture.unmarked_urls"
    assert getattr(client, method)("/unmarked").status_code == 403
