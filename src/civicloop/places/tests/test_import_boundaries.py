import json
from io import StringIO

import pytest
import shapely
from django.core.management import call_command
from django.core.management.base import CommandError
from shapely.geometry import shape

from civicloop.core.models import AuditEntry
from civicloop.places.locate import place_at
from civicloop.places.models import Boundary
from civicloop.places.tests.conftest import square

pytestmark = pytest.mark.django_db


def run(file, *words):
    out = StringIO()
    call_command("import", "places", str(file), *words, stdout=out)
    return out.getvalue()


def refusal(file):
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import", "places", str(file), stdout=out)
    assert not Boundary.objects.exists()
    return " ".join((out.getvalue() + str(error.value)).replace("│", " ").split())


def counts(text):
    words = ("created", "updated", "unchanged", "skipped", "refused")
    lines = text.splitlines()
    return {word: int(next(line for line in lines if word in line).split("│")[2]) for word in words}


def bytes_of(field):
    rows = Boundary.objects.filter(place__kind="municipality").values_list(field, flat=True)
    return sum(len(json.dumps(row, separators=(",", ":"))) for row in rows)


@pytest.mark.real
def test_the_real_municipalities_of_the_statistical_office(real_file):
    file = real_file("statbel_brussels_19_municipalities.geojson")
    assert counts(run(file, "--source", "Statbel")) == {
        "created": 19, "updated": 0, "unchanged": 0, "skipped": 0, "refused": 0,
    }  # fmt: skip
    assert set(Boundary.objects.values_list("source", flat=True)) == {"Statbel"}
    assert bytes_of("outline") <= 40_000
    outlines = [shape(one) for one in Boundary.objects.values_list("outline", flat=True)]
    assert all(one.is_valid for one in outlines)
    assert shapely.coverage_is_valid(outlines)
    assert place_at(4.3525, 50.8467).code == "21004"  # the Grand-Place
    assert place_at(4.3660, 50.8270).code == "21009"  # Place Flagey lies in Ixelles
    assert place_at(4.7, 50.88) is None  # Leuven


@pytest.mark.real
def test_a_second_import_changes_nothing(real_file):
    file = real_file("statbel_brussels_19_municipalities.geojson")
    run(file)
    audited = AuditEntry.objects.count()
    assert counts(run(file))["unchanged"] == 19
    assert AuditEntry.objects.count() == audited


@pytest.mark.real
def test_the_coarse_file_with_other_codes_and_a_collection(real_file):
    assert counts(run(real_file("brussels_19_municipalities.geojson")))["created"] == 19
    assert place_at(4.307, 50.836).code == "21001"  # Place de la Vaillance lies in Anderlecht


@pytest.mark.real
def test_the_coarse_file_by_name_alone(real_file, write):
    data = json.loads(real_file("brussels_19_municipalities.geojson").read_text())
    for feature in data["features"]:
        feature["properties"] = {"name": feature["properties"]["name"]}
    assert counts(run(write(data["features"])))["created"] == 19
    assert Boundary.objects.count() == 19


@pytest.mark.real
def test_the_outline_of_the_region(real_file):
    assert counts(run(real_file("brussels_boundary.geojson")))["created"] == 1
    assert Boundary.objects.get().place_id == "04000"
    assert place_at(4.3525, 50.8467).kind == "region"


@pytest.mark.real
def test_longitude_and_latitude_in_the_wrong_order_are_noticed_when_borders_are_known(real_file, write):
    run(real_file("brussels_boundary.geojson"))
    with pytest.raises(CommandError, match="longitude comes before latitude"):
        run(write([square("21009", x=50.8, y=4.3)]))
    assert Boundary.objects.count() == 1


def test_new_borders_take_the_place_of_old_ones_and_are_audited(write):
    run(write([square("21009")]))
    assert counts(run(write([square("21009", size=0.03)])))["updated"] == 1
    assert AuditEntry.objects.filter(action="boundary-import", object_id="21009").count() == 2


def test_a_dry_run_changes_nothing(write):
    assert "dry run" in run(write([square("21009")]), "--dry-run")
    assert not Boundary.objects.exists()


def test_the_files_own_word_about_its_source_is_kept(write):
    run(write([square("21009")], attribution="Land Survey"))
    assert Boundary.objects.get().source == "Land Survey"


def test_one_bad_feature_refuses_the_whole_file_and_each_is_told(write):
    text = refusal(
        write(
            [
                square("21009"),
                square("99999", 4.4, name="Gent"),
                square("21004", 4.5) | {"geometry": None},
                square("21009", 4.6),
            ]
        )
    )
    assert "feature 2 (Gent)" in text
    assert "No place of this region has this code or name" in text
    assert "feature 3" in text
    assert "Export it with its borders" in text
    assert "feature 4" in text
    assert "It is the same place as feature 1 (21009)" in text
    assert "rows refused: 3. Nothing was imported" in text


def lambert(feature):
    return square("21009", x=149_000, y=170_000, size=500)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: this is not JSON"),
        (b"code;name\n1;2", "line 1: this is not JSON"),
        (b"\xff\xfe\x00", "byte 0: the text is not UTF-8"),
        (b"[1, 2]", "this is list, not a GeoJSON FeatureCollection"),
        (b"null", "not a GeoJSON FeatureCollection"),
        (b'{"type": "Feature"}', "this is Feature, not a GeoJSON FeatureCollection"),
        (b'{"type": "Topology"}', "this is TopoJSON"),
        (b'{"type": "FeatureCollection"}', "not a GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "there is no feature in the file"),
        (b'{"type": "FeatureCollection", "features": [1]}', "feature 1: this is not a GeoJSON Feature"),
        (b'{"a":' * 100_000, "borders.geojson"),
        (b"[" * 200_000, "nested too deeply"),
        ([{"type": "Feature", "properties": None, "geometry": None}], "no feature names a place of this region"),
        ([square("99999", name="Gent")], "properties read: code, name"),
        ([square("21009", x=149_000, y=170_000, size=500)], "are not degrees of longitude and latitude. Convert"),
        ([square("21009"), square("21004", x=4.31)], "overlap each other"),
        ([{"type": "Feature"}] * 5001, "5,001 features; at most 5,000"),
    ],
)
def test_a_file_that_is_no_use_is_refused_with_cause_and_cure(write, content, words):
    assert words in refusal(write(content))


@pytest.mark.parametrize(
    "crs",
    [
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::31370"}},
        {"type": "name", "properties": None},
        "EPSG:3857",
        {"type": "name"},
    ],
)
def test_another_coordinate_system_is_refused_with_the_command_that_converts(write, crs):
    text = refusal(write([square("21009")], crs=crs))
    assert "the coordinates are in" in text
    assert "ogr2ogr -f GeoJSON -t_srs EPSG:4326" in text


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"])
def test_the_names_of_degrees_are_known(write, name):
    run(write([square("21009")], crs={"type": "name", "properties": {"name": name}}))
    assert Boundary.objects.count() == 1


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "huge.geojson"
    with file.open("wb") as out:
        out.truncate(65 * 2**20)
    assert "at most 64 MB" in refusal(file)


def test_missing_files_and_folders_are_named(tmp_path):
    assert "there is no such file" in refusal(tmp_path / "nowhere.geojson")
    assert "this is a folder" in refusal(tmp_path)


def test_an_unknown_kind_names_the_known_ones():
    with pytest.raises(CommandError, match=r"Nothing imports “planets”. Use one of: .*places"):
        call_command("import", "planets", "x", stdout=StringIO())
