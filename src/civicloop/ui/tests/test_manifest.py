from civicloop.core.region import pack


def test_the_manifest_names_the_region_in_the_language_asked(db, client):
    answer = client.get("/manifest.webmanifest?lang=nl")
    assert answer["Content-Type"] == "application/manifest+json"
    document = answer.json()
    assert document["name"] == str(pack().name["nl"])
    assert document["start_url"] == "/nl/"
    assert {icon["purpose"] for icon in document["icons"]} == {"any", "maskable"}


def test_an_unknown_language_gets_the_first_official_one(db, client):
    assert client.get("/manifest.webmanifest?lang=xx%00").json()["lang"] == pack().interface_languages[0]


def test_only_reading_is_possible(db, client):
    assert client.post("/manifest.webmanifest").status_code == 405
