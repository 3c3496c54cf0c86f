"""Names are tidied, browsers named, codes found: pure rules, no database."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicloop.people.domain import NAME_LENGTH, browser_name, code_in, plain_code, tidy_name


@given(st.text(max_size=300))
def test_a_tidy_name_is_one_short_line_and_stays_tidy(text):
    name = tidy_name(text)

    assert len(name) <= NAME_LENGTH
    assert name == name.strip()
    assert not any(unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} for char in name)
    assert not set(name) & set("\u202e\u2066\u200f")
    assert tidy_name(name) == name


@pytest.mark.parametrize("name", ["Noor", "Bénédicte d’Ypres", "محمد", "李小龍", "Łukasz 🌍"])
def test_names_in_any_script_stay_as_they_are(name):
    assert tidy_name(name) == name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("  Ada \n Lovelace\t", "Ada Lovelace"), ("a\u202egnp.exe", "agnp.exe"), ("\u0000", ""), ("e\u0301", "é")],
)
def test_what_could_move_other_text_goes(typed, shown):
    assert tidy_name(typed) == shown


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537 Chrome/140.0 Mobile Safari/537.36", "Chrome · Android"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_in_words_a_person_knows(agent, name):
    assert browser_name(agent) == name


@given(st.text(max_size=200))
def test_any_text_is_a_browser(agent):
    assert isinstance(browser_name(agent), str)


def test_a_code_is_found_only_on_a_line_of_its_own():
    assert code_in("Type this:\n\n1234-5678\n\nBye") == "1234-5678"
    assert code_in("Call 1234-5678 now") == ""
    assert code_in("") == ""


@pytest.mark.parametrize("typed", ["1234-5678", "1234–5678", " 1234 5678\t", "１２３４５６７８", "1 2 3 4.5 6 7 8"])
def test_a_code_is_the_same_however_it_is_typed(typed):
    assert plain_code(typed) == "12345678"


@given(st.text(max_size=100))
def test_any_text_becomes_a_plain_code(text):
    assert plain_code(text).isascii()
