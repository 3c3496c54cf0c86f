from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from civicloop.ui.queries import with_query, without_query

ASKED = QueryDict("q=bike&place=21004&place=21009&sort=&after=abc")


def test_a_change_keeps_the_rest_and_goes_back_to_the_first_page():
    assert with_query(ASKED, {"sort": "new"}) == "?q=bike&place=21004&place=21009&sort=new"


def test_a_page_keeps_its_place_when_told():
    assert with_query(ASKED, {"after": "xyz"}) == "?q=bike&place=21004&place=21009&after=xyz"


def test_none_removes():
    assert with_query(ASKED, {"place": None}) == "?q=bike"


def test_one_of_several_values_goes():
    assert without_query(ASKED, "place", "21004") == "?q=bike&place=21009"
    assert without_query(ASKED, "place") == "?q=bike"


def test_nothing_left_is_still_an_address():
    assert without_query(QueryDict("q=x"), "q") == "?"


@given(st.dictionaries(st.sampled_from("abc"), st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=3)))
def test_what_is_asked_can_be_read_back(values):
    query = QueryDict(mutable=True)
    for key, items in values.items():
        query.setlist(key, items)
    back = QueryDict(with_query(query, {})[1:])
    assert dict(back.lists()) == dict(query.lists())
