"""Text in languages."""

from hypothesis import given
from hypothesis import strategies as st

from civicloop.core.texts import Text, Texts, TextState

LANGS = st.sampled_from(["fr", "nl", "en", "de"])


def test_best_is_the_readers_language_else_an_original():
    texts = Texts.of(fr="Bonjour", nl="Dag")
    assert texts.best("nl").text == "Dag"
    assert texts.best("nl-be").text == "Dag"
    assert texts.best("de").text == "Bonjour"
    assert Texts().best("de").text == ""


def test_a_translation_turns_stale_when_its_original_changes():
    texts = Texts.of(fr="Un arbre").translated("nl", "Een boom", original="fr", state=TextState.MACHINE)
    assert not texts.is_stale("nl")
    changed = Texts([Text("fr", "Deux arbres"), texts["nl"]])
    assert changed.is_stale("nl")
    assert not changed.is_stale("fr")


@given(st.dictionaries(LANGS, st.text(min_size=1)))
def test_what_is_stored_comes_back(values):
    texts = Texts.of(values)
    assert Texts.from_json(texts.to_json()) == texts


@given(st.dictionaries(LANGS, st.text()), st.lists(LANGS, unique=True))
def test_missing_names_exactly_the_empty_languages(values, wanted):
    missing = Texts.of(values).missing(wanted)
    assert missing == [lang for lang in wanted if not values.get(lang, "").strip()]
