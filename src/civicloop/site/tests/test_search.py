"""One search for everything."""

import pytest

pytestmark = pytest.mark.django_db


def search(client, words):
    return client.get("/en/search", {"q": words}).content.decode()


def test_without_words_it_says_how(client):
    page = client.get("/en/search").content.decode()
    assert "How to search" in page
    assert "Nothing found" not in page


def test_it_finds_each_kind_by_its_group(client, make_proposal):
    make_proposal(title="Des écoles ouvertes à Ixelles", language="fr", text="Ouvrir les écoles le soir.")
    page = search(client, "ixelles")
    assert "Des écoles ouvertes" in page
    assert 'id="found-places"' in page
    assert 'href="/en/places/ixelles"' in page
    assert 'id="found-bodies"' in page
    assert 'id="found-challenges"' not in page
    assert "Show the whole list" in page
    assert 'href="/en/challenges/safe"' in search(client, "safe region")


@pytest.mark.parametrize("words", ["elsene", "ELSENE", "saint-gilles", "Sint Gillis", "etterbeek ette"])
def test_names_are_found_in_any_language_and_spelling(client, words):
    assert 'id="found-places"' in search(client, words)


def test_all_words_must_stand_in_one_language(client):
    assert "Nothing found" in search(client, "ixelles elsene")


def test_nothing_found_helps_on(client, make_proposal):
    make_proposal()
    page = search(client, "unfindable")
    assert "Nothing found" in page
    assert "Look through all proposals" in page


def test_words_are_escaped(client):
    assert "<b>x" not in search(client, "<b>x</b>")


def test_hidden_proposals_are_not_found(client, make_proposal):
    make_proposal(title="Unspeakable nonsense", hidden=True)
    assert "Unspeakable" not in search(client, "nonsense").replace('value="', "")


def test_three_people_find_the_same(client, as_person, make_person, make_proposal):
    author = make_person("author")
    make_proposal(author, title="A fountain of lemonade")
    for browser in (client, as_person(author), as_person(make_person("other"))):
        assert "A fountain of lemonade" in search(browser, "fountain")


def test_it_costs_little(client, make_proposal):
    for _ in range(9):
        make_proposal()
    search(client, "trees")
    client.query_limit = 8
    assert "Show the whole list" in search(client, "trees")
