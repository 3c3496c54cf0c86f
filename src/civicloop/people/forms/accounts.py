"""allauth's forms in our words: the fields and their meaning stay allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from civicloop.people.domain import plain_code
from civicloop.people.models import User
from civicloop.people.second_factor import note_proof
from civicloop.ui.forms import CivicFormMixin

EMAIL_LENGTH = 254  # RFC 5321, section 4.5.3: no longer address can be written to
EMAIL_LABEL = _("E-mail address")
EMAIL_HELP = _("Nobody else sees it.")
CODE_HELP = _("Eight digits, from the mail we just sent.")
NUMBER_HELP = _("Six digits from the app, or one of your recovery codes.")


def _email(field: Any) -> None:
    field.label = EMAIL_LABEL
    field.max_length = EMAIL_LENGTH
    field.validators.append(MaxLengthValidator(EMAIL_LENGTH, field.error_messages.get("max_length")))
    field.widget = forms.EmailInput(attrs={"autocomplete": "email"})


def _code(field: forms.Field, label: Any, help_text: Any) -> None:
    field.label = label
    field.help_text = help_text
    field.widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    )


class _CodeMixin:
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """Return the code if it is the right one, however it was typed."""
        self.cleaned_data["code"] = plain_code(self.cleaned_data["code"])
        checked: str = super().clean_code()  # type: ignore[misc]  # allauth's form stands behind the mixin
        return checked


class SignInForm(CivicFormMixin, account.LoginForm):  # type: ignore[misc]  # allauth carries no types
    """One field: the e-mail address to which the code goes."""

    says_needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["login"])


class SignInCodeForm(CivicFormMixin, account.RequestLoginCodeForm):  # type: ignore[misc]  # the same
    """The same field, on the page that follows a code that is too old."""

    says_needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"])


class SignInConfirmForm(_CodeMixin, CivicFormMixin, account.ConfirmLoginCodeForm):  # type: ignore[misc]  # the same
    """The code from the mail."""

    says_needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Code"), CODE_HELP)


class EmailConfirmForm(_CodeMixin, CivicFormMixin, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # the same
    """The code that shows that a new e-mail address is the person's own."""

    says_needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Code"), CODE_HELP)


class SignUpForm(account.SignupForm):  # type: ignore[misc]  # the same
    """E-mail address and what SignupExtras asks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"])
        self.fields["email"].help_text = EMAIL_HELP

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Return the new account, or the answer for an address that has one already (it looks the same from outside).

        An account that was begun with this address but never opened starts again: its code is long lost, and only
        whoever reads the mailbox can open it. Two sign-ups at the same moment end as one account.
        """
        begun = User.objects.never_confirmed(self.cleaned_data["email"])
        if begun is not None:
            self.signup(request, begun)
            return begun, None
        try:
            with transaction.atomic():
                saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            saved = super().try_save(request)
        return saved


class EmailChangeForm(CivicFormMixin, account.AddEmailForm):  # type: ignore[misc]  # the same
    """The new e-mail address."""

    says_needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"])
        self.fields["email"].label = _("New e-mail address")


class SecondStepForm(_CodeMixin, CivicFormMixin, mfa.AuthenticateForm):  # type: ignore[misc]  # the same
    """A number from the app, or a recovery code, while signing in."""

    says_needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Number"), NUMBER_HELP)


class ConfirmAccessForm(_CodeMixin, CivicFormMixin, mfa.ReauthenticateForm):  # type: ignore[misc]  # the same
    """The same, before a change to the account's locks."""

    says_needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Number"), NUMBER_HELP)


class AppActivateForm(_CodeMixin, CivicFormMixin, totp.ActivateTOTPForm):  # type: ignore[misc]  # the same
    """The first number of a newly set up app."""

    says_needed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Number from the app"), _("Six digits; they change every half minute."))

    def clean_code(self) -> str:
        """Return the number if the app shows the same."""
        code = super().clean_code()
        note_proof(self.user, Authenticator.Type.TOTP)
        return code
