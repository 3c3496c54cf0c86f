"""The docs say what the code does: generated pages are fresh, what they name exists, and what exists is named."""

import os
import re
import subprocess
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from typer.main import get_command

from civicloop.config import reference
from civicloop.config.cli import app
from civicloop.config.env import Env
from civicloop.core import region
from civicloop.proposals.importing import mapping
from civicloop.proposals.models import Proposal

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
ADRS = sorted((DOCS / "adr").glob("[0-9]*.md"))
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
FOLDERS = {"tutorials", "how-to", "reference", "explanation", "adr"}
# Set by our own script and test plugin for their own processes; nobody needs to know them.
INTERNAL = {"CIVICLOOP_ROOT", "CIVICLOOP_TEST_RUN", "CIVICLOOP_TEST_SERVER"}
FENCE = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
COMMANDS = get_command(app).commands


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """Return a page without its code blocks."""
    return FENCE.sub("", text_of(page))


def calls() -> list[tuple[str, list[str]]]:
    """Return every `./civicloop …` that stands in the docs, with the page it stands in."""
    found = [
        (name_of(page), line.split("`")[0].split("#")[0].split())
        for page in PAGES
        for line in re.findall(r"\./civicloop(?: +)([^\n]*)", text_of(page))
    ]
    return [(page, words) for page, words in found if words]


def test_readme_opens_with_the_two_commands():
    assert text_of(ROOT / "README.md").startswith("```bash\n./civicloop demo\n./civicloop test\n```\n\n# Civicloop\n")


def test_generated_pages_are_fresh():
    assert not reference.stale(), reference.REFRESH


def test_check_sees_a_stale_and_a_missing_page(tmp_path):
    assert {"settings.md", "commands.md", "roles.md", "api.md", "data-dictionary.md"} == set(reference.write(tmp_path))
    assert not reference.stale(tmp_path)
    page = tmp_path / "settings.md"
    page.write_text(page.read_text().replace("CIVICLOOP_EMAIL_FROM", "CIVICLOOP_SENDER"))
    (tmp_path / "roles.md").unlink()
    assert reference.stale(tmp_path) == ["settings.md", "roles.md"]


def test_every_setting_is_documented():
    page = text_of(DOCS / "reference/settings.md")
    for name, field in Env.model_fields.items():
        assert f"`CIVICLOOP_{name.upper()}`" in page
        assert field.description, f"{name} has no description in config/env.py"


