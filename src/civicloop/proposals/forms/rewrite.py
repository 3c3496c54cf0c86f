"""The forms by which an author changes a published proposal: editing and adding."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from civicloop.core.region import pack
from civicloop.people.forms.profile import language_choices
from civicloop.proposals import domain, words
from civicloop.proposals.forms.write import CheckedWords
from civicloop.proposals.models import Proposal
from civicloop.ui.forms import CivicForm


class EditForm(CivicForm):
    """The words of a proposal, while they may change; `base` says which version the person began with."""

    title = CheckedWords(
        words.check_title,
        least=domain.TITLE_MIN,
        most=domain.TITLE_MAX,
        label=gettext_lazy("Title"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = CheckedWords(
        words.check_text,
        least=domain.TEXT_MIN,
        most=domain.TEXT_MAX,
        label=gettext_lazy("Your proposal"),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of your text"),
        error_messages={
            "required": gettext_lazy("Choose the language of your text."),
            "invalid_choice": gettext_lazy("Choose the language of your text from the list."),
        },
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, proposal: Proposal, base: int, **kwargs: Any) -> None:
        fields = {"title": proposal.title, "text": proposal.text, "language": proposal.language, "base": base}
        super().__init__(*args, initial=fields, **kwargs)
        choices = language_choices((*pack().content_languages, proposal.language))
        self.fields["language"].choices = list(dict.fromkeys(choices))  # type: ignore[attr-defined]  # a ChoiceField


class AdditionForm(CivicForm):
    """Something to add to a proposal whose words stand."""

    text = CheckedWords(
        words.check_addition,
        least=domain.ADDITION_MIN,
        most=domain.ADDITION_MAX,
        label=gettext_lazy("What do you want to add?"),
        help_text=gettext_lazy("It will stand below your proposal with today’s date, and cannot be changed later."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
