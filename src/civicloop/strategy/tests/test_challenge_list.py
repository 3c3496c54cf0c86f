import pytest

from civicloop.core.region import pack

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", pack().interface_languages)
def test_challenges_and_aims_stand_there_with_their_colours(client, language):
    response = client.get(f"/{language}/challenges")
    assert not response.cookies
    for challenge in pack().challenges:
        assert challenge.name[language].text.replace("'", "&#x27;") in response.text
        assert f'href="/{language}/challenges/{challenge.slug}"' in response.text
        assert f'data-color="{challenge.color}"' in response.text
    for aim in pack().aims:
        assert f'href="/{language}/aims/{aim.slug}"' in response.text


def test_each_challenge_says_how_many_objectives_it_has(client):
    page = client.get("/en/challenges").text
    for challenge in pack().challenges:
        number = sum(objective.challenge == challenge.slug for objective in pack().objectives)
        assert f"{number} objectives" in page


def test_the_list_may_only_be_read(client):
    assert client.post("/en/challenges").status_code == 405
