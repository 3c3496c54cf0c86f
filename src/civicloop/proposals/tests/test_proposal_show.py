"""The page of a proposal: for visitors, for its author, for anybody else; small, honest and safe."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from civicloop.core import clock
from civicloop.people.models import User
from civicloop.proposals.actions.argument import add_argument, mark_helpful
from civicloop.proposals.actions.support import add_support
from civicloop.proposals.domain import BEST_ARGUMENTS, Side, State
from civicloop.proposals.models import Addition, Argument, Proposal

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> {{ 7|add:1 }} \u202e 'quoted\" &amp; "
    "[x](javascript:alert(1))"
)


def show(browser, proposal, lang="en"):
    return browser.get(f"/{lang}/proposals/{proposal.pk}")


@pytest.fixture
def busy(make_person, make_proposal):
    """A proposal with 12 arguments a side, remarks, additions and supports."""
    ada, bea = make_person("ada"), make_person("bea")
    proposal = make_proposal(ada)
    for number in range(12):
        for side in Side:
            Argument.objects.create(
                proposal=proposal,
                author=bea if number % 2 else None,
                author_name="" if number % 2 else "Somebody",
                side=side,
                text=f"This is {side} number {number}.",
                language="nl",
                helpful=number,
                imported_helpful=number,
                fingerprint=f"{side}{number}",
            )
    Proposal.objects.filter(pk=proposal.pk).update(arguments=36)
    Addition.objects.create(proposal=proposal, text="And *benches* too.")
    add_support(proposal_number=proposal.pk, by=bea)
    return proposal


def test_a_visitor_reads_everything_and_leaves_no_trace(client, busy):
    with CaptureQueriesContext(connection) as queries:
        page = show(client, busy)
    assert page.status_code == 200
    assert len(queries) <= 5  # three of its own; now and then memory asks whether names have changed
    assert not page.cookies
    assert "Cookie" not in page.headers.get("Vary", "")
    words = page.content.decode()
    assert busy.title in words
    assert "<em>benches</em>" in words
    assert "csrfmiddlewaretoken" not in words
    assert f"/en/proposals/{busy.pk}/support" in words


@pytest.mark.parametrize("name", ["ada", "bea", "eve", "mod"])
def test_the_page_costs_at_most_eight_queries(as_person, make_person, busy, name):
    person = User.objects.filter(email=f"{name}@example.org").first() or make_person(
        name, roles=["moderator"] if name == "mod" else []
    )
    browser = as_person(person)
    show(browser, busy)  # names are read once per process
    with CaptureQueriesContext(connection) as queries:
        assert show(browser, busy).status_code == 200
    assert len(queries) <= 8


def test_the_best_arguments_stand_first_and_the_rest_behind_a_link(client, busy):
    words = show(client, busy).content.decode()
    for side in ("for", "against"):
        shown = [int(number) for number in re.findall(rf"This is {side} number (\d+)\.", words)]
        assert shown == list(range(11, 1, -1))
        assert len(shown) == BEST_ARGUMENTS
    assert f"/en/proposals/{busy.pk}/arguments?side=for" in words
    assert "12 remarks" in words


def test_a_person_sees_their_own_arguments_however_new(as_person, make_person, busy):
    eve = make_person("eve")
    mine = add_argument(
        proposal_number=busy.pk, side=Side.FOR, text="My own reason for the trees.", language="en", by=eve
    )
    words = show(as_person(eve), busy).content.decode()
    assert f'id="argument-{mine.pk}"' in words
    assert "My own reason" not in show(as_person(make_person("gus")), busy).content.decode()


def test_it_speaks_the_language_of_the_words(client, busy):
    words = show(client, busy, "fr").content.decode()
    assert '<html lang="fr"' in words
    assert f'<h1 lang="en">{busy.title}</h1>' in words
    assert 'lang="nl"' in words


def test_the_buttons_fit_the_person(as_person, make_person, busy):
    bea, eve = User.objects.get(email="bea@example.org"), make_person("eve")
    assert "Take my support back" in show(as_person(bea), busy).content.decode()
    words = show(as_person(eve), busy).content.decode()
    assert "Take my support back" not in words
    assert f'action="/en/proposals/{busy.pk}/support"' in words
    assert "Moderate" not in words


def test_only_the_author_is_offered_changes(as_person, make_person, make_proposal):
    ada = make_person("ada")
    proposal = make_proposal(ada)
    assert f"/proposals/{proposal.pk}/edit" in show(as_person(ada), proposal).content.decode()
    assert f"/proposals/{proposal.pk}/edit" not in show(as_person(make_person("eve")), proposal).content.decode()


def test_blocked_people_are_offered_nothing(as_person, make_person, busy):
    blocked = make_person("bob", blocked_at=clock.now(), blocked_reason="Spam.")
    words = show(as_person(blocked), busy).content.decode()
    assert 'action="/en/proposals/' not in words.partition('class="proposal-arguments')[0]
    assert "Add an argument" not in words


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.ARCHIVED])
def test_closed_proposals_say_so_and_offer_nothing(client, as_person, make_person, make_proposal, state):
    proposal = make_proposal(state=state)
    for browser in (client, as_person(make_person("eve"))):
        words = show(browser, proposal).content.decode()
        assert proposal.text in words
        assert "/support" not in words
        assert "noindex" in words
        assert ("has withdrawn" if state == State.WITHDRAWN else "in the archive") in words


def test_samples_and_imports_say_what_they_are(client, make_proposal):
    assert "This is a sample" in show(client, make_proposal(sample=True)).content.decode()
    imported = make_proposal(
        source="Decide Madrid", source_id="7", author_name="Pilar", supports=30, imported_supports=30, language="es"
    )
    words = show(client, imported).content.decode()
    assert "Pilar" in words
    assert "taken over from Decide Madrid" in words
    assert "30 of them were counted where it was first published" in words


def test_hostile_words_stay_words(client, make_person, make_proposal):
    ada = make_person("ada", date_joined=clock.now() - timedelta(days=30))
    proposal = make_proposal(ada, title=HOSTILE[:110], text=f"{HOSTILE}\n\n{HOSTILE}", where=HOSTILE, supports=0)
    Argument.objects.create(proposal=proposal, author=ada, side=Side.FOR, text=HOSTILE, language="en", fingerprint="x")
    words = show(client, proposal).content.decode()  # the client itself fails on inline script and bad HTML
    assert "<script>alert" not in words
    assert "<img src=x" not in words
    assert 'href="javascript:' not in words


def test_links_of_new_accounts_cannot_be_clicked(client, make_person, make_proposal):
    text = "Read [this](https://example.org/shop) and <https://example.org/more> for the whole story."
    ada = make_person("ada")
    proposal = make_proposal(ada, text=text)
    assert 'href="https://example.org' not in show(client, proposal).content.decode()
    User.objects.update(date_joined=clock.now() - timedelta(days=7))
    words = show(client, proposal).content.decode()
    assert words.count('href="https://example.org') == 2
    assert 'rel="nofollow ugc noopener' in words


def test_sharing_needs_no_third_party(client, make_proposal, settings):
    proposal = make_proposal(title="Bancs & ombre : « oui » ?", language="fr")
    words = show(client, proposal).content.decode()
    assert f"{settings.BASE_URL}/en/proposals/{proposal.pk}" in words
    mail = unquote(re.search(r'href="(mailto:[^"]*)"', words)[1].replace("&amp;", "&"))
    assert mail == f"mailto:?subject={proposal.title}&body={settings.BASE_URL}/en/proposals/{proposal.pk}"


def test_the_qr_code_is_a_picture_of_the_address(client, make_proposal):
    answer = client.get(f"/en/proposals/{make_proposal().pk}/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<?xml")
    assert b"<path" in answer.content
    assert not answer.cookies


def test_what_is_not_there_is_not_there(client, make_proposal):
    number = make_proposal().pk + 1
    assert client.get(f"/en/proposals/{number}").status_code == 404
    assert client.get(f"/en/proposals/{10**30}").status_code == 404
    assert client.get("/en/proposals/0").status_code == 404


def test_the_loop_shows_how_far_it_came(client, as_person, make_person, make_proposal):
    proposal = make_proposal()
    words = show(client, proposal).content.decode()
    assert re.search(r'aria-current="step"><strong>Proposed', words)
    add_support(proposal_number=proposal.pk, by=make_person())
    words = show(client, proposal).content.decode()
    assert re.search(r'aria-current="step"><strong>Supported</strong> <small>1 support<', words)


def test_a_mark_shows_only_to_its_owner(client, as_person, make_person, busy):
    argument = Argument.objects.filter(side="for").order_by("-helpful").first()
    eve, gus = make_person("eve"), make_person("gus")
    mark_helpful(argument_id=argument.pk, by=eve)
    assert "Take the mark back" in show(as_person(eve), busy).content.decode()
    for browser in (client, as_person(gus)):
        assert "Take the mark back" not in show(browser, busy).content.decode()


def test_a_kept_page_shows_nothing_personal(client, as_person, make_person, busy, settings):
    from civicloop.core import page_cache

    settings.PAGE_CACHE_SECONDS = 30
    page_cache.clear()
    eve = make_person("eve")
    for _ in range(2):
        mine = show(as_person(eve), busy).content.decode()
        theirs = show(client, busy).content.decode()
        assert "csrfmiddlewaretoken" in mine
        assert "Eve" in mine
        assert "csrfmiddlewaretoken" not in theirs
        assert "Eve" not in theirs
    page_cache.clear()
