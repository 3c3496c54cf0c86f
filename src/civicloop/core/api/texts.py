"""Text in languages as the API speaks it."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from civicloop.core.texts import Texts


def _plain(value: object) -> object:
    return {lang: text.text for lang, text in value.items()} if isinstance(value, Texts) else value


LanguageTexts = Annotated[
    dict[str, str],
    BeforeValidator(_plain),
    Field(description="The same text in several languages: language code to text.", examples=[{"en": "…", "fr": "…"}]),
]
