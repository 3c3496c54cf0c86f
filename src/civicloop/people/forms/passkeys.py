"""allauth's forms for passkeys: our words, and no trust in what a browser sends as a credential."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from civicloop.people.second_factor import note_proof
from civicloop.ui.forms import CivicFormMixin

NAME_HELP = _("So that you can tell your passkeys apart, for example “My phone”.")
FAILED = _("The passkey did not arrive, or is not one of yours. Press the button once more, or use a code by e-mail.")
NAME_LENGTH = 60
# What the decoding of a broken credential may raise; allauth catches only some of them.
BROKEN = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, NotImplementedError)


def _sound[T](clean: Callable[..., T]) -> Callable[..., T]:
    @wraps(clean)
    def guarded(self: forms.Form) -> T:
        try:
            return clean(self)
        except forms.ValidationError:
            raise
        except BROKEN as error:
            raise forms.ValidationError(FAILED) from error

    return guarded


def _known_parts(credential: Any) -> dict[str, Any]:
    """Return only what a new passkey consists of: what is stored stays readable, whatever else was sent."""
    response, results = credential["response"], credential.get("clientExtensionResults") or {}
    parts = {
        "id": credential["id"],
        "rawId": credential["rawId"],
        "type": "public-key",
        "response": {name: response[name] for name in ("clientDataJSON", "attestationObject")},
        "clientExtensionResults": {"credProps": {"rk": bool((results.get("credProps") or {}).get("rk"))}},
    }
    for text in (parts["id"], parts["rawId"], *parts["response"].values()):
        if not isinstance(text, str) or not text.isascii() or not text.isprintable():
            raise ValueError("a credential consists of base64 texts")
    return parts


class _SentOnceInput(forms.HiddenInput):
    """A hidden field that is empty again after a mistake: a credential answers one challenge only."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ARG002
        """Return what the field's template shows, without the old credential."""
        return super().get_context(name, "", attrs)


class _NewPasskeyMixin:
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]

    def _words(self) -> None:
        _name_field(self.fields["name"])
        _credential_field(self.fields["credential"])

    @_sound
    def clean_credential(self) -> dict[str, Any]:
        """Return the credential without anything we do not know."""
        return _known_parts(self.cleaned_data["credential"])

    @_sound
    def clean(self) -> dict[str, Any]:
        """Check the credential against the challenge we gave."""
        checked: dict[str, Any] = super().clean()  # type: ignore[misc]  # allauth's form stands behind the mixin
        return checked


def _credential_field(credential: forms.Field) -> None:
    credential.widget = _SentOnceInput()
    credential.error_messages |= {"required": FAILED, "invalid": FAILED}


def _name_field(name: forms.CharField) -> None:
    name.label = _("Name of the passkey")
    name.help_text = NAME_HELP
    name.widget = forms.TextInput(attrs={"autocomplete": "off"})
    name.max_length = NAME_LENGTH
    name.validators.append(MaxLengthValidator(NAME_LENGTH, name.error_messages["max_length"]))


class PasskeyAddForm(_NewPasskeyMixin, CivicFormMixin, webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    """A new passkey; always one that works without anything else."""

    passwordless = forms.BooleanField(initial=True, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words()

    def clean(self) -> dict[str, Any]:
        """Check the credential; whoever made it has just shown who they are."""
        checked = super().clean()
        if not self.errors:
            note_proof(self.user, Authenticator.Type.WEBAUTHN)
        return checked


class PasskeySignUpForm(_NewPasskeyMixin, CivicFormMixin, webauthn.SignupWebAuthnForm):  # type: ignore[misc]  # the same
    """The first passkey of a new account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words()


class PasskeyEditForm(CivicFormMixin, webauthn.EditWebAuthnForm):  # type: ignore[misc]  # the same
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_field(self.fields["name"])


class _UsedPasskeyMixin:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _credential_field(self.fields["credential"])

    @_sound
    def clean_credential(self) -> Authenticator:
        """Return the passkey that answered our challenge."""
        return super().clean_credential()  # type: ignore[misc]  # allauth's form stands behind the mixin


class PasskeySignInForm(_UsedPasskeyMixin, CivicFormMixin, webauthn.LoginWebAuthnForm):  # type: ignore[misc]  # the same
    """Signing in with a passkey and nothing else."""


class PasskeySecondStepForm(_UsedPasskeyMixin, CivicFormMixin, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]  # the same
    """A passkey as the second step."""


class PasskeyConfirmForm(_UsedPasskeyMixin, CivicFormMixin, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # the same
    """A passkey before a change to the account's locks."""
