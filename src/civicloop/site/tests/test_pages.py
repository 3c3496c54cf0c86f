"""Pages about the site itself."""

import pytest

pytestmark = pytest.mark.django_db
PAGES = {"about": "What this is", "accessibility": "Accessibility", "privacy": "Privacy"}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["fr", "nl", "en", "de"])
def test_everybody_can_read_them_without_a_cookie(client, name, language):
    response = client.get(f"/{language}/{name}")
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    if language == "en":
        assert f"<h1>{PAGES[name]}</h1>" in response.content.decode()


def test_the_footer_leads_to_them(client):
    page = client.get("/en/about").content.decode()
    assert all(f'href="/en/{name}"' in page for name in PAGES)


def test_the_demo_says_that_it_is_one(client, settings):
    assert "You are looking at a demonstration" not in client.get("/en/about").content.decode()
    settings.DEMO = True
    assert "You are looking at a demonstration" in client.get("/en/about").content.decode()
