import pytest
from django.urls import reverse
from django.utils import translation

from civicloop.core.region import pack
from civicloop.ui import frame, nav


@pytest.fixture
def own_nav(monkeypatch):
    for name in ("_main", "_footer", "_account", "_staff"):
        monkeypatch.setattr(nav, name, {})
    nav.frame.cache_clear()
    frame.footer.cache_clear()
    yield
    nav.frame.cache_clear()
    frame.footer.cache_clear()


@pytest.mark.parametrize("language", pack().interface_languages)
def test_everything_the_rooms_registered_leads_somewhere(language):
    with translation.override(language):
        for entry in nav.entries():
            assert entry.url or reverse(entry.url_name).startswith("/")
            assert str(entry.label)


def test_entries_stand_in_their_order(own_nav):
    nav.register(20, "ui:style-guide", "Second")
    nav.register(10, "people:rules-show", "First")
    with translation.override("fr"):
        assert [link.label for link in nav.main_links("/fr/")] == ["First", "Second"]


def test_the_section_that_holds_the_page_is_current(own_nav):
    nav.register(1, "people:rules-show", "Rules")
    nav.register(2, "ui:style-guide", "Guide")
    with translation.override("en"):
        current = {
            path: [link.label for link in nav.main_links(path) if link.current]
            for path in ("/en/rules/x", "/en/rulesx")
        }
    assert current == {"/en/rules/x": ["Rules"], "/en/rulesx": []}


def test_a_dead_entry_does_not_take_the_page_down(own_nav, caplog):
    nav.register(1, "nobody:there", "Nowhere")
    with translation.override("en"):
        assert nav.main_links("/en/") == []
    assert "nobody:there" in caplog.text


def test_the_footer_has_columns_and_fixed_addresses(own_nav):
    nav.register_footer(1, "ui:style-guide", "Guide")
    nav.register_footer(2, "", "Source code", group=nav.FooterGroup.DATA, url="https://example.org/code")
    with translation.override("nl"):
        html = frame.footer("nl")
    assert 'href="/nl/style-guide"' in html
    assert 'href="https://example.org/code"' in html
    assert html.count("<h2") == 2
