"""How allauth behaves in this house: our words, our mails, our pages to return to."""

import io
import time
from collections.abc import Mapping
from typing import Any

import segno
import structlog
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from civicloop.core.errors import Unavailable
from civicloop.core.region import pack
from civicloop.people import intent, mails
from civicloop.people.domain import browser_name
from civicloop.people.models import User

log = structlog.get_logger(__name__)

type Sentence = str | Promise

# What is said after something was done; allauth asks for it by the name of a template.
MESSAGES: Mapping[str, Sentence] = {
    "account/messages/logged_in.txt": gettext_lazy("You are signed in."),
    "account/messages/logged_out.txt": gettext_lazy("You are signed out."),
    "account/messages/email_confirmed.txt": gettext_lazy("Your e-mail address is confirmed."),
    "account/messages/email_confirmation_failed.txt": gettext_lazy("Another account uses this e-mail address already."),
    "account/messages/email_deleted.txt": gettext_lazy("The e-mail address is removed."),
    "account/messages/cannot_delete_primary_email.txt": gettext_lazy("Your account needs one e-mail address."),
    "mfa/messages/totp_activated.txt": gettext_lazy("The authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("The passkey is saved."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy(
        "You have new recovery codes. Keep them in a safe place."
    ),
    "usersessions/messages/sessions_logged_out.txt": gettext_lazy("You are signed out everywhere else."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts without passwords."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This is not the code we sent. Look at the newest mail and type all eight digits."
        ),
        "invalid_login": gettext_lazy("Type an e-mail address such as name@example.org."),
        "too_many_login_attempts": gettext_lazy("That was too often. Wait a few minutes, then ask for a new code."),
        "rate_limited": gettext_lazy("That was too often in a short time. Wait half a minute, then try again."),
        "email_taken": gettext_lazy("Another account uses this e-mail address already."),
        "duplicate_email": gettext_lazy("This is your e-mail address already."),
        "same_as_current": gettext_lazy("This is your e-mail address already."),
        "account_inactive": gettext_lazy("This account is closed."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the page a person goes to after signing in: what they were about to do, else the home page."""
        waiting = intent.waiting(request)
        return waiting.next_url if waiting else f"/{get_language()}/"

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Return the page a person goes to after signing up."""
        return self.get_login_redirect_url(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """Return the home page in the language of the page."""
        return f"/{get_language()}/"

    def get_email_verification_redirect_url(self, email_address: Any) -> str:  # noqa: ARG002 - allauth's signature
        """Return the account page, where the new address stands."""
        return reverse("people:account-show")

    def add_message(  # noqa: PLR0913, PLR0917 - allauth's signature
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth's signature
        extra_tags: str = "",
        message: Sentence | None = None,
    ) -> None:
        """Say something on the next page, in our words; what the page says anyway is not said twice."""
        if message_template == "account/messages/email_confirmed.txt" and not request.user.is_authenticated:
            return  # signing up: that they are in says it all
        words = message or MESSAGES.get(message_template or "")
        if words:
            super().add_message(request, level, extra_tags=extra_tags, message=str(words))

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Return one of our mails."""
        subject, text = mails.render(template_prefix, context)
        recipients = [email] if isinstance(email, str) else email
        return EmailMessage(subject, text, self.get_from_email(), recipients, headers=headers)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our mails.

        Errors: Unavailable when no mail can leave; a code that never arrives would leave the person waiting.
        """
        try:
            self.render_mail(template_prefix, email, {"email": email, **context}).send()
        except mails.NO_MAIL as error:
            raise Unavailable(
                _("We cannot send mails right now, so no code is on its way. Try again in a few minutes.")
            ) from error

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell a person about a change to their account; the change stands even when no mail can leave."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except Unavailable as error:
            log.warning("A notice about an account could not be mailed", kind=args[0], error=repr(error.__cause__))

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell somebody who signs up a second time that they can simply sign in."""
        url = allauth_context.request.build_absolute_uri(reverse("account_login"))
        self.send_mail("account/email/account_already_exists", email, {"login_url": url})

    def get_login_stages(self) -> list[str]:
        """Return the steps of signing in, with our rule for who passes a second one."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "civicloop.people.second_factor.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return whether a sensitive change asks again who this is: not right after signing in.

        Somebody who lost the device with the passkey signs in by e-mail and can then remove it.
        """
        request = allauth_context.request
        records = get_authentication_records(request, request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """The second step of signing in, under the region's name."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "That did not work. Try once more; a number from the app is good for half a minute."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Recovery codes come with a passkey or an authenticator app."),
        "unverified_email": gettext_lazy("Confirm your e-mail address first."),
    }

    def get_totp_issuer(self) -> str:
        """Return the name under which the account stands in the app."""
        return pack().name.best().text

    def build_totp_svg(self, url: str) -> str:
        """Return a QR code that is dark on white in every colour scheme, for apps cannot read light on dark."""
        picture = io.BytesIO()
        segno.make(url, error="m", micro=False).save(
            picture, kind="svg", xmldecl=False, border=4, dark="#000", light="#fff"
        )
        return picture.getvalue().decode()

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002 - allauth's signature
        """Return a name for a new passkey that tells it from the others."""
        request: HttpRequest = allauth_context.request
        return browser_name(request.headers.get("User-Agent", "")) or super().generate_authenticator_name(user, type)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return what the browser shows as the site that asks for a passkey."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": pack().name.best().text}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Return how the account is called in the list of passkeys."""
        name = user.display_name or user.email
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": name}
