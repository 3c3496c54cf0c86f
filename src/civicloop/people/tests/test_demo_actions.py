"""The demo's people: made once, found again, each with what they need."""

from allauth.account.models import EmailAddress

from civicloop.people.actions.demo import ensure_demo_people, ensure_person
from civicloop.people.models import Member, User


def test_the_demo_has_four_people_and_making_them_again_changes_nothing(db):
    accounts = ensure_demo_people()
    before = list(User.objects.order_by("pk").values())
    assert ensure_demo_people() == accounts

    assert list(User.objects.order_by("pk").values()) == before
    assert [email for email, _ in accounts] == [
        "resident@demo.example",
        "moderator@demo.example",
        "body@demo.example",
        "admin@demo.example",
    ]
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 4
    assert User.objects.get(email="admin@demo.example").roles == ["admin"]
    assert User.objects.get(email="moderator@demo.example").roles == ["moderator"]
    assert Member.objects.get().person.email == "body@demo.example"
    assert Member.objects.get().role == "manager"


def test_what_somebody_changed_in_the_demo_stays(db):
    person = ensure_person(email="resident@demo.example", display_name="Noor")
    person.display_name = "Nora"
    person.save()
    assert ensure_person(email="resident@demo.example", display_name="Noor").display_name == "Nora"
    assert person.sample
