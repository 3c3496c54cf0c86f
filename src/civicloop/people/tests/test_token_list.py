"""Tokens for programs: made with a name, shown once."""

import re

import pytest

from civicloop.people.models import ApiToken


def test_a_token_is_shown_once(as_person, resident):
    browser = as_person(resident)
    page = browser.post("/en/account/tokens", {"name": "Spreadsheet"}, follow=True)
    secret = re.search(r'value="(civic_[^"]+)"', page.content.decode())[1]
    assert ApiToken.objects.by_secret(secret).person == resident
    assert "no-store" in page["Cache-Control"]

    page = browser.get("/en/account/tokens").content.decode()
    assert secret not in page
    assert "Spreadsheet" in page
    assert secret not in str(browser.session.items())


@pytest.mark.parametrize("name", ["", "x" * 61, "a\x00"])
def test_a_token_needs_a_name(as_person, resident, name):
    page = as_person(resident).post("/en/account/tokens", {"name": name})
    assert page.status_code == 422
    assert not ApiToken.objects.exists()


def test_the_eleventh_token_is_refused_at_its_field(as_person, resident):
    ApiToken.objects.bulk_create(ApiToken(person=resident, name=str(n), digest=str(n), hint="x") for n in range(10))
    page = as_person(resident).post("/en/account/tokens", {"name": "One more"})
    assert page.status_code == 422
    assert "ten tokens already" in page.content.decode()
    assert 'value="One more"' in page.content.decode()
