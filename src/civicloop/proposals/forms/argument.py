"""The form by which a person argues."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from civicloop.core.region import pack
from civicloop.people.forms.profile import language_choices
from civicloop.proposals import domain
from civicloop.proposals.domain import Side
from civicloop.proposals.forms.fields import WordsField
from civicloop.proposals.language import detect
from civicloop.ui.forms import CivicForm

SIDES = [(str(Side.FOR), _("For the proposal")), (str(Side.AGAINST), _("Against the proposal"))]


class ArgumentForm(CivicForm):
    """A reason for or against a proposal; the language is found out unless the person says it."""

    side = forms.ChoiceField(
        label=_("Your argument speaks"),
        choices=SIDES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether your argument speaks for or against the proposal."),
            "invalid_choice": _("Choose whether your argument speaks for or against the proposal."),
        },
    )
    text = WordsField(
        required=True,
        label=_("Your argument"),
        min_length=domain.ARGUMENT_MIN,
        max_length=domain.ARGUMENT_MAX,
        help_text=_("One reason, in your own words. People answer the proposal here, not each other."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    language = forms.ChoiceField(
        label=_("Language of your argument"),
        required=False,
        error_messages={"invalid_choice": _("Choose the language your argument is written in.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Find it out from the text")), *language_choices(pack().content_languages)]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def side_chosen(self) -> Side:
        """Return the side of a valid form."""
        return domain.Side(self.cleaned_data["side"])

    @property
    def language_chosen(self) -> str:
        """Return the language of a valid form's text: the one chosen, else the one it seems to be in."""
        chosen: str = self.cleaned_data["language"]
        return chosen or detect(self.cleaned_data["text"], otherwise=get_language() or "")
