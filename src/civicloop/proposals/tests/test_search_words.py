"""Search finds words in every language of the region, whatever their endings and accents, and survives any input."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from civicloop.proposals.filters import ProposalFilter, Sort, parse
from civicloop.proposals.models import Proposal
from civicloop.proposals.models.question import words_query

pytestmark = pytest.mark.django_db


def found(words, **more):
    return [row.pk for row in Proposal.objects.page(ProposalFilter(q=words, **more)).rows]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("fr", "Des cours d’école plus vertes pour toutes les écoles", "ecole"),
        ("fr", "Des cours pour toutes les écoles", "école"),
        ("fr", "Une place bien aménagée pour les enfants", "amenage"),
        ("fr", "Un aménagement de la place", "aménagement"),
        ("fr", "Un aménagement de la place", "amenagements"),
        ("fr", "L’œuvre de la commune", "oeuvre"),
        ("fr", "Moins de bruit la nuit", "BRUIT"),
        ("nl", "Meer fietspaden in de wijk", "fietspad"),
        ("nl", "Een fietspad in de wijk", "fietspaden"),
        ("nl", "Bomen langs de straten", "boom straat"),
        ("nl", "Eén coördinator voor alle wijken", "coordinator"),
        ("de", "Mehr Bäume für die Straßen", "baum strasse"),
        ("de", "Mehr Bäume für die Straßen", "Straße"),
        ("en", "Safer crossings near schools", "crossing school"),
        ("en", "Children cycle to school", "cycling"),
        ("es", "Más árboles en las plazas", "arbol plaza"),
        ("pt", "Mais estações de bicicleta", "estacoes"),
        ("it", "Più alberi nelle strade", "albero"),
        ("fr", "Une friterie à Flagey", "flagey"),
    ],
)
def test_words_are_found_in_their_language(make_proposal, language, text, words):
    proposal = make_proposal(language=language, title="Titel – titre – title", text=text)
    make_proposal(language=language, title="Titel – titre – title", text="zzz qqq")
    assert found(words) == [proposal.pk]


def test_title_counts_as_well_as_text(make_proposal):
    proposal = make_proposal(title="A shelter at the tram stop")
    assert found("shelters") == [proposal.pk]


def test_all_words_are_wanted_and_operators_work(make_proposal):
    park = make_proposal(title="Green corner", text="A park with old trees")
    parking = make_proposal(title="Green corner", text="A park with a garage")
    assert found("park") == [parking.pk, park.pk]
    assert found("park trees") == [park.pk]
    assert found("park -garage") == [park.pk]
    assert found("trees or garage") == [parking.pk, park.pk]
    assert found('"old trees"') == [park.pk]
    assert found('"trees old"') == []
    assert found('park -"old trees"') == [parking.pk]


def test_a_word_with_minus_stays_out_in_every_language(make_proposal):
    """French cuts “écoles” to another stem than Dutch does; neither branch may let it through."""
    make_proposal(language="fr", title="Le square", text="Un square pour les écoles")
    other = make_proposal(language="fr", title="Le square", text="Un square pour tous")
    assert found("square -écoles") == [other.pk]
    assert found("square -ecoles") == [other.pk]


def test_marks_cannot_be_typed(make_proposal):
    make_proposal(language="fr")
    assert found("#language:fr") == []
    assert "#language" not in words_query("#language:fr '#language:fr'")


def test_words_that_stand_everywhere_are_left_out_with_a_notice(client, make_proposal):
    proposal = make_proposal(language="fr")
    response = client.get("/en/proposals", {"q": "!!! ???"})
    assert "so we searched without it" in response.content.decode()
    assert proposal.title in response.content.decode()


HOSTILE = ["'", '"', "&|!<->:*()", "a & ", "\\", "'\\''", "((((", "!" * 99, "a:*B", "<->", "-", "--", '-"', "or",
           "\x00", "a\x00b", "\ud800", "💥", "ﷺ" * 40, "x" * 5000, "%s %(a)s %", "'); DROP TABLE x; --", "{}", "&lt;",
           "http://a.be/’x#language:fr?q='", "/x/’y", "a@b.c’d", "-’", "’’’", "ß" * 100, "0x1e-9", "1.2.3.4:80/’",
           "or or or"]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("address", ["proposals", "proposals/map", "proposals/feed", "proposals/points", "search"])
def test_hostile_words_find_nothing_or_something_but_never_fail(client, make_proposal, words, address):
    make_proposal()
    query = urlencode({"q": words}, errors="surrogatepass")
    assert client.get(f"/en/{address}?{query}").status_code == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60), st.sampled_from(Sort))
@example("a’b://c’d", Sort.NEW)
def test_any_text_can_be_searched_for(make_proposal, words, sort):
    wanted = parse(QueryDict(f"sort={sort}")).filter.changed(q=words)
    assert isinstance(Proposal.objects.page(wanted).rows, list)
    with connection.cursor() as cursor:
        cursor.execute('SELECT civic_query(%s, \'["fr", "nl"]\')', [words])
