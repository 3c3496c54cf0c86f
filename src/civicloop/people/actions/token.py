"""Personal API tokens: made once, shown once, revoked at any time."""

from django.db import transaction
from django.utils.translation import gettext as _

from civicloop.core import audit
from civicloop.core.errors import Conflict
from civicloop.people.access import check_may_write
from civicloop.people.models import ApiToken, User

LIMIT = 10  # enough for one per program; more is a sign of forgotten ones


@transaction.atomic
def create_token(*, by: User, name: str) -> tuple[ApiToken, str]:
    """Return a new token and its secret, which is stored nowhere and can never be shown again.

    Errors: Forbidden for blocked people, Conflict when the person has ten tokens already.
    """
    check_may_write(by)
    User.objects.select_for_update().get(pk=by.pk)  # two tabs cannot pass the limit together
    if by.api_tokens.count() >= LIMIT:
        raise Conflict(_("You have ten tokens already. Revoke one that you no longer use."), field="name")
    secret = ApiToken.new_secret()
    token = ApiToken.objects.create(person=by, name=name, digest=ApiToken.digest_of(secret), hint=secret[:12])
    audit.record("token-create", by=by, on=token)
    return token, secret


@transaction.atomic
def revoke_token(*, by: User, token: ApiToken) -> None:
    """Take a token away: programs that use it stop working at once."""
    audit.record("token-revoke", by=by, on=token)
    token.delete()
