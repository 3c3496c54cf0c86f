"""What people type: kept, cleaned, and refused with a sentence that helps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicloop.core.errors import Invalid
from civicloop.proposals import domain, words

ANY = st.text(st.characters(), max_size=400)
TITLE = "Benches on the square"


@given(ANY)
def test_cleaning_twice_changes_nothing_more(value):
    once = words.visible(value)
    assert words.visible(once) == once
    assert words.one_line(words.one_line(value)) == words.one_line(value)


@given(ANY)
def test_every_string_is_either_fine_or_refused_with_a_sentence(value):
    for check, field, most in (
        (words.check_title, "title", domain.TITLE_MAX),
        (words.check_text, "text", domain.TEXT_MAX),
        (words.check_where, "where", domain.WHERE_MAX),
        (words.check_photo_alt, "photo_alt", domain.PHOTO_ALT_MAX),
        (words.check_addition, "text", domain.ADDITION_MAX),
    ):
        try:
            cleaned = check(value)
        except Invalid as error:
            assert error.field == field  # noqa: PT017 - some are fine, some refused
            assert str(error).endswith((".", "?"))  # noqa: PT017 - the same
        else:
            assert len(cleaned) <= most
            assert not words.INVISIBLE.search(cleaned)
            assert check(cleaned) == cleaned


@pytest.mark.parametrize("invisible", ["\x00", "\x1b", "\u202e", "\u2066", "\ufffe", "\ud800"])
def test_invisible_characters_are_named_and_taken_out(invisible):
    typed = f"Benches on{invisible} the square"
    with pytest.raises(Invalid, match="invisible") as refused:
        words.check_title(typed)
    assert refused.value.field == "title"
    assert words.visible(typed) == TITLE
    assert words.check_title(words.visible(typed)) == TITLE


@pytest.mark.parametrize(
    "kept",
    [
        "أشجار في شارعنا من فضلكم",
        "עצים ברחוב שלנו בבקשה",
        "=1+1 is not a plan 🚲👩‍👩‍👧",
        "<b>Benches</b> & more",
        "'; DROP TABLE x; --",
    ],
)
def test_scripts_signs_and_formulas_are_words_too(kept):
    assert words.check_title(kept) == kept


def test_line_ends_of_every_system_are_one():
    assert words.check_text("First line of the text.\r\nSecond line of it.\rThird.") == (
        "First line of the text.\nSecond line of it.\nThird."
    )


def test_only_signs_are_no_words():
    with pytest.raises(Invalid, match="letters"):
        words.check_title("🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲")


def test_the_sentence_counts_what_is_too_much():
    with pytest.raises(Invalid, match="too long by 1 character; at most 120 fit"):
        words.check_title("a" * 121)
    with pytest.raises(Invalid, match="too long by 95000 characters; at most 5000 fit"):
        words.check_text("a" * 100_000)
    with pytest.raises(Invalid, match="a little short: 3 characters; at least 10"):
        words.check_title("abc")


def test_where_may_be_missing_but_a_photo_needs_words():
    assert words.check_where("  ") == ""
    with pytest.raises(Invalid, match="cannot see"):
        words.check_photo_alt(" ")
