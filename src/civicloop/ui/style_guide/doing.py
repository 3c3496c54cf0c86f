"""The guide's entries on what people act with: buttons, forms, dialogs, sharing."""

from django.utils.translation import gettext as _

from civicloop.ui.style_guide.entry import Example, Section, section
from civicloop.ui.style_guide.form import GuideForm


def entries() -> list[Section]:
    """Return what people act with."""
    wrong = GuideForm({"title": "x" * 95, "text": "too short", "kind": "maybe"}, auto_id="wrong_%s")
    wrong.in_guide = True  # type: ignore[attr-defined]  # read by ui/form_errors.html: it must not take the focus here
    steps = [
        {"label": _("What"), "url": "#steps"},
        {"label": _("Where and which challenge"), "current": True},
        {"label": _("Check and send")},
    ]
    return [
        section(
            "buttons",
            _("Buttons"),
            _("One primary button per page. A link goes somewhere, a button does something."),
            Example("ui/examples/buttons.html"),
        ),
        section("steps", _("Steps"), _("A form in several short pages."), Example("ui/steps.html", {"steps": steps})),
        section(
            "forms",
            _("Forms"),
            _("A label above each field, a hint where it helps, every mistake said twice: on top and at the field."),
            Example("ui/examples/form.html", {"form": GuideForm(auto_id="guide_%s")}, _("Untouched")),
            Example("ui/examples/form.html", {"form": wrong}, _("With mistakes")),
        ),
        section(
            "confirm",
            _("Confirm"),
            _("Before something that cannot be undone; works without script."),
            Example(
                "ui/confirm.html",
                {
                    "label": _("Withdraw this proposal"),
                    "question": _("Withdraw it for good?"),
                    "text": _("The page stays readable; nobody can support it any more."),
                    "action": _("Yes, withdraw it"),
                    "url": "#confirm",
                    "color": "danger",
                },
            ),
        ),
        section(
            "dialog",
            _("Dialog"),
            _("A short explanation that must not lose the page; without script it is a page of its own."),
            Example(
                "ui/dialog.html",
                {
                    "id": "guide-dialog",
                    "url": "#dialog",
                    "label": _("How are supports counted?"),
                    "title": _("One person, one support"),
                    "text": _("Everybody with an account can support a proposal once, and take it back."),
                },
            ),
        ),
        section(
            "details",
            _("Details"),
            _("What few people need to read."),
            Example(
                "ui/details.html", {"summary": _("How we counted"), "text": _("Each account once, on the day shown.")}
            ),
            Example(
                "ui/details.html",
                {"summary": _("How we counted"), "text": _("Each account once."), "open": True},
                _("Open"),
            ),
        ),
        section(
            "share",
            _("Share"),
            _("A link to copy, send or hand to the phone; no other company is told."),
            Example(
                "ui/share.html",
                {"url": "https://example.org/p/1", "title": _("Cool school yards"), "id": "guide-share"},
            ),
        ),
    ]
