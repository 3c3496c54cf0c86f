"""allauth's forms in our words: the fields and their meaning stay allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from civicloop.people.models import User

EMAIL_LABEL = _("E-mail address")
EMAIL_HELP = _("Nobody else sees it.")
CODE_HELP = _("Eight digits, from the mail we just sent.")
NUMBER_HELP = _("Six digits from the app, or one of your recovery codes.")


def _email(field: forms.Field) -> None:
    field.label = EMAIL_LABEL
    field.widget = forms.EmailInput(attrs={"autocomplete": "email", "maxlength": "254"})
    field.error_messages["required"] = _("Type your e-mail address.")
    field.error_messages["invalid"] = _("Type an e-mail address such as name@example.org.")


def _code(field: forms.Field, label: Any, help_text: Any) -> None:
    field.label = label
    field.help_text = help_text
    field.widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "20", "spellcheck": "false"}
    )
    field.error_messages["required"] = _("Type the code.")


class SignInForm(account.LoginForm):  # type: ignore[misc]  # allauth carries no types
    """One field: the e-mail address to which the code goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["login"])


class SignInCodeForm(account.RequestLoginCodeForm):  # type: ignore[misc]  # the same
    """The same field, on the page that follows a code that is too old."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"])


class SignInConfirmForm(account.ConfirmLoginCodeForm):  # type: ignore[misc]  # the same
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Code"), CODE_HELP)


class EmailConfirmForm(account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]  # the same
    """The code that shows that a new e-mail address is the person's own."""

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


class EmailChangeForm(account.AddEmailForm):  # type: ignore[misc]  # the same
    """The new e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _email(self.fields["email"])
        self.fields["email"].label = _("New e-mail address")


class SecondStepForm(mfa.AuthenticateForm):  # type: ignore[misc]  # the same
    """A number from the app, or a recovery code, while signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Number"), NUMBER_HELP)


class ConfirmAccessForm(mfa.ReauthenticateForm):  # type: ignore[misc]  # the same
    """The same, before a change to the account's locks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Number"), NUMBER_HELP)


class AppActivateForm(totp.ActivateTOTPForm):  # type: ignore[misc]  # the same
    """The first number of a newly set up app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Number from the app"), _("Six digits; they change every half minute."))
