import pytest

from civicloop.core.region import pack

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("aim", pack().aims, ids=lambda aim: aim.slug)
def test_an_aim_shows_its_words_and_the_objectives_that_serve_it(client, aim):
    page = client.get(f"/en/aims/{aim.slug}").text
    assert aim.description["en"].text in page
    for objective in pack().objectives:
        assert (objective.name["en"].text in page) == (aim.slug in objective.aims)


def test_there_is_nothing_at_an_unknown_aim(client):
    assert client.get("/en/aims/nothing").status_code == 404
