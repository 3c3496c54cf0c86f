"""The audit trail cannot be changed, not even by SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from civicloop.core import audit


def test_a_row_says_who_did_what_to_which(make_person):
    ada = make_person("ada")
    with transaction.atomic():
        audit.record("person-renamed", by=ada, on=ada, before={"name": "A"}, after={"name": "Ada"})
    entry = audit.trail(ada).get()
    assert (entry.actor, entry.action, entry.object_kind, entry.before) == (
        ada.pk,
        "person-renamed",
        "user",
        {"name": "A"},
    )


@pytest.mark.parametrize("statement", ["UPDATE core_auditentry SET actor = 1", "DELETE FROM core_auditentry"])
def test_nobody_rewrites_it(make_person, statement):
    ada = make_person("ada")
    with transaction.atomic():
        audit.record("x", by=ada, on=ada)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert audit.trail(ada).get().actor == ada.pk


def test_outside_a_transaction_it_refuses(own_db):
    from civicloop.people.models import User

    ada = User.objects.create_user("ada@example.org")
    with pytest.raises(RuntimeError, match="outside a transaction"):
        audit.record("x", by=ada, on=ada)
