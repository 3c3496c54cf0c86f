from pathlib import Path

import pytest

from civicloop.core.region import pack
from civicloop.ui import style_guide

TEMPLATES = Path(__file__).parents[1] / "templates" / "ui"
# What frames pages rather than standing on one.
FRAME = {"base.html", "error.html", "style_guide.html", "frame_head.html", "frame_footer.html", "account_menu.html"}


@pytest.mark.parametrize("language", pack().interface_languages)
def test_every_component_can_be_drawn_in_every_language(db, client, language):
    page = client.get(f"/{language}/style-guide")
    assert page.status_code == 200
    assert page.content.count(b"<section") >= len(style_guide.sections())
    assert not page.cookies


def test_no_component_is_missing_from_the_guide():
    shown = {example.template for section in style_guide.sections() for example in section.examples}
    inside = "".join((TEMPLATES.parent / name).read_text() for name in shown)
    inside += "".join(
        str(example.context.values()) for section in style_guide.sections() for example in section.examples
    )
    for file in TEMPLATES.glob("*.html"):
        name = f"ui/{file.name}"
        drawn = name in shown or name in inside or file.name in {"form_errors.html", "messages.html"}
        assert drawn or file.name in FRAME, f"{name} stands in no example of the style guide"


def test_the_guide_says_when_to_use_what():
    for section in style_guide.sections():
        assert section.when.endswith((".", "html."))
        assert section.examples
