"""Forms of the account page: leaving, and tokens for programs."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LeaveForm(forms.Form):
    """Whether a person really wants to go."""

    sure = forms.BooleanField(
        label=_("I understand. Erase my account now."),
        error_messages={"required": _("Tick this box if you really want to erase your account.")},
    )


class TokenForm(forms.Form):
    """What a token is for."""

    name = forms.CharField(
        label=_("What is the token for?"),
        help_text=_("A name that tells you later which program uses it, for example “My spreadsheet”."),
        max_length=60,
        error_messages={"required": _("Give the token a name.")},
    )
