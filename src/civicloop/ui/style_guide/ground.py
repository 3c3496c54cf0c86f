"""The guide's entries on what everything stands on: type, colours, layout, icons, numbers."""

from datetime import timedelta

from django.utils.translation import gettext as _

from civicloop.core import clock
from civicloop.core.region import pack
from civicloop.ui import icons
from civicloop.ui.style_guide.entry import Example, Section, section


def entries() -> list[Section]:
    """Return what everything stands on."""
    now = clock.now()
    colors = [challenge.color for challenge in pack().challenges]
    numbers = {"number": 12845, "decimal": 18.3, "share": 0.823, "day": now, "soon": now + timedelta(days=18)}
    return [
        section("type", _("Type"), _("One h1 per page. Short lines, left aligned."), Example("ui/examples/type.html")),
        section(
            "colors",
            _("Colours"),
            _("The region’s own colour for what one can do, a challenge’s colour for what belongs to it."),
            Example("ui/examples/colors.html", {"colors": ["accent", *colors]}, _("Main colours")),
            Example("ui/examples/colors.html", {"colors": ["success", "info", "warning", "danger"]}, _("States")),
        ),
        section(
            "layout",
            _("Layout"),
            _("Compose pages of .stack, .cluster, .grid, .with-sidebar, .narrow and .prose; no page has its own grid."),
            Example("ui/examples/layout.html"),
        ),
        section(
            "icons",
            _("Icons"),
            _("Beside words, never instead of them."),
            Example("ui/examples/icons.html", {"names": list(icons.PATHS)}),
        ),
        section(
            "numbers",
            _("Numbers and dates"),
            _("Always through these filters, so that every language reads its own."),
            Example("ui/examples/numbers.html", numbers | {"earlier": now - timedelta(hours=3)}),
        ),
    ]