def test_every_variable_the_code_reads_is_a_setting():
    known = {f"CIVICLOOP_{name.upper()}" for name in Env.model_fields} | INTERNAL
    files = [ROOT / "civicloop", ROOT / "conftest.py", *(ROOT / "src").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    read = {word for file in files for word in re.findall(r"CIVICLOOP_[A-Z_]*[A-Z]", file.read_text(encoding="utf-8"))}
    assert read <= known


@pytest.mark.parametrize("page", PAGES, ids=name_of)
class TestPage:
    def test_has_one_heading(self, page):
        assert len(re.findall(r"^# \S", prose(page), re.MULTILINE)) == 1

    def test_names_settings_that_exist(self, page):
        named = set(re.findall(r"CIVICLOOP_[A-Z_]*[A-Z]", text_of(page)))
        assert named <= {f"CIVICLOOP_{name.upper()}" for name in Env.model_fields}

    def test_names_files_that_exist(self, page):
        named = re.findall(r"`((?:src|tests|bench|regions|docs|requirements|config|core|ui)/[\w./-]+)`", prose(page))
        missing = [
            name for name in named if not (ROOT / name).exists() and not (ROOT / "src/civicloop" / name).exists()
        ]
        assert not missing

    def test_has_links_that_lead_somewhere(self, page):
        links = re.findall(r"\]\(([^)\s]+)\)", prose(page))
        missing = [
            link
            for link in links
            if not re.match(r"https?:|mailto:|#", link) and not (page.parent / link.partition("#")[0]).exists()
        ]
        assert not missing

    def test_names_no_machine_and_no_registry(self, page):
        assert not re.search(r"/work/|/root/|/home/\w|pypi\.org|npmjs|index-url", text_of(page))


def test_pages_stand_in_their_folder():
    outside = [name_of(page) for page in PAGES[2:] if page.parent.name not in FOLDERS and page != DOCS / "index.md"]
    assert not outside


def test_every_command_is_documented():
    page = text_of(DOCS / "reference/commands.md")
    assert re.findall(r"^## (\S+)$", page, re.MULTILINE) == list(COMMANDS)
    assert not [name for name, command in COMMANDS.items() if not command.help]


def test_the_docs_call_commands_that_exist():
    found = calls()
    assert len(found) > 20
    for page, (command, *words) in found:
        if command in {"--help", "COMMAND"}:
            continue
        assert command in COMMANDS, f"{page}: ./civicloop {command}"
        known = {word for param in COMMANDS[command].params for word in (*param.opts, *param.secondary_opts)}
        free = COMMANDS[command].context_settings.get("allow_extra_args")
        given = [word for word in words if word.startswith("--")]
        assert free or set(given) <= known, f"{page}: ./civicloop {command} {given}"


def test_the_docs_call_management_commands_that_exist():
    for page, (command, *words) in calls():
        if command != "manage" or not words or words[0].startswith("["):
            continue
        name = words[2] if words[0] == "--home" else words[0]
        assert name in get_commands(), f"{page}: ./civicloop manage {name}"


def test_every_decision_is_listed_in_order():
    index = text_of(DOCS / "adr/index.md")
    listed = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", index, re.MULTILINE)
    assert [file for _, _, file in listed] == [adr.name for adr in ADRS]
    for (number, title, file), place in zip(listed, range(1, 100), strict=False):
        assert int(number) == int(file[:4]) == place
        assert text_of(DOCS / "adr" / file).startswith(f"# {number}. {title}\n")


@pytest.mark.parametrize("adr", ADRS, ids=name_of)
def test_a_decision_says_context_decision_consequences(adr):
    assert re.findall(r"^## (.+)$", text_of(adr), re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert re.search(r"^Accepted \d{4}-\d\d-\d\d\.", text_of(adr), re.MULTILINE)


def test_every_room_stands_in_the_house():
    page = text_of(DOCS / "explanation/house.md")
    assert re.findall(r"^\| \d \| `(\w+)` \|", page, re.MULTILINE) == ["config", *settings.CAPABILITIES]


PACK = [region.Pack, region.Rules, region.Challenge, region.Aim, region.Objective, region.Place, region.Body]
# Where the pack lies, its lists of the kinds below it, and the place in the file: nobody writes these.
NOT_WRITTEN = {"folder", "rules", "challenges", "aims", "objectives", "places", "bodies", "order"}


@pytest.mark.parametrize("kind", PACK, ids=lambda kind: kind.__name__)
def test_every_field_of_a_region_pack_is_documented(kind):
    page = text_of(DOCS / "reference/region-pack.md")
    assert not [
        name for name in (field.name for field in fields(kind)) if f"`{name}`" not in page and name not in NOT_WRITTEN
    ]


def test_the_tutorial_names_words_that_stand_on_pages():
    rooms = ROOT / "src/civicloop"
    pages = "\n".join(
        file.read_text(encoding="utf-8")
        for file in rooms.rglob("*")
        if file.suffix in {".html", ".py"} and not {"tests", "migrations"} & set(file.parts)
    )
    pressed = {
        word.rstrip(".")
        for word in re.findall(r"\*\*(.+?)\*\*", re.sub(r"\s+", " ", text_of(DOCS / "tutorials/five-minutes.md")))
    }
    assert len(pressed) > 15
    languages = {code.upper() for code, _ in settings.LANGUAGES}
    assert not [word for word in pressed - languages if f'"{word}"' not in pages and f">{word}<" not in pages]


def test_the_import_of_the_docs_works(db, tmp_path):
    page = text_of(DOCS / "how-to/import.md")
    for name, kind in (("ideas.csv", "text"), ("ideas.toml", "toml")):
        (tmp_path / name).write_text(page.partition(f"```{kind}\n")[2].partition("```")[0], encoding="utf-8")
    call_command("import", "proposals", str(tmp_path / "ideas.csv"), mapping=str(tmp_path / "ideas.toml"))
    bench, crossing = Proposal.objects.filter(source="ideas-2025").order_by("pk")
    assert (bench.challenge_id, bench.supports, bench.language, bench.author_name) == (
        "sustainable",
        41,
        "fr",
        "Claire D.",
    )
    assert (crossing.challenge_id, crossing.source_url) == ("safe", "https://example.org/ideas/13")


def test_every_word_of_a_mapping_is_documented():
    page = text_of(DOCS / "how-to/import.md")
    known = {*mapping.NEEDED["proposal"], *mapping.OPTIONAL["proposal"], *mapping.WORDS}
    assert not [word for word in known if f"`{word}`" not in page]


def test_the_docs_build_without_a_warning_and_ask_nobody(tmp_path):
    mkdocs = str(Path(sys.executable).parent / "mkdocs")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(
        [mkdocs, "build", "--strict", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    for page in tmp_path.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        asked = re.findall(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//[^\"'> ]+", html)
        assert not asked, page.name
        assert "mermaid" not in html, f"{page.name}: the theme would fetch mermaid from elsewhere"
