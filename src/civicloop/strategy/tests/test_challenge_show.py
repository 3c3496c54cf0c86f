import pytest
from django.http import HttpRequest

from civicloop.core.region import pack
from civicloop.strategy import sections
from civicloop.strategy.models import Challenge
from civicloop.strategy.sections import Section

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("challenge", pack().challenges, ids=lambda challenge: challenge.slug)
def test_a_challenge_shows_its_words_colour_and_objectives(client, challenge):
    page = client.get(f"/en/challenges/{challenge.slug}").text
    assert f'data-color="{challenge.color}"' in page
    assert challenge.summary["en"].text in page
    assert challenge.description["en"].text in page
    for objective in pack().objectives:
        assert (objective.name["en"].text in page) == (objective.challenge == challenge.slug)


def test_an_objective_says_by_when_for_which_aims_and_that_it_is_an_example(client):
    objective = pack().objectives[0]
    page = client.get(f"/en/challenges/{objective.challenge}").text
    assert f"by {objective.horizon}" in page
    assert f'href="/en/aims/{objective.aims[0]}"' in page
    assert "Example" in page


def test_higher_rooms_add_sections_in_their_order(client, monkeypatch):
    monkeypatch.setattr(sections._challenge_sections, "_providers", [])
    seen = []

    def provider(name):
        def give(challenge: Challenge, request: HttpRequest) -> Section | None:
            seen.append((name, challenge.slug, request.path))
            return None

        return give

    sections.register(20, provider("second"))
    sections.register(10, provider("first"))
    client.get("/en/challenges/open")
    assert seen == [("first", "open", "/en/challenges/open"), ("second", "open", "/en/challenges/open")]


@pytest.mark.parametrize("slug", ["nothing", "x" * 500, "%00", "<b>", "🌳"])
def test_there_is_nothing_at_an_unknown_challenge(client, slug):
    assert client.get(f"/en/challenges/{slug}").status_code == 404
