"""Exports: what comes out, read back by others' tools, is what the database holds; and nothing else comes out."""

import csv
import io
import threading
import time

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civicloop.core import export as exporting
from civicloop.core.errors import Invalid, Unavailable
from civicloop.core.export import fields, stream
from civicloop.core.export.formats import BOM, RISKY, safe_cell
from civicloop.core.export.rows import rows
from tests.api.exported import NASTY, READERS, from_csv, from_jsonl, plain, whole


@given(st.text())
def test_a_cell_is_never_a_formula_and_always_comes_back(text):
    cell = safe_cell(text)
    assert not cell.startswith(tuple(set(RISKY) - {"'"}))
    assert plain(cell) == text


def alike(value: object) -> object:
    if hasattr(value, "isoformat"):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return value or None if isinstance(value, str | list) else value


def test_what_comes_out_is_what_the_database_holds(region):
    for name in ("proposals", "arguments", "places", "bodies", "challenges", "aims"):
        export = exporting.export(name)
        names = [column.name for group in export.columns() for column in group]
        expected = [{key: alike(value) for key, value in zip(names, row, strict=True)} for row in rows(export)]
        assert len(expected) == exporting.count(export) > 0
        for suffix, read in READERS.items():
            found = [{key: alike(value) for key, value in row.items()} for row in read(whole(name, suffix), name)]
            assert found == expected, (name, suffix)


def test_titles_and_numbers_are_those_of_the_tables(region):
    from civicloop.proposals.models import Proposal

    found = {row["number"]: row for row in from_jsonl(whole("proposals", "jsonl"), "proposals")}
    stored = {one.pk: one for one in Proposal.objects.filter(hidden=False)}
    assert found.keys() == stored.keys()
    for number, row in found.items():
        one = stored[number]
        assert (row["title"], row["text"], row["place"], row["aims"]) == (one.title, one.text, one.place_id, one.aims)
        assert (row["latitude"], row["supports"], row["sample"]) == (one.latitude, one.supports, one.sample)
        assert row["published_at"] == f"{one.published_at:%Y-%m-%dT%H:%M:%SZ}"


def test_nothing_hidden_and_nobody_private_comes_out(region):
    for suffix, read in READERS.items():
        proposals = read(whole("proposals", suffix), "proposals")
        arguments = read(whole("arguments", suffix), "arguments")
        assert "Hidden one" not in {row["title"] for row in proposals}
        assert [row["text"] for row in arguments] == [f"-{max(row['number'] for row in proposals)}False"]
        assert {row["author_name"] or None for row in proposals} == {"=Ada", None, "Import 7"}
        for row in [*proposals, *arguments]:
            assert not any("example.org" in str(value) for value in row.values())


def test_a_csv_holds_no_formula(region):
    text = whole("proposals", "csv").decode().removeprefix(BOM)
    for row in list(csv.reader(io.StringIO(text, newline="")))[1:]:
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "＝"))
            assert not cell.startswith("-") or float(cell) < 0  # a number, not a text


def test_parquet_says_what_it_is(region):
    schema = pq.read_schema(io.BytesIO(whole("proposals", "parquet")))
    assert schema.metadata[b"licence"].startswith(b"https://")
    assert schema.metadata[b"title"] == b"Proposals"
    assert b"dictionary" in schema.metadata
    assert all(field.metadata[b"description"] for field in schema)
    assert str(schema.field("published_at").type) == "timestamp[ms, tz=UTC]"


def test_an_empty_table_is_a_file_with_columns_only(own_db):
    assert from_csv(whole("proposals", "csv"), "proposals") == []
    assert whole("proposals", "jsonl") == b""
    assert pq.read_table(io.BytesIO(whole("proposals", "parquet"))).num_rows == 0


def test_many_rows_come_in_many_pieces(own_db, make_row, monkeypatch):
    monkeypatch.setattr("civicloop.core.export.formats.PIECE_ROWS", 3)
    monkeypatch.setattr("civicloop.core.export.formats.GROUP_ROWS", 3)
    for number in range(10):
        make_row(None, title=f"Number {number}", fingerprint=str(number))
    for suffix, read in READERS.items():
        pieces = list(exporting.open_stream(exporting.export("proposals"), exporting.format_of(suffix)))
        titles = [row["title"] for row in read(b"".join(pieces), "proposals")]
        assert len(pieces) >= 4
        assert titles == [f"Number {n}" for n in range(10)]


