from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from civicloop.core.texts import Text, Texts
from civicloop.ui import icons
from civicloop.ui.templatetags import civic


def show(source, language="en", **context):
    with translation.override(language):
        return engines["django"].from_string(source).render(context, RequestFactory().get("/en/x?q=a&after=z"))


@pytest.mark.parametrize(
    ("value", "html"),
    [("en", ""), ("en-GB", ""), ("nl", ' lang="nl"'), ("ar", ' lang="ar" dir="rtl"'), (None, ""), ("", "")],
)
def test_only_another_language_is_named(value, html):
    assert show("{% lang_attr value %}", value=value) == html
    assert show("{{ value|lang_attr }}", value=value) == html


def test_a_text_names_its_own_language():
    texts = Texts.of(fr="Une", nl="Een")
    assert show("<p{% lang_attr t %}>{{ t }}</p>", "de", t=texts) == '<p lang="fr">Une</p>'
    assert show("<p{{ t|lang_attr }}>{{ t }}</p>", "nl", t=texts) == "<p>Een</p>"
    assert show("{{ t|lang_attr }}", t=Text("fr", "Une")) == ' lang="fr"'


def test_a_language_code_cannot_carry_markup():
    assert "<" not in show("{{ value|lang_attr }}", value='x"><script>')


@pytest.mark.parametrize(
    "texts", [Texts.of(fr="Une", nl="Een"), {"fr": "Une", "nl": "Een"}, Texts.of(fr="Une", nl="Een").to_json()]
)
def test_the_text_for_this_reader(texts):
    assert show("{{ t|localize }}", "nl", t=texts) == "Een"
    assert show("{{ t|localize }}", "en", t=texts) == "Une"


@pytest.mark.parametrize("nothing", [None, "", {}])
def test_no_text_is_no_words(nothing):
    assert show("{{ t|localize }}", t=nothing) == ""


def test_dates_can_be_read_by_machines():
    moment = datetime(2026, 3, 12, 13, 5, tzinfo=UTC)
    assert show("{{ t|long_date }}", t=moment) == '<time datetime="2026-03-12">12 March 2026</time>'
    assert show("{{ t|short_date }}", t=date(2026, 3, 12)) == '<time datetime="2026-03-12">12 Mar 2026</time>'
    assert (
        show("{{ t|date_and_time }}", t=moment)
        == '<time datetime="2026-03-12T13:05:00+00:00">12 March 2026, 14:05</time>'
    )


@pytest.mark.parametrize(
    "name", ["long_date", "short_date", "date_and_time", "relative_date", "ago", "number", "percent"]
)
def test_nothing_is_written_as_nothing(name):
    assert show(f"{{{{ t|{name} }}}}", t=None) == ""


def test_zero_is_a_number():
    assert show("{{ t|number }} {{ t|percent }}", t=0) == "0 0%"


@pytest.mark.parametrize(
    ("name", "letters"), [("Amina El Khatib", "AK"), ("zoé", "Z"), ("", "?"), ("(a) – Bo", "B"), ("王 伟", "王伟")]
)
def test_initials(name, letters):
    assert civic.initials(name) == letters


def test_queries_come_from_the_page():
    assert show('{% with_query sort="new" %}') == "?q=a&amp;sort=new"
    assert show('{% without_query "q" %}') == "?"


def test_icons_are_hidden_from_screen_readers_and_the_unknown_are_refused():
    for name in icons.PATHS:
        assert 'aria-hidden="true"' in icons.icon(name)
    with pytest.raises(KeyError, match="There is no icon"):
        icons.icon("unicorn")


def test_the_mark_has_an_arc_per_challenge():
    assert show("{% site_mark %}").count("<path") == 4


def test_words_are_cleaned_and_cut():
    assert show("{{ t|markdown }}", t="**a** <b>c</b>") == "<p><strong>a</strong> &lt;b&gt;c&lt;/b&gt;</p>"
    assert show("{{ t|excerpt:9 }}", t="<b>one</b> two") == "&lt;b&gt;one&lt;/…"
