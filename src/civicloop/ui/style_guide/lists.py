"""The guide's entries on lists: cards, search, filters, tables, pages."""

from django import forms
from django.utils.translation import gettext as _

from civicloop.core.region import pack
from civicloop.ui.style_guide.entry import Example, Section, section
from civicloop.ui.style_guide.form import GuideForm


def entries() -> list[Section]:
    """Return what lists are made of."""
    places = pack().municipalities[:4]
    rows = [[str(place.name), place.population or 0, place.population_date] for place in places]
    columns = [{"label": _("Place")}, {"label": _("Residents"), "number": True}, {"label": _("Date")}]
    cards = [
        {"title": str(place.name), "url": "#card", "text": _("What people propose here."), "facts": [_("12 proposals")]}
        for place in places[:3]
    ]
    switch = [
        {"label": _("List"), "url": "#view-switch", "icon": "list", "current": True},
        {"label": _("Map"), "url": "#view-switch", "icon": "map"},
    ]
    chips = [{"label": str(place.name), "url": "#chips"} for place in places[:2]]
    return [
        section(
            "card",
            _("Card"),
            _("One thing in a list; its heading’s link covers it."),
            Example("ui/examples/cards.html", {"cards": cards, "template": "ui/card.html"}),
            Example(
                "ui/card.html",
                {"title": _("A tinted card"), "text": _("For one thing that stands out."), "color": "safe"},
            ),
        ),
        section(
            "search",
            _("Search"),
            _("A form that asks with GET: its address can be shared."),
            Example("ui/search_bar.html", {"label": _("Search proposals"), "value": "", "id": "guide-search"}),
        ),
        section(
            "filters",
            _("Filters"),
            _("Above a list; closed until somebody wants them, with the chosen ones as chips."),
            Example("ui/filter_panel.html", {"label": _("Filter"), "form": _filter_form(), "open": True}),
            Example("ui/chips.html", {"chips": chips}, _("Chosen filters")),
        ),
        section(
            "view-switch",
            _("View switch"),
            _("The same set, seen in another way."),
            Example("ui/view_switch.html", {"label": _("View"), "options": switch}),
        ),
        section(
            "table",
            _("Table"),
            _("Numbers to compare; scrolls sideways by itself on a phone."),
            Example("ui/table.html", {"caption": _("Residents by municipality"), "columns": columns, "rows": rows}),
        ),
        section(
            "pagination",
            _("Pages"),
            _("Under a list; by place in the list, not by number, so that nothing is skipped."),
            Example("ui/pagination.html", {"label": _("Pages"), "newer": "#pagination", "older": "#pagination"}),
        ),
        section(
            "avatar",
            _("Avatar"),
            _("Beside a name; two letters, never a picture taken from elsewhere."),
            Example("ui/examples/avatar.html", {"names": ["Amina El Khatib", "Jan Peeters", "Zoé"]}),
        ),
    ]


def _filter_form() -> forms.Form:
    form = GuideForm(auto_id="filter_%s")
    for name in ("title", "text", "kind", "languages", "photo", "rules"):
        del form.fields[name]
    form.fields["place"].required = False
    form.says_needed = False  # type: ignore[attr-defined]  # read by ui/forms/needed.html
    return form
