import pytest
from django.utils import translation

from civicloop.core.region import pack
from civicloop.strategy import lists

pytestmark = pytest.mark.django_db


def test_names_are_in_the_readers_language():
    for language in pack().interface_languages:
        with translation.override(language):
            for challenge in pack().challenges:
                assert lists.challenge_name(challenge.slug) == challenge.name[language].text
            for aim in pack().aims:
                assert lists.aim_name(aim.slug) == aim.name[language].text


def test_the_unknown_is_its_own_name_in_the_neutral_colour():
    assert lists.challenge_name("nothing") == lists.aim_name("nothing") == "nothing"
    assert lists.challenge("nothing") is lists.aim("nothing") is None
    assert lists.color("nothing") == "accent"


def test_choices_stand_in_the_regions_order():
    assert [slug for slug, _ in lists.challenge_choices()] == [one.slug for one in pack().challenges]
    assert [slug for slug, _ in lists.aim_choices()] == [one.slug for one in pack().aims]


def test_names_cost_no_query_once_they_are_remembered(django_assert_num_queries):
    lists.challenges()
    with django_assert_num_queries(0):
        for challenge in pack().challenges:
            lists.challenge_name(challenge.slug)
            lists.color(challenge.slug)
