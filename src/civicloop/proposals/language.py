"""Which language a text is in: a guess among the region's content languages, always correctable."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from civicloop.core.region import pack

ENOUGH = 0.6  # below this the guess is no better than the language the person reads the page in


@dataclass(frozen=True, slots=True)
class Guess:
    """A language code and how sure we are, from 0 to 1."""

    language: str
    confidence: float

    @property
    def is_sure(self) -> bool:
        """Return whether the guess is better than asking."""
        return self.confidence >= ENOUGH


def guess(text: str) -> Guess | None:
    """Return the likeliest content language of a text, or None where the text gives nothing to go by.

    Source: py3langid, a naive Bayes classifier over byte n-grams that runs offline.
    """
    if not any(character.isalpha() for character in text):
        return None
    language, confidence = _identifier().classify(text[:5000])
    return Guess(str(language), float(confidence))


def detect(text: str, *, otherwise: str) -> str:
    """Return the language of a text, or `otherwise` when nobody could tell."""
    found = guess(text)
    if found is not None and found.is_sure:
        return found.language
    languages = pack().content_languages
    return otherwise if otherwise in languages else languages[0]


@cache
def _identifier() -> Any:
    # The model takes half a second and some memory: only processes that are asked load it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in pack().content_languages if code in identifier.labels])
    return identifier
