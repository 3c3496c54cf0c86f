"""The API's reference: every operation, shape and problem, in the site's look and without scripts."""

import re

import pytest

from civicloop.core.api import openapi
from civicloop.core.api.problems import PROBLEMS, TITLES
from civicloop.core.errors import CivicError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fr", "nl", "en", "de"])
def test_everybody_can_read_it_without_a_cookie(client, language):
    response = client.get(f"/{language}/api/v1/docs")
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ["/api/v1/docs", "/api/v1/problems"])
def test_its_own_address_leads_to_the_readers_language(client, address):
    response = client.get(address, headers={"accept-language": "de"})
    assert response.status_code == 302
    assert response["Location"] == "/de/api/v1/docs"
    assert "Accept-Language" in response["Vary"]


def test_every_operation_and_shape_is_there(client):
    page = client.get("/en/api/v1/docs").content.decode()
    document = openapi()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert f'id="{operation["operationId"]}"' in page
            assert f"<code>{path}</code>" in page
            assert f'data-method="{method.upper()}"' in page
            for parameter in operation["parameters"]:
                assert f"<code>{parameter['name']}</code>" in page
    for shape in document["components"]["schemas"]:
        assert shape.partition("_")[0] in page


def test_every_link_on_the_page_leads_somewhere(client):
    page = client.get("/en/api/v1/docs").content.decode()
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_every_problem_is_explained(client):
    page = client.get("/en/api/v1/docs").content.decode()
    kinds = {title.lower().replace(" ", "-") for title in TITLES.values()}
    kinds |= {error.code for error in CivicError.__subclasses__() if error.__module__.startswith("civicloop.core")}
    assert kinds <= set(PROBLEMS)
    assert all(f'id="{name}"' in page for name in PROBLEMS)
