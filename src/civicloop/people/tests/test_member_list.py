"""Members of a public body: for its managers and the admins."""

import pytest

from civicloop.people.models import Member

MEMBERS = "/en/bodies/mobility/members"


def test_members_are_changed_by_managers_and_admins_only(client, as_person, manager, viewer, resident, admin):  # noqa: PLR0917
    assert client.get(MEMBERS).status_code == 302
    for person in (viewer, resident):
        assert as_person(person).get(MEMBERS).status_code == 403
        assert as_person(person).post(MEMBERS, {"email": resident.email, "role": "manager"}).status_code == 403
    for person in (manager, admin):
        page = as_person(person).get(MEMBERS)
        assert page.status_code == 200
        assert "vic@example.org" in page.content.decode()
    assert Member.objects.count() == 2


def test_a_manager_adds_changes_and_removes(as_person, manager, resident):
    browser = as_person(manager)
    page = browser.post(MEMBERS, {"email": resident.email, "role": "editor"}, follow=True)
    assert "Rosa is a member now." in page.content.decode()
    member = Member.objects.get(person=resident)

    browser.post(f"{MEMBERS}/{member.pk}", {"role": "viewer"})
    member.refresh_from_db()
    assert member.role == "viewer"
    page = browser.post(f"{MEMBERS}/{member.pk}/remove", follow=True)
    assert "Rosa is no longer a member." in page.content.decode()
    assert not Member.objects.filter(person=resident).exists()


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"email": "nobody@example.org", "role": "viewer"}, "email"),
        ({"email": "x", "role": "viewer"}, "email"),
        ({"email": "a\x00@example.org", "role": "viewer"}, "email"),
        ({"email": "rosa@example.org", "role": "king"}, "role"),
        ({"email": "mona@example.org", "role": "viewer"}, "email"),
    ],
)
def test_a_bad_answer_is_met_with_a_sentence_at_its_field(as_person, manager, resident, answers, field):
    page = as_person(manager).post(MEMBERS, answers)
    assert page.status_code == 422
    assert f'id="id_{field}_error"' in page.content.decode()
