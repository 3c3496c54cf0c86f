"""Personal tokens: shown once, found by their secret, gone when revoked."""

import pytest

from civicloop.core import audit, clock
from civicloop.core.errors import Conflict, Forbidden
from civicloop.people.actions.person import erase_person
from civicloop.people.actions.token import LIMIT, create_token, revoke_token
from civicloop.people.models import ApiToken


def test_a_token_is_found_by_its_secret_which_is_stored_nowhere(resident, make_person):
    token, secret = create_token(by=resident, name="Spreadsheet")

    assert ApiToken.objects.by_secret(secret).person == resident
    assert ApiToken.objects.by_secret(secret + "x") is None
    assert ApiToken.objects.by_secret("") is None
    row = ApiToken.objects.values().get(pk=token.pk)
    assert secret not in str(row)
    assert secret not in str(list(audit.trail(token).values()))


def test_a_revoked_token_opens_nothing(resident):
    token, secret = create_token(by=resident, name="Spreadsheet")
    revoke_token(by=resident, token=token)
    assert ApiToken.objects.by_secret(secret) is None


def test_a_token_of_somebody_who_left_opens_nothing(resident):
    _token, secret = create_token(by=resident, name="Spreadsheet")
    erase_person(by=resident, person=resident)
    assert ApiToken.objects.by_secret(secret) is None


def test_ten_tokens_are_enough(resident):
    for number in range(LIMIT):
        create_token(by=resident, name=f"Program {number}")
    with pytest.raises(Conflict, match="ten tokens") as caught:
        create_token(by=resident, name="One more")
    assert caught.value.field == "name"


def test_a_blocked_person_makes_no_token(make_person):
    blocked = make_person("bo", blocked_at=clock.now(), blocked_reason="Spam")
    with pytest.raises(Forbidden, match="Spam"):
        create_token(by=blocked, name="Spreadsheet")
