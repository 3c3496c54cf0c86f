"""Admins look people up."""

import pytest

LIST = "/en/people"


def url(person, *parts: str) -> str:
    return "/".join([LIST, str(person.pk), *parts])


def test_first_come_those_with_a_role_then_whom_one_looks_for(as_person, admin, moderator, resident):
    browser = as_person(admin)
    page = browser.get(LIST).content.decode()
    assert "moussa@example.org" in page
    assert "rosa@example.org" not in page

    for words in ("ROSA", "rosa@exa", "Rosa"):
        assert "rosa@example.org" in browser.get(LIST, {"q": words}).content.decode()
    assert "Nobody found" in browser.get(LIST, {"q": "zzz"}).content.decode()


@pytest.mark.parametrize("words", ["x" * 101, "a\x00"])
def test_a_bad_search_is_met_with_a_sentence(as_person, admin, words):
    assert as_person(admin).get(LIST, {"q": words}).status_code == 422


@pytest.mark.parametrize("words", ["%", "_", "'; DROP TABLE people_user; --", "😀", "<b>"])
def test_any_other_search_is_just_words(as_person, admin, words):
    assert as_person(admin).get(LIST, {"q": words}).status_code == 200


def test_many_people_are_cut_off_and_said_so(as_person, admin, make_person):
    for number in range(51):
        make_person(f"many{number}")
    page = as_person(admin).get(LIST, {"q": "many"}).content.decode()
    assert "Only the newest 50 are shown" in page
