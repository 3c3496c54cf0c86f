"""Forms of the account page: leaving, and tokens for programs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from civicloop.ui.forms import CivicForm


class LeaveForm(CivicForm):
    """Whether a person really wants to go."""

    sure = forms.BooleanField(
        label=_("I understand. Erase my account now."),
    )


class TokenForm(CivicForm):
    """What a token is for."""

    name = forms.CharField(
        label=_("What is the token for?"),
        help_text=_("A name that tells you later which program uses it, for example “My spreadsheet”."),
        max_length=60,
    )
