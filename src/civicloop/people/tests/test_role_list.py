"""The page that explains the roles."""

from civicloop.people.access import PERMISSION_SENTENCES, ROLE_NAMES


def test_the_roles_page_explains_every_role_and_permission(client, db):
    page = client.get("/en/roles")
    html = page.content.decode()
    assert all(str(words) in html for words in (*ROLE_NAMES.values(), *PERMISSION_SENTENCES.values()))
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")
