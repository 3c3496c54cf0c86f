"""Help for people who lost their phone: the platform team takes the second step away."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from civicloop.core import audit
from civicloop.people import mails
from civicloop.people.models import User


@transaction.atomic
def remove_second_factor(*, by: User | None, person: User, reason: str) -> int:
    """Remove a person's passkeys, authenticator app and recovery codes; return how many there were.

    After commit: a mail tells the person, who then signs in by e-mail code and sets up a new one.
    """
    kinds = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    Authenticator.objects.filter(user=person).delete()
    audit.record("second-factor-remove", by=by, on=person, before={"kinds": kinds}, after={"reason": reason})
    mail = mails.to_person("second_factor_removed", person)
    transaction.on_commit(lambda: mails.send_if_possible(mail))
    return len(kinds)
