"""Files stay small, speak of the project alone, and name no machine or registry."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    if (ROOT / name).is_file()
]
CODE = [file for file in TRACKED if file.suffix in {".py", ".html", ".css", ".js"} and "migrations" not in file.parts]
LIMIT = 300


def test_git_lists_the_files():
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so there is no list of tracked files")
    assert len(CODE) > 50


def test_no_file_is_longer_than_it_may():
    long = {str(file.relative_to(ROOT)): n for file in CODE if (n := len(file.read_text().splitlines())) > LIMIT}
    assert not long


def test_half_of_the_modules_have_under_100_lines():
    lengths = sorted(
        len(file.read_text().splitlines()) for file in CODE if file.suffix == ".py" and "src" in file.parts
    )
    assert lengths[len(lengths) // 2] < 100


def test_locks_name_no_address():
    for name in ("requirements/app.lock", "requirements/dev.lock", "requirements/node.lock"):
        assert not re.search(r"https?://|file:|index-url|find-links", (ROOT / name).read_text()), name
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()
    assert not (ROOT / "uv.lock").exists()


def test_every_direct_dependency_says_why():
    for name in ("app", "dev", "node"):
        for line in (ROOT / f"requirements/{name}.in").read_text().splitlines():
            if line and not line.startswith(("#", "-r")):
                assert re.search(r"\S+\s+# \S+|^types-", line), f"{name}.in: {line}"


def test_nothing_third_party_or_generated_is_tracked():
    bad = [
        f
        for f in TRACKED
        if re.search(r"(^|/)(node_modules|vendor|build|var)/|\.min\.(js|css)$|\.mo$|\.woff2$", str(f.relative_to(ROOT)))
    ]
    assert not bad


@pytest.mark.parametrize("room", sorted(p.name for p in (ROOT / "src/civicloop").iterdir() if (p / "apps.py").exists()))
def test_every_room_has_a_readme(room):
    assert (ROOT / "src/civicloop" / room / "README.md").exists()
