import html5lib
from hypothesis import example, given
from hypothesis import strategies as st

from civicloop.ui import markdown

HOSTILE = st.text(st.sampled_from("<>\"'`*_[]()!#&;:/\\\n -aehijlnoprstvx0.\x00\u202e"), max_size=120)


def _elements(html: str) -> list:
    return [
        element
        for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter()
        if element.tag != "DOCUMENT_FRAGMENT"
    ]


@given(HOSTILE)
@example("<script>alert(1)</script>")
@example("[x](javascript:alert(1))")
@example('[x](https://e.org "onclick=alert(1)")')
@example("<a href=https://e.org onclick=x>y</a>")
@example("<http://e.org/\"onmouseover='x'>")
def test_nothing_but_harmless_elements_comes_out(text):
    for links in (True, False):
        for element in _elements(markdown.render(text, links=links)):
            assert element.tag in markdown.TAGS
            assert not any(name.startswith("on") or name == "style" for name in element.attrib)
            if element.tag == "a":
                assert element.attrib["rel"] == markdown.REL
                assert (
                    element.attrib["href"].startswith(("http:", "https:", "mailto:", "/", "#"))
                    or ":" not in element.attrib["href"]
                )


@given(HOSTILE)
@example("[words](https://e.org)")
def test_plain_links_hold_no_link(text):
    assert not [element for element in _elements(markdown.render(text, links=False)) if element.tag == "a"]


def test_plain_links_show_words_and_address():
    assert markdown.render("[here](https://e.org/a)", links=False) == "<p>here (https://e.org/a)</p>"
    assert markdown.render("<https://e.org/a>", links=False) == "<p>https://e.org/a</p>"


def test_pictures_become_their_words():
    assert markdown.render("a ![a tree](https://e.org/tree.png) b") == "<p>a a tree b</p>"


def test_headings_never_outrank_the_page():
    assert markdown.render("# One\n\n###### Six") == "<h3>One</h3>\n<h6>Six</h6>"


def test_a_line_end_is_a_line_end():
    assert "<br>" in markdown.render("one\ntwo")


def test_an_excerpt_is_plain_words():
    text = "# Cool **yards**\n\n- [trees](https://e.org)\n- `water`\n\n> and _shade_ for snake_case_names"
    assert markdown.excerpt(text) == "Cool yards trees water and shade for snake_case_names"


@given(st.text(max_size=400), st.integers(5, 200))
def test_an_excerpt_is_never_longer_than_asked(text, length):
    assert len(markdown.excerpt(text, length)) <= length


def test_an_excerpt_cuts_between_words():
    assert markdown.excerpt("one two three four", 12) == "one two…"
