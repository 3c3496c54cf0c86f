"""Everybody sees the public bodies."""

LIST = "/en/bodies"


def test_everybody_sees_the_bodies_by_kind(client, db):
    page = client.get(LIST).content.decode()
    assert page.index("The Region") < page.index("Agencies") < page.index("Municipalities")
    assert 'href="/en/bodies/mobility"' in page
    assert "set-cookie" not in str(client.get(LIST).headers).lower()
    assert "Cookie" not in client.get(LIST).get("Vary", "")
