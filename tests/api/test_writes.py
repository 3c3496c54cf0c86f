"""Writes through the API: the pages' own actions, with their own sentences at the field."""

import pytest

from tests.api.speakers import ARGUMENT, PROPOSAL


def test_a_proposal_is_published_as_on_the_page(as_ada, ada):
    from civicloop.core.models import AuditEntry
    from civicloop.proposals.models import Proposal

    response = as_ada.post("proposals", PROPOSAL | {"aims": ["inclusion"], "latitude": 50.84, "longitude": 4.36})
    assert response.status_code == 201
    content = response.json()
    stored = Proposal.objects.get()
    assert stored.author == ada
    assert content["number"] == stored.pk
    assert content["title"] == stored.title == PROPOSAL["title"]
    assert content["language"] == stored.language == "en"
    assert (stored.latitude, stored.longitude, stored.aims) == (50.84, 4.36, ["inclusion"])
    assert response["Location"] == f"/api/v1/proposals/{stored.pk}"
    assert as_ada.client.get(response["Location"]).json() == content
    assert AuditEntry.objects.filter(object_kind="proposal", actor=ada.pk, object_id=str(stored.pk)).exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "short"}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"title": "a\0b" * 10}, "title"),
        ({"title": "a\ud800b" * 10}, "title"),
        ({"title": 7}, "title"),
        ({"title": None}, "title"),
        ({"text": "short"}, "text"),
        ({"text": "x" * 6000}, "text"),
        ({"challenge": "none"}, "challenge"),
        ({"challenge": ""}, "challenge"),
        ({"place": "99999"}, "place"),
        ({"place": "x" * 500}, "place"),
        ({"place": "", "challenge": "safe"}, "place"),
        ({"language": "xx"}, "language"),
        ({"language": "x" * 500}, "language"),
        ({"aims": ["nothing"]}, "aims"),
        ({"aims": "inclusion"}, "aims"),
        ({"aims": ["inclusion"] * 21}, "aims"),
        ({"where": "x" * 201}, "where"),
        ({"latitude": 50.0}, "latitude"),
        ({"latitude": 91, "longitude": 4}, "latitude"),
        ({"latitude": "north", "longitude": 4}, "latitude"),
        ({"latitude": 50, "longitude": 181}, "longitude"),
        ({"number": 7}, "number"),
    ],
)
def test_what_does_not_fit_is_named_at_its_field_and_nothing_is_stored(as_ada, change, field):
    from civicloop.proposals.models import Draft, Proposal

    response = as_ada.post("proposals", PROPOSAL | change)
    assert response.status_code == 422
    problem = response.json()
    assert [error["field"] for error in problem["errors"]] == [field]
    assert problem["errors"][0]["message"]
    assert problem["detail"] == problem["errors"][0]["message"]
    assert not Proposal.objects.exists()
    assert not Draft.objects.exists()


def test_several_missing_fields_are_all_named(as_ada):
    problem = as_ada.post("proposals", {}).json()
    assert [error["field"] for error in problem["errors"]] == ["title", "text", "challenge", "place"]
    assert {error["message"] for error in problem["errors"]} == {"This is missing."}


def test_sentences_are_in_the_language_asked_for(as_ada):
    french = as_ada.post("proposals", {}, **{"accept-language": "fr"})
    assert french["Content-Language"] == "fr"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{", "application/json", 400),
        ("", "application/json", 422),
        ("[]", "application/json", 422),
        ("null", "application/json", 422),
        ('{"title": NaN}', "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ("title=x", "application/x-www-form-urlencoded", 415),
        ("{}", "text/plain", 415),
    ],
)
def test_a_body_that_is_no_json_object_is_a_problem(as_ada, body, content_type, status):
    response = as_ada.client.post("/api/v1/proposals", body, content_type=content_type, headers=as_ada.headers)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"


