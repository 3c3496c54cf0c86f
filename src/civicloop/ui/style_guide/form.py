"""A form with every kind of field, for looking at."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from civicloop.core.region import pack
from civicloop.ui.forms import CivicForm


class GuideForm(CivicForm):
    """A form with every kind of field, for looking at."""

    title = forms.CharField(max_length=80)
    text = forms.CharField(widget=forms.Textarea, max_length=400, min_length=20, required=False)
    place = forms.ChoiceField()
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    photo = forms.FileField(required=False)
    rules = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            "title": (_("Title"), _("What it is about, in a few words.")),
            "text": (_("Your idea"), _("What should change, and for whom?")),
            "place": (_("Place"), ""),
            "kind": (_("Are you for it or against it?"), ""),
            "languages": (_("Languages you read"), ""),
            "photo": (_("Photo"), _("JPEG or PNG, up to 8 MB.")),
            "rules": (_("I have read the rules"), ""),
        }
        for name, (label, hint) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, hint
        places = [(place.code, str(place.name)) for place in pack().municipalities]
        self.fields["place"].choices = [("", _("Choose a place")), *places]  # type: ignore[attr-defined]  # a choice
        self.fields["kind"].choices = [("for", _("For")), ("against", _("Against"))]  # type: ignore[attr-defined]  # a choice
        languages = [(code, code.upper()) for code in pack().interface_languages]
        self.fields["languages"].choices = languages  # type: ignore[attr-defined]  # a choice
