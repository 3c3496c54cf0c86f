"""A person's own doing: signing up, changing what others see of them, leaving."""

import secrets
from collections.abc import Sequence

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from civicloop.core import audit, clock, events
from civicloop.people import mails
from civicloop.people.access import check_may_lose_admin
from civicloop.people.domain import tidy_name
from civicloop.people.events import PersonErased
from civicloop.people.models import User
from civicloop.people.models.user import GONE_DOMAIN

PROFILE = ("display_name", "language", "also_reads", "place_code")


@transaction.atomic
def complete_sign_up(*, by: User, display_name: str, place_code: str, language: str) -> None:
    """Keep what a person said about themselves when they signed up and accepted the rules.

    Audit: that it happened, never what was said; an audit row outlives the person's wish to be forgotten.
    """
    by.display_name = tidy_name(display_name)
    by.place_code = place_code
    by.language = language
    by.save(update_fields=["display_name", "place_code", "language"])
    audit.record("person-sign-up", by=by, on=by, after={"rules_accepted": True})


@transaction.atomic
def edit_profile(*, by: User, display_name: str, place_code: str, language: str, also_reads: Sequence[str]) -> None:
    """Change the name others see, the municipality and the languages of a person.

    Audit: the names of the changed fields, never their content.
    """
    wanted = {
        "display_name": tidy_name(display_name),
        "language": language,
        "also_reads": sorted(set(also_reads) - {language}),
        "place_code": place_code,
    }
    changed = [field for field in PROFILE if getattr(by, field) != wanted[field]]
    if not changed:
        return
    for field in changed:
        setattr(by, field, wanted[field])
    by.save(update_fields=changed)
    audit.record("person-edit", by=by, on=by, after={"changed": changed})


@transaction.atomic
def erase_person(*, by: User, person: User) -> None:
    """Forget a person: everything that could lead to them goes, an empty row stays so that counts stay true.

    Errors: Conflict for the platform's only admin.
    Audit: one row without personal data. Higher rooms remove what is theirs on PersonErased, in this transaction.
    After commit: a last mail to the address that was just forgotten.
    """
    person.refresh_from_db()
    if person.is_staff:
        admins = list(User.objects.admins().select_for_update().order_by("pk"))  # two admins cannot leave at once
        check_may_lose_admin(person, sum(admin.pk != person.pk for admin in admins))
    last_mail = mails.to_person("gone", person)
    keys = list(UserSession.objects.filter(user=person).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    person.api_tokens.all().delete()
    person.memberships.all().delete()
    _empty(person)
    audit.record("person-erase", by=by, on=person)
    events.emit(PersonErased(person=person.pk))
    transaction.on_commit(lambda: mails.send_if_possible(last_mail))


def _empty(person: User) -> None:
    person.email = f"{secrets.token_hex(16)}@{GONE_DOMAIN}"
    person.display_name = person.place_code = person.blocked_reason = ""
    person.roles, person.also_reads = [], []
    person.last_login = person.blocked_at = None
    person.language = User().language
    person.is_active = False
    person.erased_at = clock.now()
    person.set_unusable_password()
    person.save()
