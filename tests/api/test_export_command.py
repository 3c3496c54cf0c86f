"""The export command: the same file as the door gives, whole or not at all."""

import pytest

from civicloop.core.export import stream
from tests.api.exported import READERS, whole


@pytest.fixture
def run_export(capsys):
    from django.core.management import call_command

    def run(*arguments):
        call_command("export", *map(str, arguments))
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("suffix", READERS)
def test_the_command_writes_the_same_file(region, run_export, tmp_path, suffix):
    file = tmp_path / f"out.{suffix}"
    assert "10 rows" in run_export("proposals", file)
    assert READERS[suffix](file.read_bytes(), "proposals") == READERS[suffix](whole("proposals", suffix), "proposals")
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "wrong",
    [
        ("nothing", "out.csv", "no export “nothing”"),
        ("proposals", "out.xlsx", "no export as “.xlsx”"),
        ("proposals", "out", "no export as “.”"),
        ("proposals", "no/such/out.csv", "no such folder"),
    ],
)
def test_the_command_says_what_is_wrong(own_db, run_export, tmp_path, wrong):
    from django.core.management import CommandError

    name, file, words = wrong
    with pytest.raises(CommandError, match=words):
        run_export(name, tmp_path / file)
    assert list(tmp_path.iterdir()) == []


def test_the_command_leaves_the_old_file_when_it_breaks(region, run_export, tmp_path, monkeypatch):
    file = tmp_path / "out.csv"
    file.write_text("old")
    monkeypatch.setattr(stream, "rows", lambda _: iter([1 / 0 for _ in "x"]))
    with pytest.raises(ZeroDivisionError):
        run_export("proposals", file)
    assert file.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]
