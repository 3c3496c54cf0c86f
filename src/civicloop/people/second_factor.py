"""The second step of signing in: who has one, who needs one, whom we ask for it."""

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context as allauth_context
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from civicloop.people.access import SecondFactorNeeded
from civicloop.people.models import Member, User

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(person: User) -> bool:
    """Return whether a person has set up an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user=person, type__in=STRONG).exists())


def needs_second_factor(person: User) -> bool:
    """Return whether a person holds a platform role and has no second step yet, where the region asks for one."""
    return bool(settings.STAFF_SECOND_FACTOR) and person.is_staff and not has_second_factor(person)


def check_second_factor(person: User) -> None:
    """Raise SecondFactorNeeded (the page to set one up) where the region asks staff for one and the person has none."""
    if settings.STAFF_SECOND_FACTOR and not has_second_factor(person):
        raise SecondFactorNeeded(_("Your role needs a second step at sign-in. Set one up in your account."))


def asks_second_step(person: User) -> bool:
    """Return whether a code by e-mail is not enough to let this person in.

    A resident's passkey is a faster way in, not a second lock: who loses the phone still gets in by e-mail. Whoever
    turned on an authenticator app, or works for the platform or a public body, passes both steps.
    """
    if person.is_staff or Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        return True
    return Member.objects.filter(person=person).exists()


def note_proof(person: User, kind: Authenticator.Type) -> None:
    """Note in the session that a person has just shown an app or a passkey, so that nobody asks again at once."""
    record_authentication(allauth_context.request, person, "mfa", type=kind, reauthenticated=True)


class SecondStep(AuthenticateStage):  # type: ignore[misc]  # allauth carries no types
    """The stage of signing in that asks for the second step, from those who need it."""

    def handle(self) -> tuple[HttpResponseBase | None, bool]:
        """Return the page that asks for the second step, or let the person pass."""
        person = self.login.user
        if person is not None and not asks_second_step(person):
            return None, True
        answer: tuple[HttpResponseBase | None, bool] = super().handle()
        return answer
