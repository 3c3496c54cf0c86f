"""Similar proposals: found by shared words, rare ones first; junk is not shown."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from civicloop.proposals import similar
from civicloop.proposals.similar import SIMILAR, Words, rank, similar_to

NUMBERS = st.dictionaries(st.integers(1, 50), st.sets(st.sampled_from("abcdefgh")), max_size=20)


@given(NUMBERS, st.sets(st.sampled_from("abcdefgh"), min_size=1), st.sets(st.sampled_from("abcdefgh")))
def test_shares_lie_between_the_limit_and_one_and_stand_in_order(found, title, text):
    words = Words(frozenset(title), frozenset(title | text))
    found = {number: shared & words.all for number, shared in found.items()}
    ranked = rank(words, found)
    scores = [score for _, score in ranked]
    assert all(SIMILAR <= score <= 1.0001 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert rank(words, dict(reversed(found.items()))) == ranked


@given(NUMBERS)
def test_whoever_says_the_same_is_as_similar_as_can_be(found):
    words = Words(frozenset("ab"), frozenset("abcd"))
    found = {number: shared & words.all for number, shared in found.items()} | {99: set("abcd")}
    assert dict(rank(words, found))[99] == pytest.approx(1)


def test_a_rare_word_counts_more_than_one_everybody_uses():
    words = Words(frozenset(["tree", "street"]), frozenset(["tree", "street"]))
    found = {1: {"street"}, 2: {"street"}, 3: {"street"}, 4: {"tree"}}
    assert rank(words, found)[0][0] == 4


@pytest.fixture
def shade(make_proposal):
    return make_proposal(
        title="Shade for the bus stops of Flagey", text="Plant trees beside the bus stops, please. " * 2
    )


def test_a_close_one_is_found_whatever_the_form_of_its_words(shade, make_proposal):
    make_proposal(title="A swimming pool in the canal", text="Children need a place to swim in summer, and it is hot.")
    found = similar_to(title="More shade at the Flagey bus stop", text="The bus stop is too hot.", language="en")
    assert found == [shade]


def test_accents_do_not_matter(make_proposal):
    cours = make_proposal(
        title="Une cour d’école végétalisée à Ixelles",
        text="Des arbres dans la cour de récréation, pour nos enfants qui ont trop chaud.",
        language="fr",
    )
    found = similar_to(title="cour d'ecole vegetalisee", text="des arbres dans la cour", language="fr")
    assert found == [cours]


def test_one_common_word_is_no_likeness(shade):
    assert similar_to(title="A bus to the airport at night", text="There is none today.", language="en") == []


def test_words_that_everybody_uses_do_not_crowd_out_the_telling_ones(make_proposal, monkeypatch):
    monkeypatch.setattr(similar, "CANDIDATES", 10)
    for number in range(60):
        make_proposal(title=f"More green in the street, number {number}", text="Green is good for every street. " * 3)
    wanted = make_proposal(title="Nesting boxes for swifts in the green street", text="Swifts need boxes to nest in.")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE proposals_proposal")
    found = similar.similar_to(title="Boxes for swifts in a green street", text="Swifts nest in boxes.", language="en")
    assert found == [wanted]
    assert set(similar._telling(["green", "street", "swift", "nest"])) == {"swift", "nest"}
    assert set(similar._telling(["green", "street"])) == {"green", "street"}, "where there are no others"


@pytest.mark.parametrize("fields", [{"hidden": True}, {"state": "withdrawn"}, {"state": "archived"}])
def test_only_open_visible_ones_can_be_supported_instead(make_proposal, fields):
    make_proposal(title="Shade for the bus stops of Flagey", **fields)
    assert similar_to(title="Shade for the bus stops of Flagey", text="", language="en") == []


@pytest.mark.parametrize(
    "title",
    ["", "   ", "the of and", "'; DROP TABLE", "\\' | & ! (", "a:* <-> b", "🚲", "O’Brien's l'été \\\\", "%s %(x)s"],
)
def test_no_title_breaks_the_search(shade, title):
    assert isinstance(similar_to(title=title, text=title, language="en"), list)


@given(title=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_hostile_titles_never_break_it(django_db_blocker, django_db_setup, title):
    with django_db_blocker.unblock():
        assert similar_to(title=title, text="", language="fr") == []
