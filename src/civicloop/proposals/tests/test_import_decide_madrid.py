"""`civicloop import decide-madrid`: proposals and their discussion, idempotent, whole or not at all."""

import shutil
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from civicloop.proposals.models import Argument, Proposal

REAL = Path(__file__).resolve().parents[5] / "shared/data/ideas/decide_madrid"
PROPOSALS = """\
,id,url,code,title,userId,date,summary,text,numComments,status,numSupports,isAssociation
0,7,/proposals/7-limpiar,MAD-7,Limpiar las calles,9884,2015-09-15,Algo tan básico como limpiar.,,2,archived,6560,0
1,50,/proposals/50-carril,MAD-50,Carril bici,9996,2015-09-16,Ir en bici.,"Hay espacio, y es barato.",1,open,7,0
"""
COMMENTS = """\
,id,parentId,proposalId,page,userId,userType,date,time,text,numVotes,numPositiveVotes,numNegativeVotes
0,1,-1,7,1,2780,,2015-09-15,0 days 10:50:19,Pero si esto ya está.,3,2,1
1,2,1,7,1,9884,Autor,2015-09-15,0 days 11:07:10,No se cumple.,1,1,0
2,3,999,7,1,24,,2015-09-15,0 days 11:23:10,,0,0,0
3,4,-1,50,1,24,,2015-09-17,0 days 00:00:01,"Muy bien, gracias",0,0,0
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "proposals.csv").write_text(PROPOSALS)
    (tmp_path / "comments.csv").write_text(COMMENTS)
    return tmp_path


def load(folder, *options):
    out = StringIO()
    call_command("import", "decide-madrid", str(folder), *options, stdout=out)
    return " ".join(out.getvalue().split())


def test_proposals_and_their_discussion(db, folder):
    assert "created │ 6" in load(folder)
    first, second = Proposal.objects.order_by("pk")
    assert (first.title, first.text, first.state) == ("Limpiar las calles", "Algo tan básico como limpiar.", "archived")
    assert (second.text, second.state) == ("Ir en bici.\n\nHay espacio, y es barato.", "open")
    assert (first.challenge_id, second.challenge_id) == ("sustainable", "connected")
    assert (first.author, first.author_name, first.language, first.place_id) == (
        None,
        "Participant 9884",
        "es",
        "04000",
    )
    assert (first.supports, first.imported_supports, first.arguments, second.arguments) == (6560, 6560, 3, 1)
    assert first.source_url == "https://decide.madrid.es/proposals/7-limpiar"
    one, two, three, _ = Argument.objects.order_by("pk")
    assert (one.side, one.text, one.author, one.author_name) == (
        "remark",
        "Pero si esto ya está.",
        None,
        "Participant 2780",
    )
    assert (one.helpful, one.imported_helpful, one.imported_unhelpful) == (2, 2, 1)
    assert f"{one.at:%Y-%m-%d %H:%M:%S}" == "2015-09-15 08:50:19"
    assert (one.answers_to, two.answers_to, three.answers_to) == (None, one, None)
    assert three.text == "[…]"


def test_twice_changes_nothing(db, folder):
    load(folder)
    before = [list(model.objects.order_by("pk").values()) for model in (Proposal, Argument)]
    printed = load(folder)
    assert "created │ 0" in printed
    assert "updated │ 0" in printed
    assert "unchanged │ 6" in printed
    assert [list(model.objects.order_by("pk").values()) for model in (Proposal, Argument)] == before


def test_what_changed_at_the_source_changes_here_and_what_people_did_here_stays(db, folder, make_person):
    from civicloop.proposals.actions.argument import mark_helpful

    load(folder)
    remark = Argument.objects.get(source_id="4")
    mark_helpful(argument_id=remark.pk, by=make_person())
    Argument.objects.filter(source_id="1").update(hidden=True)
    file = folder / "comments.csv"
    more = "4,5,-1,7,1,24,,2015-09-18,0 days 10:00:00,Otro,0,0,0\n"
    text = COMMENTS.replace('"Muy bien, gracias",0,0,0', '"Muy bien",5,5,0').replace("3,999,7", "3,5,7")
    file.write_text(text.replace("4,-1,50", "4,1,50") + more)
    printed = load(folder)
    assert "created │ 1" in printed
    assert "updated │ 2" in printed
    remark.refresh_from_db()
    assert (remark.text, remark.helpful, remark.imported_helpful) == ("Muy bien", 6, 5)
    assert remark.answers_to.source_id == "1"
    assert Argument.objects.get(source_id="3").answers_to.source_id == "5"
    assert Argument.objects.get(source_id="1").hidden
    assert Proposal.objects.get(source_id="7").arguments == 4
    assert "unchanged │ 7" in load(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "cause"),
    [
        ("proposals.csv", "archived", "lost", "proposals.csv, line 2"),
        ("proposals.csv", "6560", "many", "no whole number"),
        ("comments.csv", "2015-09-17", "2015-13-17", "comments.csv, line 5"),
        ("comments.csv", "4,-1,50", "4,-1,51", "which proposals.csv does not hold"),
        ("comments.csv", "4,-1,50", "1,-1,50", "same id as line 2"),
        ("comments.csv", "4,-1,50", ",-1,50", "id (column id) is empty"),
    ],
)
def test_a_bad_row_stops_both_files(db, folder, capsys, monkeypatch, file, old, new, cause):  # noqa: PLR0917
    monkeypatch.setenv("COLUMNS", "300")
    path = folder / file
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import", "decide-madrid", str(folder))
    assert cause in " ".join(capsys.readouterr().out.split())
    assert not Proposal.objects.exists()
    assert not Argument.objects.exists()


@pytest.mark.parametrize("missing", ["proposals.csv", "comments.csv"])
def test_a_missing_file_is_named(db, folder, missing):
    (folder / missing).unlink()
    with pytest.raises(CommandError, match=f"{missing}: there is no such file"):
        load(folder)


def test_a_file_in_place_of_the_folder_is_named(db, folder):
    with pytest.raises(CommandError, match="not a folder"):
        load(folder / "proposals.csv")


def test_a_bad_proposal_left_out_takes_its_comments_along(db, folder):
    path = folder / "proposals.csv"
    path.write_text(path.read_text().replace("6560", "many"))
    load(folder, "--skip-bad")
    assert Proposal.objects.get().source_id == "50"
    assert Argument.objects.get().source_id == "4"


@pytest.fixture
def madrid(db):
    if not REAL.is_dir():
        pytest.skip(f"The real proposals of Decide Madrid are not here; put the folder at {REAL} to run this test.")
    return REAL


@pytest.mark.real
def test_all_of_it_comes_in_quickly_and_twice_is_once(madrid):
    begun = time.monotonic()
    assert "created │ 5,713" in load(madrid)
    assert time.monotonic() - begun < 60  # a guard against row by row, not a promise
    assert (Proposal.objects.count(), Argument.objects.count()) == (80, 5633)
    assert Argument.objects.exclude(answers_to=None).count() == 5633 - 2663 - 268
    assert Argument.objects.filter(text="[…]").count() == 62
    assert set(Proposal.objects.values_list("challenge_id", flat=True)) == {
        "connected",
        "sustainable",
        "open",
        "safe",
    }
    for proposal in Proposal.objects.all():
        assert proposal.arguments == Argument.objects.filter(proposal=proposal, hidden=False).count()
        assert proposal.supports == proposal.imported_supports
    assert "unchanged │ 5,713" in load(madrid)


@pytest.mark.real
def test_a_spoilt_copy_loads_nothing(madrid, tmp_path):
    for name in ("proposals.csv", "comments.csv"):
        shutil.copyfile(madrid / name, tmp_path / name)
    with (tmp_path / "comments.csv").open("a") as file:
        file.write("5633,9,-1,7,1,1,,yesterday,now,Hola,0,0,0\n")
    with pytest.raises(CommandError, match="rows refused: 1"):
        load(tmp_path)
    assert not Proposal.objects.exists()