@pytest.mark.parametrize("suffix", READERS)
def test_the_door_sends_the_file_with_licence_date_and_dictionary(region, client, suffix):
    response = client.get(f"/api/v1/exports/proposals.{suffix}")
    assert response.status_code == 200
    assert response.streaming
    data = b"".join(response.streaming_content)
    assert READERS[suffix](data, "proposals") == READERS[suffix](whole("proposals", suffix), "proposals")
    date = response["Civicloop-Data-Date"]
    assert response["Content-Disposition"] == f'attachment; filename="proposals-{date[:10]}.{suffix}"'
    assert 'rel="license"' in response["Link"]
    assert 'rel="describedby"' in response["Link"]
    assert not response.cookies


@pytest.mark.parametrize(
    "file", ["nothing.csv", "proposals.xlsx", "proposals", "people.csv", "..%2Fx.csv", "proposals.csv.gz"]
)
def test_an_unknown_file_is_a_problem(client, db, file):
    response = client.get(f"/api/v1/exports/{file}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_head_starts_no_export(own_db, client, monkeypatch):
    monkeypatch.setattr(stream, "rows", lambda _: pytest.fail("an export ran"))
    assert client.head("/api/v1/exports/proposals.csv").status_code == 200
    assert client.head("/api/v1/exports/proposals.csv").status_code == 200
    assert client.head("/api/v1/exports/proposals.csv").status_code == 200


def test_without_the_database_the_answer_is_503_not_half_a_file(own_db, client, monkeypatch):
    from django.db import OperationalError

    def away(*_):
        raise OperationalError("server closed the connection")
        yield

    monkeypatch.setattr(stream, "rows", away)
    for _ in range(stream.STREAMS_AT_ONCE + 1):
        response = client.get("/api/v1/exports/proposals.csv")
        assert response.status_code == 503
        assert response["Content-Type"] == "application/problem+json"
        assert response["Retry-After"] == "30"


def test_a_third_export_waits_and_a_closed_one_makes_room(region):
    export, form = exporting.export("proposals"), exporting.format_of("csv")
    first, second = exporting.open_stream(export, form), exporting.open_stream(export, form)
    next(first)
    with pytest.raises(Unavailable):
        exporting.open_stream(export, form)
    first.close()
    first.close()
    third = exporting.open_stream(export, form)
    del third
    assert next(second)
    second.close()
    assert stream._free._value == stream.STREAMS_AT_ONCE


def test_a_reader_who_leaves_frees_the_connection(region, monkeypatch):
    from django.db import connection

    monkeypatch.setattr("civicloop.core.export.formats.PIECE_ROWS", 3)

    def sessions() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            return cursor.fetchone()[0]

    before = sessions()
    running = exporting.open_stream(exporting.export("proposals"), exporting.format_of("csv"))
    next(running)
    assert sessions() == before + 1
    running.close()
    deadline = time.monotonic() + 10
    while sessions() != before and time.monotonic() < deadline:  # the server takes a moment to end a session
        time.sleep(0.01)
    assert sessions() == before


def test_a_parquet_writer_that_dies_breaks_the_stream_and_frees_its_place(region):
    import psutil

    running = exporting.open_stream(exporting.export("proposals"), exporting.format_of("parquet"))
    next(running)
    writers = [child for child in psutil.Process().children() if "parquet_writer" in " ".join(child.cmdline())]
    assert len(writers) == 1
    writers[0].kill()
    with pytest.raises(RuntimeError, match="writes Parquet has stopped"):
        list(running)
    assert stream._free._value == stream.STREAMS_AT_ONCE


def test_no_parquet_writer_outlives_its_stream(region):
    import psutil

    running = exporting.open_stream(exporting.export("proposals"), exporting.format_of("parquet"))
    next(running)
    running.close()
    assert not [child for child in psutil.Process().children() if "parquet_writer" in " ".join(child.cmdline())]


def test_a_stream_may_move_between_threads(region):
    running = exporting.open_stream(exporting.export("proposals"), exporting.format_of("jsonl"))
    found = [next(running)]
    thread = threading.Thread(target=lambda: found.extend(running))
    thread.start()
    thread.join()
    assert len(from_jsonl(b"".join(found), "proposals")) == len(NASTY) + 1


def test_unknown_names_are_refused():
    with pytest.raises(Invalid, match="proposals"):
        exporting.export("people")
    with pytest.raises(Invalid, match="csv"):
        exporting.format_of("xml")


def test_every_field_says_what_it_means():
    for export in exporting.exports():
        assert export.meaning.endswith(".")
        for field in export.fields:
            assert field.meaning.endswith(".")
            assert field.source
            assert isinstance(field, fields.Field)
