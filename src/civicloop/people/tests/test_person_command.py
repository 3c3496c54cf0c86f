"""The command line gives a region its first admin."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from civicloop.core import audit


def person(*arguments: str) -> str:
    out = StringIO()
    call_command("person", *arguments, stdout=out)
    return out.getvalue().strip()


def test_the_first_admin_comes_from_the_command_line(resident):
    assert person(resident.email, "--grant", "admin") == "rosa@example.org: admin"
    assert audit.trail(resident).get().actor is None


def test_the_last_admin_stays(admin):
    with pytest.raises(CommandError, match="only platform admin"):
        person(admin.email, "--revoke", "admin")


def test_an_unknown_address_is_named(db):
    with pytest.raises(CommandError, match=r"Nobody has signed up with x@example\.org"):
        person("x@example.org", "--grant", "admin")


def test_a_lost_phone_is_no_end(moderator):
    Authenticator.objects.create(user=moderator, type="totp", data={"secret": "x"})
    assert person(moderator.email, "--remove-second-factor") == "moussa@example.org: moderator"
    assert not Authenticator.objects.filter(user=moderator).exists()
