"""One person, as the admins and nobody else see them."""

from civicloop.people.actions.person import erase_person

LIST = "/en/people"


def url(person, *parts: str) -> str:
    return "/".join([LIST, str(person.pk), *parts])


ACTIONS = [
    ("roles", "moderator", "grant"),
    ("roles", "moderator", "revoke"),
    ("block",),
    ("unblock",),
    ("second-factor", "remove"),
]


def test_only_admins_enter(client, as_person, resident, moderator, admin):
    assert client.get(LIST).status_code == 302
    for person in (resident, moderator):
        browser = as_person(person)
        assert browser.get(LIST).status_code == 403
        assert browser.get(url(resident)).status_code == 403
        for parts in ACTIONS:
            assert browser.post(url(resident, *parts), {}).status_code == 403
    assert as_person(admin).get(LIST).status_code == 200
    assert as_person(admin).get(url(resident)).status_code == 200


def test_who_left_is_not_found(as_person, admin, resident):
    erase_person(by=resident, person=resident)
    assert as_person(admin).get(url(resident)).status_code == 404
    assert as_person(admin).post(url(resident, "block"), {"block-reason": "x"}).status_code == 404


def test_a_member_of_a_body_is_shown_with_it(as_person, admin, manager):
    assert "Brussels Mobility" in as_person(admin).get(url(manager)).content.decode()
