"""The interface is whole in French, Dutch and German."""

import re

import pytest

from civicloop.config.messages import LANGUAGES, collect, read

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}|%[sd]")
TEXTS = collect()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_translated(lang):
    catalogue = read(lang)
    missing = [m.id for m in TEXTS if m.id and not _translated(catalogue.get(_key(m), m.context))]
    assert not missing, f"{len(missing)} texts wait, for example {missing[:5]}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_translation_is_marked_unsure(lang):
    assert not [message.id for message in read(lang) if message.id and message.fuzzy]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_placeholders_survive(lang):
    wrong = []
    for message in read(lang):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        wanted = set(PLACEHOLDER.findall(" ".join(ids)))
        for string in [message.string] if isinstance(message.string, str) else list(message.string):
            if message.id and string and not set(PLACEHOLDER.findall(string)) <= wanted:
                wrong.append((message.id, string))
            if message.id and isinstance(message.id, str) and string and set(PLACEHOLDER.findall(string)) != wanted:
                wrong.append((message.id, string))
    assert not wrong


def _key(message):
    return message.id if isinstance(message.id, str) else message.id[0]


def _translated(message):
    if message is None:
        return False
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    return all(strings)