def test_a_body_beyond_the_limit_is_a_problem(as_ada, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20
    response = as_ada.post("proposals", PROPOSAL | {"text": "x" * 2**21})
    assert response.status_code == 413
    assert "1 MB" in response.json()["detail"]


def test_the_limit_of_open_proposals_holds_here_too(as_ada):
    for number in range(5):
        changed = {"title": f"Shade for bus stop number {number}", "text": PROPOSAL["text"] + f" Number {number}."}
        assert as_ada.post("proposals", PROPOSAL | changed).status_code == 201
    response = as_ada.post("proposals", PROPOSAL)
    assert response.status_code in {409, 429}
    assert "30 days" in response.json()["detail"]


def test_a_second_copy_is_a_conflict(as_ada):
    as_ada.post("proposals", PROPOSAL)
    response = as_ada.post("proposals", PROPOSAL)
    assert response.status_code == 409
    assert response.json()["detail"] == "You have published a proposal with the same words already."


class TestSupport:
    def test_is_added_once_and_taken_back(self, as_bob, ada, make_proposal):
        number = make_proposal(ada).pk
        first = as_bob.post(f"proposals/{number}/support")
        again = as_bob.post(f"proposals/{number}/support")
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json() == again.json() == {"supported": True, "supports": 1}
        for _ in range(2):
            removed = as_bob.send("DELETE", f"proposals/{number}/support")
            assert removed.status_code == 200
            assert removed.json() == {"supported": False, "supports": 0}

    @pytest.mark.parametrize("method", ["POST", "DELETE"])
    @pytest.mark.parametrize("number", [0, 999_999, 2**63, 10**30])
    def test_of_nothing_is_not_found(self, as_bob, method, number):
        assert as_bob.send(method, f"proposals/{number}/support").status_code == 404

    def test_of_a_hidden_proposal_only_its_owner_takes_back(self, as_ada, as_bob, make_proposal):
        from civicloop.proposals.models import Proposal

        number = make_proposal().pk
        as_bob.post(f"proposals/{number}/support")
        Proposal.objects.filter(pk=number).update(hidden=True)
        assert as_ada.post(f"proposals/{number}/support").status_code == 409
        assert as_ada.send("DELETE", f"proposals/{number}/support").status_code == 404
        assert as_bob.send("DELETE", f"proposals/{number}/support").json()["supports"] == 0

    def test_of_a_withdrawn_proposal_says_why_not(self, as_bob, make_proposal):
        response = as_bob.post(f"proposals/{make_proposal(state='withdrawn').pk}/support")
        assert response.status_code == 409
        assert "withdrawn" in response.json()["detail"]


class TestArguments:
    def test_are_given_and_listed(self, as_bob, make_proposal):
        number = make_proposal().pk
        given = as_bob.post(f"proposals/{number}/arguments", ARGUMENT)
        assert given.status_code == 201
        listed = as_bob.client.get(f"/api/v1/proposals/{number}/arguments").json()
        assert listed == {"items": [given.json()], "next": None}
        assert given.json()["author_name"] == "Bob"
        assert as_bob.client.get(f"/api/v1/proposals/{number}").json()["arguments"] == 1

    def test_language_is_guessed(self, as_bob, make_proposal):
        text = "Les personnes âgées ont besoin de cette ombre plus que tous les autres habitants."
        path = f"proposals/{make_proposal().pk}/arguments"
        assert as_bob.post(path, {"side": "for", "text": text}).json()["language"] == "fr"

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"side": "remark"}, "side"),
            ({"side": ""}, "side"),
            ({"text": ""}, "text"),
            ({"text": "x" * 1001}, "text"),
            ({"language": "xx"}, "language"),
        ],
    )
    def test_that_do_not_fit_are_named(self, as_bob, make_proposal, change, field):
        response = as_bob.post(f"proposals/{make_proposal().pk}/arguments", ARGUMENT | change)
        assert response.status_code == 422
        assert response.json()["errors"][0]["field"] == field

    def test_are_marked_by_others_only(self, as_ada, as_bob, make_proposal):
        number = as_bob.post(f"proposals/{make_proposal().pk}/arguments", ARGUMENT).json()["number"]
        for _ in range(2):
            assert as_ada.send("PUT", f"arguments/{number}/helpful").json() == {"marked": True, "helpful": 1}
        assert as_bob.send("PUT", f"arguments/{number}/helpful").status_code == 403
        for _ in range(2):
            assert as_ada.send("DELETE", f"arguments/{number}/helpful").json() == {"marked": False, "helpful": 0}
        assert as_ada.send("DELETE", "arguments/999999/helpful").status_code == 404
        assert as_ada.send("PUT", "arguments/999999/helpful").status_code == 404

    def test_come_in_pages_best_first_side_by_side(self, as_bob, make_proposal):
        from civicloop.proposals.models import Argument

        proposal = make_proposal()
        for number in range(11):
            side = ["for", "against", "remark"][number % 3]
            values = {"side": side, "language": "en", "helpful": number % 4, "fingerprint": str(number)}
            Argument.objects.create(proposal=proposal, text=f"Text {number}", **values)
        values = {"side": "for", "language": "en", "helpful": 9, "fingerprint": "h", "hidden": True}
        Argument.objects.create(proposal=proposal, text="Hidden", **values)
        order = {"for": 0, "against": 1, "remark": 2}
        for limit in (1, 2, 3, 5, 100):
            seen, url = [], f"/api/v1/proposals/{proposal.pk}/arguments?limit={limit}"
            while url:
                page = as_bob.client.get(url).json()
                seen += page["items"]
                url = page["next"]
            keys = [(order[one["side"]], -one["helpful"], one["number"]) for one in seen]
            assert keys == sorted(set(keys))
            assert len(keys) == 11
        against = as_bob.client.get(f"/api/v1/proposals/{proposal.pk}/arguments?side=against&limit=2").json()
        rest = as_bob.client.get(against["next"]).json()
        assert {one["side"] for one in against["items"] + rest["items"]} == {"against"}


def test_hidden_things_are_not_there(as_bob, ada, make_proposal):
    hidden = make_proposal(ada, hidden=True).pk
    assert as_bob.client.get(f"/api/v1/proposals/{hidden}").status_code == 404
    assert as_bob.client.get(f"/api/v1/proposals/{hidden}/arguments").status_code == 404
