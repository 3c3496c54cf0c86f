"""The rules of the house."""

import pytest


def test_the_rules_carry_the_region_s_numbers(client, db):
    page = client.get("/en/rules").content.decode()
    assert "Everybody who is 16 or older" in page
    assert "At most 5 new proposals in 30 days" in page


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
@pytest.mark.parametrize(
    "path", ["roles", "rules", "bodies", "bodies/mobility", "accounts/login/", "accounts/signup/", "account/gone"]
)
def test_every_public_page_stands_in_every_language(client, db, language, path):
    page = client.get(f"/{language}/{path}")
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
