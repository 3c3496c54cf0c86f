"""The mails of this room: one sentence after another, the same look for all, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from smtplib import SMTPException
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import formats, timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from civicloop.core.region import pack
from civicloop.people.domain import browser_name
from civicloop.people.models import User

log = structlog.get_logger(__name__)
NO_MAIL = (OSError, SMTPException)  # the mail server is away or says no


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text of a mail; a notice also says where the change came from and what to do about it."""

    subject: Promise
    text: Promise
    notice: bool = False


_CODE = gettext_lazy(
    "Type this code on the page you have open:\n\n%(code)s\n\n"
    "It works for 15 minutes and only once. If you did not ask for it, ignore this mail: "
    "nobody gets in without the code."
)

MAILS: Mapping[str, Words] = {
    "account/email/login_code": Words(gettext_lazy("%(code)s is your code to sign in to %(region)s"), _CODE),
    "account/email/email_confirmation_signup": Words(gettext_lazy("%(code)s is your code to join %(region)s"), _CODE),
    "account/email/email_confirmation": Words(gettext_lazy("%(code)s confirms your new e-mail address"), _CODE),
    "account/email/unknown_account": Words(
        gettext_lazy("There is no account with this address yet"),
        gettext_lazy(
            "Somebody, probably you, tried to sign in with %(email)s. There is no account with this address.\n\n"
            "Perhaps you used another address. Or sign up here:\n%(signup_url)s\n\n"
            "If it was not you, ignore this mail."
        ),
    ),
    "account/email/account_already_exists": Words(
        gettext_lazy("You have an account already"),
        gettext_lazy(
            "Somebody, probably you, tried to sign up with %(email)s. "
            "You have an account with this address already.\n\n"
            "Sign in here; we send you a code:\n%(login_url)s\n\n"
            "If it was not you, ignore this mail."
        ),
    ),
    "account/email/email_changed": Words(
        gettext_lazy("Your e-mail address was changed"),
        gettext_lazy("Your account now uses %(to_email)s. It does not use %(from_email)s any more."),
        notice=True,
    ),
    "mfa/email/totp_activated": Words(
        gettext_lazy("An authenticator app was added to your account"),
        gettext_lazy("From now on, signing in also asks for a number from your authenticator app."),
        notice=True,
    ),
    "mfa/email/totp_deactivated": Words(
        gettext_lazy("The authenticator app was removed from your account"),
        gettext_lazy("Signing in no longer asks for a number from an authenticator app."),
        notice=True,
    ),
    "mfa/email/webauthn_added": Words(
        gettext_lazy("A passkey was added to your account"),
        gettext_lazy("From now on, you can sign in with this passkey."),
        notice=True,
    ),
    "mfa/email/webauthn_removed": Words(
        gettext_lazy("A passkey was removed from your account"),
        gettext_lazy("It can no longer be used to sign in."),
        notice=True,
    ),
    "mfa/email/recovery_codes_generated": Words(
        gettext_lazy("Your account has new recovery codes"),
        gettext_lazy("The old recovery codes no longer work."),
        notice=True,
    ),
    "second_factor_removed": Words(
        gettext_lazy("Your second step of signing in was removed"),
        gettext_lazy(
            "The platform team removed the passkeys, the authenticator app and the recovery codes of your account, "
            "as you asked. Sign in with a code by e-mail, then set up a new second step.\n\n"
            "If you did not ask for this, answer to the platform team at once."
        ),
    ),
    "gone": Words(
        gettext_lazy("Your account is gone"),
        gettext_lazy(
            "As you wished, we have erased your account: your e-mail address, your name and everything that leads to "
            "you. What you published stays, without a name.\n\nThis is our last mail to you. Thank you for taking part."
        ),
    ),
}


def render(kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Return subject and text of a mail in the active language.

    Shapes: `kind` is a key of MAILS; `context` gives the values its sentences name.
    """
    words = MAILS[kind]
    region = pack().name.best().text
    values = {"region": region, **{key: str(value) for key, value in context.items()}}
    parts = [str(words.text) % values]
    if words.notice:
        parts.append(_origin(context))
    return str(words.subject) % values, "\n\n".join([*parts, f"{region}\n{settings.BASE_URL}"]) + "\n"


def to_person(kind: str, person: User, **context: object) -> EmailMessage:
    """Return a mail to a person in their language, ready to be sent."""
    with translation.override(person.language):
        subject, text = render(kind, {"email": person.email, **context})
    return EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email])


def send_if_possible(mail: EmailMessage) -> None:
    """Send a mail about something that is done already; when none can leave, the log says so and life goes on."""
    try:
        mail.send()
    except NO_MAIL as error:
        log.warning("A mail about an account could not leave", subject=mail.subject, error=repr(error))


def _origin(context: Mapping[str, Any]) -> str:
    when = formats.date_format(timezone.localtime(context["timestamp"]), "DATETIME_FORMAT")
    browser = browser_name(str(context["user_agent"])) or _("an unknown browser")
    return _(
        "It happened on %(when)s, from %(browser)s at the address %(ip)s.\n\n"
        "If it was not you: sign in, open your account, choose “Sign out everywhere else” and look at your passkeys."
    ) % {"when": when, "browser": browser, "ip": context["ip"]}
