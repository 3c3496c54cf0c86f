"""The profile: a name, a municipality, languages."""

import pytest


def test_the_profile_is_changed(as_person, resident):
    browser = as_person(resident)
    page = browser.get("/en/account/profile")
    assert 'value="Rosa"' in page.content.decode()
    page = browser.post(
        "/en/account/profile",
        {"display_name": "Rosa L.", "place_code": "21009", "language": "nl", "also_reads": ["fr", "es"]},
    )
    assert (page.status_code, page["Location"]) == (303, "/en/account")
    resident.refresh_from_db()
    assert (resident.display_name, resident.place_code, resident.language, resident.also_reads) == (
        "Rosa L.",
        "21009",
        "nl",
        ["es", "fr"],
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"display_name": "x" * 61},
        {"display_name": "a\x00"},
        {"place_code": "1"},
        {"language": ""},
        {"language": "xx"},
        {"also_reads": ["klingon"]},
    ],
)
def test_a_bad_profile_keeps_what_was_typed(as_person, resident, wrong):
    good = {"display_name": "Rosa typed this", "place_code": "", "language": "nl"}
    page = as_person(resident).post("/en/account/profile", good | wrong)
    assert page.status_code == 422
    assert "ds-error-summary" in page.content.decode()
    if "display_name" not in wrong:
        assert "Rosa typed this" in page.content.decode()
    resident.refresh_from_db()
    assert resident.display_name == "Rosa"
