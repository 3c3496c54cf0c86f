"""A member gets another role."""

from civicloop.people.models import Member

MEMBERS = "/en/bodies/mobility/members"


def test_the_last_manager_is_told_why_not(as_person, manager):
    mine = Member.objects.get(person=manager)
    for url, answers in ((f"{MEMBERS}/{mine.pk}", {"role": "viewer"}), (f"{MEMBERS}/{mine.pk}/remove", {})):
        page = as_person(manager).post(url, answers)
        assert page.status_code == 409
        assert "You are the only manager here" in page.content.decode()
    mine.refresh_from_db()
    assert mine.role == "manager"


def test_a_role_that_is_none_is_refused(as_person, manager, viewer):
    page = as_person(manager).post(f"{MEMBERS}/{Member.objects.get(person=viewer).pk}", {"role": "king"})
    assert page.status_code == 422
