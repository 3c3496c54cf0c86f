"""Open data: a page that lists every table and says what each field means."""

import pytest
from django.utils.translation import override

from civicloop.core.export import FORMATS, exports

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fr", "nl", "en", "de"])
def test_everybody_can_read_it_without_a_cookie(client, language):
    response = client.get(f"/{language}/data")
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_every_file_of_every_table_is_there(client):
    page = client.get("/en/data").content.decode()
    for export in exports():
        assert f'id="{export.name}"' in page
        for suffix in FORMATS:
            path = f"/api/v1/exports/{export.name}.{suffix}"
            assert f'href="{path}"' in page
            assert client.head(path).status_code == 200


def test_every_field_is_explained(client):
    page = client.get("/en/data").content.decode()
    with override("en"):
        for export in exports():
            assert str(export.meaning) in page
            assert all(f"<code>{field.name}</code>" in page for field in export.fields)


def test_the_footer_leads_here_and_to_the_api(client):
    page = client.get("/en/about").content.decode()
    assert 'href="/en/data"' in page
    assert 'href="/en/api/v1/docs"' in page


def test_the_dictionary_of_an_export_leads_here(client):
    response = client.head("/api/v1/exports/proposals.csv")
    assert "/data#proposals>" in response["Link"]
    assert client.get("/data", headers={"accept-language": "nl"})["Location"] == "/nl/data"
