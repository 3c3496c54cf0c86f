"""The guide's entries on the loop: where things stand, challenges, figures, for and against."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from civicloop.core import clock
from civicloop.core.region import pack
from civicloop.ui.style_guide.entry import Example, Section, section


def entries() -> list[Section]:
    """Return the patterns of the loop."""
    now = clock.now()
    steps: list[dict[str, Any]] = [
        {"label": _("Proposed"), "state": "done", "at": now - timedelta(days=90)},
        {"label": _("Supported"), "state": "done", "note": _("312 supports")},
        {"label": _("Under study"), "state": "current", "note": str(pack().municipalities[0].name)},
        {"label": _("Project"), "state": "next"},
        {"label": _("Measured result"), "state": "next"},
    ]
    challenges = pack().challenges
    cards = [
        {
            "title": _("Cool school yards, open to the neighbourhood at the weekend"),
            "text": _("In summer our school yards pass 40 °C while the neighbourhood has no park."),
            "url": "#loop-card",
            "color": challenge.color,
            "challenge": challenge.name,
            "step": step,
            "state": steps[step - 1]["label"],
            "facts": [_("312 supports"), str(pack().municipalities[step].name)],
        }
        for step, challenge in enumerate(challenges, 1)
    ]
    figures = [
        {"value": 1284, "label": _("proposals"), "url": "#figures"},
        {"value": 2, "label": _("votes open now")},
        {"value": 417, "label": _("projects under way")},
        {"value": 38, "label": _("measured results")},
    ]
    argument = {
        "text": _("Oasis yards in Paris brought the afternoon down by 1 to 3 °C."),
        "note": _("Helpful to 86 people"),
    }
    columns = [
        {"side": "for", "label": _("For"), "count": 24, "arguments": [argument, argument]},
        {"side": "against", "label": _("Against"), "count": 17, "arguments": [argument]},
    ]
    return [
        section(
            "loop-bar",
            _("Loop bar"),
            _("Where something stands, on its own page."),
            Example("ui/loop_bar.html", {"steps": steps}),
        ),
        section(
            "loop-card",
            _("Loop card"),
            _("The same in a list: one card, one link, where it stands."),
            Example("ui/examples/cards.html", {"cards": cards, "template": "ui/loop_card.html"}),
        ),
        section(
            "challenge-card",
            _("Challenge card"),
            _("The way to everything that belongs to a challenge."),
            Example(
                "ui/examples/challenges.html", {"challenges": challenges, "facts": [_("9 indicators"), _("6 on track")]}
            ),
        ),
        section(
            "tag",
            _("Tag"),
            _("Names what something belongs to."),
            Example("ui/examples/tags.html", {"challenges": challenges, "plain": _("Sample")}),
        ),
        section(
            "figures",
            _("Figures"),
            _("Numbers that lead somewhere, in a row."),
            Example("ui/figures.html", {"figures": figures}),
        ),
        section(
            "statistic",
            _("Statistic"),
            _("One number that matters on this page."),
            Example(
                "ui/statistic.html",
                {
                    "value": 312,
                    "label": _("people support this proposal"),
                    "note": _("An official answer is due at 100."),
                },
            ),
        ),
        section(
            "procon",
            _("For and against"),
            _("Arguments side by side, best first; below each other on a phone."),
            Example("ui/procon.html", {"columns": columns}),
        ),
    ]
