"""Public bodies as a visitor, a member and a manager see them."""

import pytest

from civicloop.people.models import Body, Member

LIST, SHOW, MEMBERS = "/en/bodies", "/en/bodies/mobility", "/en/bodies/mobility/members"


def test_everybody_sees_the_bodies_by_kind(client, db):
    page = client.get(LIST).content.decode()
    assert page.index("The Region") < page.index("Agencies") < page.index("Municipalities")
    assert 'href="/en/bodies/mobility"' in page
    assert "set-cookie" not in str(client.get(LIST).headers).lower()
    assert "Cookie" not in client.get(LIST).get("Vary", "")


def test_a_body_says_its_official_names_and_how_many_work_there(client, manager, viewer):
    page = client.get(SHOW)
    html = page.content.decode()
    assert '<dd lang="fr">Bruxelles Mobilité</dd>' in html
    assert '<dd lang="nl">Brussel Mobiliteit</dd>' in html
    assert "Brussels-Capital Region" in html
    assert "2 people" in html
    assert "Mona" not in html
    assert not page.cookies


def test_only_members_see_who_works_there(as_person, manager, viewer, resident, admin, moderator):  # noqa: PLR0917
    for person, sees, edits in [
        (resident, False, False),
        (moderator, False, False),
        (viewer, True, False),
        (manager, True, True),
        (admin, True, True),
    ]:
        page = as_person(person).get(SHOW).content.decode()
        assert ("Mona · Manager" in page) == sees
        assert ("Change the members" in page) == edits


def test_an_unknown_body_is_not_found(client, db):
    assert client.get("/en/bodies/nowhere").status_code == 404
    assert client.get("/en/bodies/nowhere/members").status_code == 302


def test_a_closed_body_says_so(client, body):
    from civicloop.core import clock

    Body.objects.filter(pk=body.pk).update(closed_at=clock.now())
    assert "no longer exists" in client.get(SHOW).content.decode()
    assert "/en/bodies/mobility" not in client.get(LIST).content.decode()


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


def test_the_last_manager_is_told_why_not(as_person, manager):
    mine = Member.objects.get(person=manager)
    for url, answers in ((f"{MEMBERS}/{mine.pk}", {"role": "viewer"}), (f"{MEMBERS}/{mine.pk}/remove", {})):
        page = as_person(manager).post(url, answers)
        assert page.status_code == 409
        assert "You are the only manager here" in page.content.decode()
    mine.refresh_from_db()
    assert mine.role == "manager"


def test_a_manager_who_removes_themselves_is_led_away(as_person, manager, viewer):
    Member.objects.filter(person=viewer).update(role="manager")
    page = as_person(manager).post(f"{MEMBERS}/{Member.objects.get(person=manager).pk}/remove")
    assert page["Location"] == SHOW


def test_a_role_that_is_none_is_refused(as_person, manager, viewer):
    page = as_person(manager).post(f"{MEMBERS}/{Member.objects.get(person=viewer).pk}", {"role": "king"})
    assert page.status_code == 422


def test_a_member_of_another_body_cannot_be_reached_from_here(as_person, manager, make_person):
    elsewhere = Member.objects.create(body_id="environment", person=make_person("eva"), role="viewer")
    assert as_person(manager).post(f"{MEMBERS}/{elsewhere.pk}/remove").status_code == 404
    assert as_person(manager).post(f"/en/bodies/environment/members/{elsewhere.pk}/remove").status_code == 403
    assert Member.objects.filter(pk=elsewhere.pk).exists()
