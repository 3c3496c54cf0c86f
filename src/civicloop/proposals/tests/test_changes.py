"""What changed between two texts."""

from hypothesis import given
from hypothesis import strategies as st

from civicloop.proposals.changes import MOST_PARTS, Piece, changes

TEXT = st.text(st.sampled_from("ab é.\n🚲"), max_size=60)


@given(TEXT, TEXT)
def test_the_pieces_make_both_texts_again(before, after):
    pieces = changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert all(piece.text for piece in pieces)


@given(TEXT)
def test_the_same_text_has_no_changes(text):
    assert {piece.kind for piece in changes(text, text)} <= {"same"}


def test_words_not_letters_are_compared():
    assert changes("three trees, please", "four trees, please") == [
        Piece("gone", "three"),
        Piece("new", "four"),
        Piece("same", " trees, please"),
    ]


def test_very_long_texts_are_replaced_as_a_whole():
    before, after = "a " * MOST_PARTS, "b " * MOST_PARTS
    assert changes(before, after) == [Piece("gone", before), Piece("new", after)]
