"""`civicloop import proposals`: any CSV with a mapping; all of it or nothing; twice changes nothing."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civicloop.core.errors import Invalid
from civicloop.core.importers import ImportReport
from civicloop.proposals.importing.reading import read_lines
from civicloop.proposals.models import Proposal, Version

MAPPING = """
source = "my-city"

[proposal]
id = "ID"
title = "Titel"
text = { columns = ["Kurz", "Lang"] }
language = { column = "Sprache", default = "de" }
challenge = { column = "Thema", values = { Verkehr = "connected", Umwelt = "sustainable" }, default = "open" }
place = { column = "Ort", default = "region" }
date = { column = "Datum", format = "%d.%m.%Y" }
supports = "Stimmen"
author = { column = "Person", prefix = "Person " }
state = { column = "Stand", values = { offen = "open", zu = "archived" } }
url = { column = "Link", prefix = "https://example.org/" }
aims = "Ziele"
latitude = "Nord"
longitude = "Ost"
"""
COLUMNS = "ID Titel Kurz Lang Sprache Thema Ort Datum Stimmen Person Stand Link Ziele Nord Ost".split()
WORDS = "a1|Bänke im Park|Es fehlen Bänke.|Im Park kann man nirgends sitzen.||Umwelt|Ixelles|31.03.2024|12|7|offen|p/a1"
ROW = dict(zip(COLUMNS, [*WORDS.split("|"), "inclusion", "50,8333", "4.3667"], strict=True))


@pytest.fixture
def load(db, tmp_path):
    """Write rows and a mapping, import them, return what was printed."""
    mapping, file = tmp_path / "mapping.toml", tmp_path / "ideas.csv"

    def run(*rows, text=None, rules=MAPPING, data=None, options=()):
        mapping.write_text(rules, encoding="utf-8")
        lines = [";".join(COLUMNS), *(";".join(row[column] for column in COLUMNS) for row in rows)]
        file.write_bytes(data if data is not None else (text or "\n".join(lines)).encode())
        out = StringIO()
        call_command("import", "proposals", str(file), "--mapping", str(mapping), *options, stdout=out)
        return " ".join(out.getvalue().split())

    return run


def test_a_row_becomes_a_proposal(load):
    load(ROW)
    stored = Proposal.objects.get()
    assert stored.title == "Bänke im Park"
    assert stored.text == "Es fehlen Bänke.\n\nIm Park kann man nirgends sitzen."
    assert (stored.language, stored.challenge_id, stored.place_id, stored.state) == (
        "de",
        "sustainable",
        "21009",
        "open",
    )
    assert (stored.supports, stored.imported_supports, stored.arguments) == (12, 12, 0)
    assert (stored.author, stored.author_name, stored.aims) == (None, "Person 7", ["inclusion"])
    assert (stored.latitude, stored.longitude) == (50.8333, 4.3667)
    assert stored.published_at == datetime(2024, 3, 30, 23, 0, tzinfo=UTC)  # midnight in Brussels
    assert (stored.source, stored.source_id, stored.source_url) == ("my-city", "a1", "https://example.org/p/a1")


def test_twice_changes_nothing(load):
    from civicloop.core.models import AuditEntry, DomainEvent

    rows = [ROW, ROW | {"ID": "a2"}, ROW | {"ID": "a3"}]
    load(*rows)
    before = list(Proposal.objects.order_by("pk").values())
    assert AuditEntry.objects.filter(action="proposal-import").count() == 3
    assert DomainEvent.objects.filter(name="ProposalsImported").count() == 1
    trail, told = AuditEntry.objects.count(), DomainEvent.objects.count()
    printed = load(*rows)
    assert "created │ 0" in printed
    assert "updated │ 0" in printed
    assert "unchanged │ 3" in printed
    assert list(Proposal.objects.order_by("pk").values()) == before
    assert (AuditEntry.objects.count(), DomainEvent.objects.count()) == (trail, told)


def test_a_changed_row_renews_what_the_source_decides(load, make_person):
    from civicloop.proposals.actions.support import add_support

    load(ROW, ROW | {"ID": "a2"})
    number = Proposal.objects.get(source_id="a1").pk
    add_support(proposal_number=number, by=make_person())
    printed = load(ROW | {"Titel": "Mehr Bänke im Park", "Stimmen": "20"}, ROW | {"ID": "a2"})
    stored = Proposal.objects.get(pk=number)
    assert "updated │ 1" in printed
    assert "unchanged │ 1" in printed
    assert stored.title == "Mehr Bänke im Park"
    assert (stored.supports, stored.imported_supports) == (21, 20)
    assert [version.title for version in Version.objects.filter(proposal=stored)] == ["Bänke im Park"]
    assert stored.edited_at is not None


def test_what_moderators_hid_stays_hidden(load):
    load(ROW)
    Proposal.objects.update(hidden=True)
    load(ROW | {"Titel": "Mehr Bänke im Park"})
    assert Proposal.objects.get().hidden


def test_numbers_follow_age(load):
    load(ROW | {"ID": "new", "Datum": "01.01.2025"}, ROW | {"ID": "old", "Datum": "01.01.2020"})
    assert list(Proposal.objects.order_by("pk").values_list("source_id", flat=True)) == ["old", "new"]


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"ID": ""}, "id (column ID) is empty"),
        ({"ID": "x" * 61}, "id (column ID) has 61 characters; at most 60 fit"),
        ({"Titel": ""}, "title (column Titel) is empty"),
        ({"Titel": " \u200b\x07 "}, "title (column Titel)"),
        ({"Titel": "x" * 121}, "title (column Titel) has 121 characters; at most 120 fit"),
        ({"Kurz": "", "Lang": ""}, "text (column Kurz + Lang) is empty"),
        ({"Lang": "x" * 5000}, "text (column Kurz + Lang) has 5,018 characters; at most 5,000 fit"),
        ({"Lang": "a\0b"}, "text (column Kurz + Lang) holds a NUL character"),
        ({"Sprache": "xx"}, "language (column Sprache): “xx” is not one of the region's languages"),
        ({"Ort": "Atlantis"}, "place (column Ort): “Atlantis” is no code or name of a place of this region"),
        ({"Datum": ""}, "date (column Datum) is empty"),
        ({"Datum": "2024-03-31"}, "date (column Datum): “2024-03-31” is not a date of the form %d.%m.%Y"),
        ({"Datum": "31.02.2024"}, "is not a date"),
        ({"Datum": "01.01.1800"}, "lies before 1900 or in the future"),
        ({"Datum": "01.01.9999"}, "lies before 1900 or in the future"),
        ({"Datum": "01.01.0001"}, "lies before 1900 or in the future"),
        ({"Stimmen": "viele"}, "supports (column Stimmen): “viele” is no whole number from 0"),
        ({"Stimmen": "-1"}, "is no whole number"),
        ({"Stimmen": "1.5"}, "is no whole number"),
        ({"Stimmen": "9999999999"}, "is no whole number"),
        ({"Stimmen": "١٢"}, "is no whole number"),
        ({"Person": "x" * 100}, "author (column Person) has 107 characters"),
        ({"Stand": "weg"}, "state (column Stand): “weg” is not among the values of the mapping"),
        ({"Link": "x" * 300}, "url (column Link) has 320 characters"),
        ({"Ziele": "ruhm"}, "aims (column Ziele): “ruhm” is not an aim. There are:"),
        ({"Nord": "91"}, "latitude (column Nord): “91” is not a number from -90 to 90"),
        ({"Nord": "nan"}, "is not a number"),
        ({"Ost": ""}, "one of latitude and longitude only"),
    ],
)
def test_a_bad_row_is_refused_with_line_and_cause_and_nothing_is_kept(load, change, cause, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    good = ROW | {"ID": "good"}
    with pytest.raises(CommandError, match=r"rows refused: 1\. Nothing was imported"):
        load(good, ROW | change)
    assert not Proposal.objects.exists()
    printed = load(good, ROW | change, options=["--skip-bad"])
    assert "ideas.csv, line 3 │" in printed
    assert cause in printed
    assert list(Proposal.objects.values_list("source_id", flat=True)) == ["good"]


def test_the_same_id_twice_is_refused(load, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    printed = load(ROW, ROW | {"Titel": "Something else"}, options=["--skip-bad"])
    assert "It has the same id as line 2: a1." in printed
    assert Proposal.objects.get().title == ROW["Titel"]


def test_a_dry_run_keeps_nothing(load):
    assert "created │ 1" in load(ROW, options=["--dry-run"])
    assert not Proposal.objects.exists()


def test_lines_count_line_breaks_inside_cells(load, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    rows = [ROW | {"Lang": '"one\ntwo\nthree"'}, ROW | {"ID": "b", "Stimmen": "x"}]
    assert "ideas.csv, line 5" in load(*rows, options=["--skip-bad"])


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_delimiter_and_byte_order_mark_are_found(load, separator, encoding):
    row = ROW | {"Nord": "50.8"}
    text = separator.join(COLUMNS) + "\r\n" + separator.join(row[column] for column in COLUMNS) + "\r\n\r\n"
    load(data=text.encode(encoding))
    assert Proposal.objects.get().title == "Bänke im Park"


def test_another_encoding_is_taken_when_the_mapping_says_so(load):
    text = ";".join(COLUMNS) + "\n" + ";".join(ROW[column] for column in COLUMNS)
    with pytest.raises(CommandError, match="not UTF-8"):
        load(data=text.encode("latin-1"))
    load(data=text.encode("latin-1"), rules=MAPPING + '\n[file]\nencoding = "latin-1"\n')
    assert Proposal.objects.get().title == "Bänke im Park"


HEAD = ";".join(COLUMNS)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"\xff\xfe\x00\x01", "not UTF-8"),
        (HEAD.replace("Titel", "Title").encode(), "there is no column “Titel”. There are: ID, Title"),
        (HEAD.replace("Kurz", "ID").encode(), "“ID” stands there twice"),
        ((HEAD + "\n" + '"never closed;').encode(), "line 2: the row cannot be read"),
        (b"PK\x03\x04" + b"\0" * 50, "there is no column"),
    ],
)
def test_a_file_that_is_no_use_says_why(load, data, words):
    with pytest.raises(CommandError, match=words):
        load(data=data)


def test_a_row_with_too_few_cells_is_refused(load, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    printed = load(text=HEAD + "\na;b\n", options=["--skip-bad"])
    assert "It has 2 cells where the first line names 15." in printed


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('source = "my-city"', "", "say where the data comes from"),
        ('source = "my-city"', "source = 7", "say where the data comes from"),
        ("[proposal]", "[proposals]", r"there is no table \[proposal\]"),
        ('id = "ID"', "", "id is missing"),
        ('id = "ID"', "id = 7", "write the name of a column"),
        ('id = "ID"', 'id = { colunm = "ID" }', "colunm means nothing here"),
        ('id = "ID"', "id = { column = 7 }", "column must be a text"),
        ('id = "ID"', 'id = { prefix = "x" }', "say column, columns or constant"),
        ('id = "ID"', "id = { columns = [1] }", "columns must be a list of names"),
        ('supports = "Stimmen"', 'votes = "Stimmen"', "there is no such field"),
        ('source = "my-city"', 'source = "my-city', "this is not TOML"),
        ("values = { offen", "values = { x = 1, offen", "values must be texts"),
        ('source = "my-city"', 'source = "my-city"\nfile = { delimiter = ";;" }', "one character"),
        ('source = "my-city"', 'source = "my-city"\nfile = { encodng = "x" }', "encodng means nothing"),
        ('source = "my-city"', 'source = "my-city"\nfile = { encoding = "x" }', "does not exist"),
    ],
)
def test_a_mapping_with_a_mistake_names_it(load, old, new, words):
    with pytest.raises(CommandError, match=words):
        load(ROW, rules=MAPPING.replace(old, new))
    assert not Proposal.objects.exists()


def test_a_language_may_be_guessed(load):
    load(ROW, rules=MAPPING.replace('{ column = "Sprache", default = "de" }', "{ detect = true }"))
    assert Proposal.objects.get().language == "de"


def test_a_place_may_be_a_code_a_slug_or_a_name_in_any_language(load):
    names = ["21009", "ixelles", "ELSENE", "Elsene", "region", ""]
    load(*(ROW | {"ID": str(number), "Ort": name} for number, name in enumerate(names)))
    found = dict(Proposal.objects.values_list("source_id", "place_id"))
    assert found == {"0": "21009", "1": "21009", "2": "21009", "3": "21009", "4": "04000", "5": "04000"}


def test_without_a_mapping_it_says_what_to_type(db, tmp_path):
    file = tmp_path / "ideas.csv"
    file.write_text("a")
    with pytest.raises(CommandError, match=r"--mapping FILE\.toml"):
        call_command("import", "proposals", str(file))


def test_formulas_and_html_stay_words(load):
    load(ROW | {"Titel": "=1+1 <script>alert(1)</script>"})
    assert Proposal.objects.get().title == "=1+1 <script>alert(1)</script>"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400) | st.text(max_size=400).map(lambda text: f"a,b\n{text}".encode(errors="replace")))
def test_whatever_a_file_holds_there_is_a_sentence_or_rows(data, tmp_path):
    file, report = tmp_path / "any.csv", ImportReport()
    file.write_bytes(data)
    lines, sentence = [], ""
    try:
        lines = read_lines(file, {"a", "b"}, report, delimiter="", encoding="utf-8")
    except Invalid as error:
        sentence = str(error)
    assert not sentence or "any.csv" in sentence
    assert all(set(line.cells) >= {"a", "b"} for line in lines)
    assert all(row.where.startswith("any.csv, line ") for row in report.refused)
