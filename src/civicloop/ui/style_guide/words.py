"""The guide's entries on what carries words: prose, alerts, notices, empty states."""

from django.utils.translation import gettext as _

from civicloop.core.region import pack
from civicloop.ui.style_guide.entry import Example, Section, section


def entries() -> list[Section]:
    """Return what carries words."""
    text = _(
        "Four **school yards** without asphalt, open on Saturdays:\n\n- trees\n- water\n- [a caretaker](https://example.org)"
    )
    alerts = [
        ("info", _("The vote opens on Monday.")),
        ("success", _("Your proposal is published.")),
        ("warning", _("You can change your words for one more hour.")),
        ("danger", _("Your support was not recorded. Try again in half a minute.")),
    ]
    crumbs = [
        {"label": _("Proposals"), "url": "#breadcrumbs"},
        {"label": str(pack().challenges[0].name), "url": "#breadcrumbs"},
        {"label": str(pack().municipalities[0].name)},
    ]
    return [
        section(
            "breadcrumbs",
            _("Breadcrumbs"),
            _("On every page below a list."),
            Example("ui/breadcrumbs.html", {"crumbs": crumbs}),
        ),
        section(
            "prose",
            _("People’s words"),
            _("Markdown, cleaned. Links of new accounts can be read but not clicked."),
            Example("ui/examples/prose.html", {"text": text}),
            Example("ui/examples/plain_links.html", {"text": text}, _("A new account’s links")),
        ),
        section(
            "alert",
            _("Alert"),
            _("What just happened, or what somebody must know before going on."),
            *(Example("ui/alert.html", {"color": color, "text": words}) for color, words in alerts),
        ),
        section(
            "notice",
            _("Notice"),
            _("A calm word that belongs to the page, such as where it was taken from."),
            Example(
                "ui/notice.html",
                {"title": _("Answer expected in 18 days"), "text": _("The municipality answers before 5 June.")},
            ),
            Example("ui/notice.html", {"color": "neutral", "text": _("This proposal is in the archive.")}),
        ),
        section(
            "empty",
            _("Empty state"),
            _("Where a list has nothing to show: say why, and what to do."),
            Example(
                "ui/empty.html",
                {
                    "icon_name": "search",
                    "title": _("Nothing found"),
                    "text": _("No proposal holds all of these words. Try fewer."),
                    "url": "#empty",
                    "action": _("Share an idea"),
                },
            ),
        ),
        section(
            "toast",
            _("Toast"),
            _("A small thing is done and nothing else changes, such as a copied link."),
            Example("ui/toast.html", {"text": _("The link is copied.")}),
        ),
        section(
            "error-pages",
            _("Error pages"),
            _("A status, a sentence, a cure, a way out: ui/error.html."),
            Example("ui/examples/errors.html", {"statuses": [400, 403, 404, 409, 413, 422, 429, 500, 503]}),
        ),
    ]
