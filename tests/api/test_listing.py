"""The list of proposals: the list page's questions, every match once, mistakes named."""

from datetime import timedelta

import pytest

from civicloop.core import clock

SORTS = {
    "new": lambda one: -one["number"],
    "supported": lambda one: (-one["supports"], -one["number"]),
    "argued": lambda one: (-one["arguments"], -one["number"]),
    "attention": lambda one: (one["supports"] + one["arguments"], one["number"]),
}


@pytest.fixture
def proposals(make_proposal):
    for number in range(57):
        make_proposal(
            title=f"Proposal number {number} about {['trees', 'buses', 'data'][number % 3]}",
            fingerprint=str(number),
            challenge_id=["connected", "sustainable", "open", "safe"][number % 4],
            place_id=["21001", "21004", "04000"][number % 3],
            language=["en", "fr"][number % 2],
            state=["open", "archived", "withdrawn"][number // 3 % 3],
            aims=[[], ["inclusion"]][number % 2],
            supports=number * 7 % 11,
            arguments=number * 5 % 7,
            hidden=number % 10 == 9,
            published_at=clock.now() - timedelta(days=number * 2),
        )


@pytest.fixture
def ask(client, proposals):
    def walk(query: str, limit: int = 100) -> list[dict]:
        found, url = [], f"/api/v1/proposals?limit={limit}&{query}"
        while url:
            page = client.get(url).json()
            assert len(page["items"]) <= limit
            found += page["items"]
            url = page["next"]
        return found

    return walk


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 7, 20, 21, 45, 100])
def test_pages_show_everything_once_in_order(ask, sort, limit):
    from civicloop.proposals.models import Proposal

    states = ["open"] if sort == "attention" else ["open", "archived"]
    found = ask(f"sort={sort}", limit)
    expected = Proposal.objects.filter(hidden=False, state__in=states).values_list("pk", flat=True)
    assert [one["number"] for one in found] == [one["number"] for one in sorted(found, key=SORTS[sort])]
    assert sorted(one["number"] for one in found) == sorted(expected)


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("challenge=safe", "challenge", "safe"),
        ("place=21004", "place", "21004"),
        ("language=fr", "language", "fr"),
        ("state=withdrawn", "state", "withdrawn"),
        ("aim=inclusion", "aims", ["inclusion"]),
    ],
)
def test_filters(ask, query, field, value):
    found = ask(query)
    assert found
    assert all(one[field] == value for one in found)


def test_words_and_dates(ask):
    assert {one["title"].split()[-1] for one in ask("q=data")} == {"data"}
    day = (clock.now() - timedelta(days=9)).date()
    recent = ask(f"from={day}")
    assert recent
    assert len(recent) < len(ask(""))
    assert len(recent) + len(ask(f"to={day - timedelta(days=1)}")) == len(ask(""))
    assert ask("period=week")


def test_empty_parameters_ask_nothing(ask):
    assert ask("q=&challenge=&aim=&place=&state=&language=&period=&from=&to=&sort=&after=") == ask("")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("challenge=none", "challenge"),
        ("aim=none", "aim"),
        ("place=99999", "place"),
        ("language=xx", "language"),
        ("state=lost", "state"),
        ("period=decade", "period"),
        ("sort=best", "sort"),
        ("from=yesterday", "from"),
        ("to=2026-02-30", "to"),
        ("from=2026-03-01&to=2026-02-01", "to"),
        ("period=week&from=2026-03-01", "period"),
        ("q=" + "x" * 121, "q"),
        ("q=%00", "q"),
        ("after=AAAA", "after"),
        ("limit=101", "limit"),
        ("from=0001-01-01", "query"),
    ],
)
def test_a_mistake_is_named(client, db, query, field):
    response = client.get(f"/api/v1/proposals?{query}", headers={"accept-language": "en"})
    assert response.status_code == 422
    error = response.json()["errors"][0]
    assert error["field"] == field
    assert error["message"]


def test_one_page_costs_few_queries(client, proposals, django_assert_max_num_queries):
    client.get("/api/v1/proposals")
    with django_assert_max_num_queries(8):
        client.get("/api/v1/proposals?limit=100")
