"""A member is removed."""

from civicloop.people.models import Member

SHOW = "/en/bodies/mobility"
MEMBERS = "/en/bodies/mobility/members"


def test_a_manager_who_removes_themselves_is_led_away(as_person, manager, viewer):
    Member.objects.filter(person=viewer).update(role="manager")
    page = as_person(manager).post(f"{MEMBERS}/{Member.objects.get(person=manager).pk}/remove")
    assert page["Location"] == SHOW


def test_a_member_of_another_body_cannot_be_reached_from_here(as_person, manager, make_person):
    elsewhere = Member.objects.create(body_id="environment", person=make_person("eva"), role="viewer")
    assert as_person(manager).post(f"{MEMBERS}/{elsewhere.pk}/remove").status_code == 404
    assert as_person(manager).post(f"/en/bodies/environment/members/{elsewhere.pk}/remove").status_code == 403
    assert Member.objects.filter(pk=elsewhere.pk).exists()
