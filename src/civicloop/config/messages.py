"""Translation catalogues, made and compiled with Babel: no gettext tools are needed on the machine.

`civicloop messages` collects every marked text from code and templates into `locale/<lang>/LC_MESSAGES/django.po`;
the compiled `.mo` files are made at set-up and never committed.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "locale"
LANGUAGES = ("fr", "nl", "de")
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\((\s*{STRING}(?:\s*,\s*{STRING})*)", re.DOTALL)
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_noop": None,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def compile_catalogues() -> None:
    """Compile every catalogue that is newer than its compiled form."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        draft = target.with_suffix(".mo.draft")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)


def update_catalogues() -> None:
    """Collect the marked texts and renew every catalogue, keeping what is translated."""
    template = collect()
    for lang in LANGUAGES:
        file = LOCALE / lang / "LC_MESSAGES" / "django.po"
        catalogue = read(lang)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as target:
            write_po(
                target,
                catalogue,
                width=120,
                sort_output=True,
                omit_header=False,
                ignore_obsolete=True,
                no_location=True,
            )


def read(lang: str) -> Catalog:
    """Return the catalogue of a language, empty where there is none yet."""
    file = LOCALE / lang / "LC_MESSAGES" / "django.po"
    if not file.exists():
        return Catalog(locale=lang, project="civicloop", fuzzy=False)
    with file.open("rb") as source:
        return read_po(source, locale=lang)


def collect() -> Catalog:
    """Return a catalogue of every text marked for translation in code and templates."""
    catalogue = Catalog(project="civicloop", fuzzy=False)
    for file, content in _sources():
        found = extract("python", io.BytesIO(content.encode()), keywords=KEYWORDS, comment_tags=("Translators:",))
        for line, message, comments, context in found:
            catalogue.add(
                message, None, [(str(file.relative_to(PACKAGE)), line)], auto_comments=comments, context=context
            )
    return catalogue


def _sources() -> Iterator[tuple[Path, str]]:
    for file in sorted(PACKAGE.rglob("*")):
        if "tests" in file.parts or "migrations" in file.parts:
            continue
        if file.suffix == ".py":
            yield file, file.read_text()
        elif "templates" in file.parts and file.suffix in {".html", ".txt"}:
            # What Django makes of a template is almost Python; Babel's parser wants only the calls in it.
            yield file, "\n".join(f"{name}({words})" for name, words in CALL.findall(templatize(file.read_text())))
