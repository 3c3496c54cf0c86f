"""The language of a text."""

import tomllib

import pytest

from civicloop.core.region import pack
from civicloop.proposals import language


@pytest.mark.parametrize("code", ["fr", "nl", "en", "de"])
def test_every_sample_proposal_is_recognised(code):
    file = pack().folder / "sample" / f"proposals.{code}.toml"
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["proposal"]
    wrong = [
        entry["title"]
        for entry in entries
        if language.detect(f"{entry['title']}\n{entry['text']}", otherwise="xx") != code
    ]
    assert len(entries) > 20
    assert wrong == []


def test_a_text_without_letters_gives_nothing_to_go_by():
    assert language.guess("") is None
    assert language.guess("1 000 000 € 🚲") is None
    assert language.detect("10 %", otherwise="nl") == "nl"


def test_a_text_in_a_language_nobody_expects_takes_the_readers():
    assert language.detect("Ukraynaca bilmiyorum", otherwise="de") in pack().content_languages
    assert language.detect("مرحبا بكم في المدينة الجميلة", otherwise="de") == "de"


def test_an_unknown_fallback_becomes_the_regions_first_language():
    assert language.detect("", otherwise="tlh") == pack().content_languages[0]
