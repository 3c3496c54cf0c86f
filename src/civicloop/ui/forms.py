"""How forms look and what they refuse: a renderer in Designsystemet's markup, and a form with the house's sentences.

Every form rendered here gets clean text: line ends are one character, characters nobody can see or store are gone.
`CivicForm` and `CivicModelForm` also say so, at the field, instead of dropping them silently.
"""

import re
from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.template.backends.django import DjangoTemplates
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Neither PostgreSQL (NUL, lone surrogates) nor a feed's XML (the other control characters) can carry these.
UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
UNSTORABLE_SENTENCE = gettext_lazy(
    "This contains a character that can’t be stored. We took it out; check the text and send it again."
)
LIMITED = (forms.TextInput, forms.Textarea)
SENTENCES = {
    "required": gettext_lazy("Please fill this in."),
    "required_choice": gettext_lazy("Please choose an answer."),
    "required_tick": gettext_lazy("Please tick this box to go on."),
    "required_file": gettext_lazy("Please choose a file."),
    "max_length": gettext_lazy(
        "Too long: %(show_value)d characters, and at most %(limit_value)d fit. Please shorten it."
    ),
    "min_length": gettext_lazy("Too short: %(show_value)d of at least %(limit_value)d characters. Please write more."),
    "max_value": gettext_lazy("Please type %(limit_value)s or less."),
    "min_value": gettext_lazy("Please type %(limit_value)s or more."),
    "invalid_choice": gettext_lazy("That is not one of the answers offered. Please choose again."),
    "invalid_list": gettext_lazy("We could not read these answers. Please choose again."),
    "invalid_email": gettext_lazy("Please type an e-mail address such as name@example.org."),
    "invalid_url": gettext_lazy("Please type a web address such as https://example.org."),
    "invalid_number": gettext_lazy("Please type a number, in digits."),
    "invalid_date": gettext_lazy("Please type a date such as 2026-03-31: year, month, day."),
    "invalid_file": gettext_lazy("The file did not arrive. Please choose it again."),
}


class CivicBoundField(forms.BoundField):
    """A form's field as the templates in `ui/forms` show it."""

    @property
    def raw_data(self) -> Any:
        """Return what was sent, untouched."""
        return super().data

    @property
    def data(self) -> Any:
        """Return what was sent, with storable characters and plain line ends only."""
        return _storable(self.raw_data)

    @property
    def kind(self) -> str:
        """Return how to lay the field out: "group" (radios, several boxes), "checkbox" or "input"."""
        if isinstance(self.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)) or self.use_fieldset:
            return "group"
        return "checkbox" if isinstance(self.field.widget, forms.CheckboxInput) else "input"

    @property
    def focus_id(self) -> str:
        """Return the id an error's link leads to: something that can take the focus."""
        if isinstance(self.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    @property
    def limit(self) -> str:
        """Return the sentence on how long the answer may be, or nothing."""
        widget, field = self.field.widget, self.field
        if not isinstance(field, forms.CharField) or not isinstance(widget, LIMITED):
            return ""
        if field.max_length and field.min_length:
            return _("%(least)s to %(most)s characters.") % {"least": field.min_length, "most": field.max_length}
        return _("At most %(most)s characters.") % {"most": field.max_length} if field.max_length else ""

    @property
    def aria_describedby(self) -> str | None:
        """Return the ids of help text, limit and errors, in reading order."""
        described = super().aria_describedby
        if described is None or not self.limit:
            return described
        parts = described.split()
        at = 1 if self.help_text else 0
        return " ".join([*parts[:at], f"{self.auto_id}_limit", *parts[at:]])

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Return the widget's attributes with Designsystemet's class and the writing direction of its text."""
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            return attrs
        attrs["class"] = " ".join(
            str(name) for name in ("ds-input", widget.attrs.get("class"), attrs.get("class")) if name
        )
        if isinstance(widget, LIMITED):
            attrs.setdefault("dir", "auto")
        if "maxlength" in widget.attrs:
            attrs["maxlength"] = False  # a browser would cut a longer text without a word; we say how much is too much
        if "cols" in widget.attrs:
            attrs["cols"] = False  # as wide as its column instead
        return attrs


class CivicRenderer(BaseRenderer):
    """Render forms, fields and widgets from `templates/ui/forms`, then Django's own widget templates."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = CivicBoundField

    @cached_property
    def engine(self) -> DjangoTemplates:
        """Return the engine, which finds our widget templates before Django's, and every room's own."""
        return DjangoTemplates(
            {
                "NAME": "forms",
                "APP_DIRS": True,
                "DIRS": [Path(__file__).parent / "templates", Path(django.forms.__file__).parent / "templates"],
                "OPTIONS": {"builtins": ["django.templatetags.i18n", "civicloop.ui.templatetags.civic"]},
            }
        )

    def get_template(self, template_name: str) -> Any:
        """Return a template by name."""
        return self.engine.get_template(template_name)


class CivicFormMixin:
    """What every form of ours adds to Django's: the house's sentences, and a word about characters we cannot store."""

    use_required_attribute = False  # the server's sentences are in the reader's language; the browser's may not be

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]  # a form's
            _use_sentences(field)

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # a form's
        for name, bound in self._bound_items():  # type: ignore[attr-defined]  # a form's
            refused = name in self.errors and not isinstance(bound.field, forms.CharField)  # type: ignore[attr-defined]  # a form's
            if not refused and not bound.field.disabled and _holds_unstorable(bound.raw_data):
                self.add_error(name, ValidationError(UNSTORABLE_SENTENCE, code="unstorable"))  # type: ignore[attr-defined]  # a form's


class CivicForm(CivicFormMixin, forms.Form):
    """A form; every form of ours derives from this one or from CivicModelForm."""


class CivicModelForm(CivicFormMixin, forms.ModelForm):  # type: ignore[type-arg]  # its model is the subclass's
    """A form made from a model."""


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return UNSTORABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return [_storable(item) for item in value] if isinstance(value, list) else value


def _holds_unstorable(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_holds_unstorable, value))
    return isinstance(value, str) and UNSTORABLE.search(value) is not None


def _use_sentences(field: forms.Field) -> None:
    """Replace Django's default messages of a field by ours; a message the form itself gives stays."""
    defaults: dict[str, Any] = {}
    for cls in reversed(type(field).__mro__):
        defaults |= getattr(cls, "default_error_messages", {})
    for code, name in _names(field).items():
        if field.error_messages.get(code) == defaults.get(code):
            field.error_messages[code] = SENTENCES[name]


def _names(field: forms.Field) -> dict[str, str]:
    """Return which sentence stands for which error code of a kind of field."""
    names = {"required": "required"}
    match field:
        case forms.BooleanField():
            names = {"required": "required_tick"}
        case forms.ChoiceField() | forms.ModelChoiceField():
            names = {"required": "required_choice", "invalid_choice": "invalid_choice", "invalid_list": "invalid_list"}
        case forms.EmailField():
            names |= {"invalid": "invalid_email"}
        case forms.URLField():
            names |= {"invalid": "invalid_url"}
        case forms.IntegerField():
            names |= {"invalid": "invalid_number", "max_value": "max_value", "min_value": "min_value"}
        case forms.DateField():
            names |= {"invalid": "invalid_date"}
        case forms.FileField():
            names = dict.fromkeys(("invalid", "missing", "empty"), "invalid_file") | {"required": "required_file"}
    if isinstance(field, forms.CharField):
        names |= {"max_length": "max_length", "min_length": "min_length"}
    return names
