"""Text in languages: who wrote which language, and whether a translation still fits its original."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from django.db import models
from django.utils.translation import get_language

RTL = frozenset({"ar", "fa", "he", "ur"})


class TextState(StrEnum):
    """How a text in one language came to be."""

    ORIGINAL = "original"
    MACHINE = "machine"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one language; `of` is the hash of the original it was translated from."""

    lang: str
    text: str
    state: TextState = TextState.ORIGINAL
    of: str = ""

    @property
    def hash(self) -> str:
        """Return a short content hash by which translations name their original."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    @property
    def dir(self) -> str:
        """Return the writing direction, rtl or ltr."""
        return "rtl" if self.lang.partition("-")[0] in RTL else "ltr"

    def __str__(self) -> str:
        return self.text


class Texts(Mapping[str, Text]):
    """The same text in several languages, each with its state.

    Shapes: a mapping from language code to Text; stored as `{lang: {text, state, of}}`.
    """

    def __init__(self, texts: Iterable[Text] = ()) -> None:
        self._texts = {text.lang: text for text in texts}

    @classmethod
    def of(cls, original: Mapping[str, str] | None = None, **texts: str) -> Self:
        """Return texts that are all originals, as official names are: `Texts.of(fr="…", nl="…")`."""
        return cls(Text(lang, text) for lang, text in {**(original or {}), **texts}.items() if text)

    @classmethod
    def from_json(cls, value: Mapping[str, Any] | None) -> Self:
        """Return the texts stored in a JSON column."""
        return cls(
            Text(lang, item["text"], TextState(item.get("state", "original")), item.get("of", ""))
            for lang, item in (value or {}).items()
        )

    def to_json(self) -> dict[str, dict[str, str]]:
        """Return the form stored in a JSON column."""
        return {t.lang: {"text": t.text, "state": str(t.state)} | ({"of": t.of} if t.of else {}) for t in self.values()}

    def __getitem__(self, lang: str) -> Text:
        return self._texts[lang]

    def __iter__(self) -> Any:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._texts.items())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Texts) and self._texts == other._texts

    def best(self, lang: str | None = None) -> Text:
        """Return the text for a reader of `lang` (the active language by default): theirs, else an original."""
        wanted = (lang or get_language() or "en").partition("-")[0]
        if wanted in self._texts:
            return self._texts[wanted]
        originals = [text for text in self._texts.values() if text.state is TextState.ORIGINAL]
        for text in [*originals, *self._texts.values()]:
            return text
        return Text(wanted, "")

    def is_stale(self, lang: str) -> bool:
        """Return whether a translation was made from an original that has changed since."""
        text = self._texts[lang]
        if text.state is TextState.ORIGINAL:
            return False
        return text.of not in {t.hash for t in self._texts.values() if t.state is TextState.ORIGINAL}

    def missing(self, languages: Iterable[str]) -> list[str]:
        """Return the languages of a list in which the text is still empty, in that order."""
        return [lang for lang in languages if lang not in self._texts or not self._texts[lang].text.strip()]

    def translated(self, lang: str, text: str, *, original: str, state: TextState) -> Self:
        """Return these texts with a translation of the original in language `original` added or replaced."""
        item = Text(lang, text, state, self._texts[original].hash)
        return type(self)([*(t for t in self._texts.values() if t.lang != lang), item])

    def __str__(self) -> str:
        return self.best().text


class TextsField(models.JSONField):
    """A JSON column that reads and writes Texts."""

    description = "Text in languages"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Texts)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Texts:
        """Turn the stored JSON into Texts."""
        return Texts.from_json(super().from_db_value(value, expression, connection))

    def get_prep_value(self, value: Any) -> Any:
        """Turn Texts into JSON."""
        return super().get_prep_value(value.to_json() if isinstance(value, Texts) else value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Turn Texts into JSON (JSONField prepares here since Django 4.2)."""
        return super().get_db_prep_value(value.to_json() if isinstance(value, Texts) else value, connection, prepared)

    def to_python(self, value: Any) -> Any:
        """Return Texts for whatever a form or fixture gives."""
        return value if isinstance(value, Texts) else Texts.from_json(value)

    def value_to_string(self, obj: models.Model) -> Any:
        """Return the serialised form."""
        return self.value_from_object(obj).to_json()
