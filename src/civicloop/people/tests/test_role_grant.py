"""Admins give and take platform roles."""

LIST = "/en/people"


def url(person, *parts: str) -> str:
    return "/".join([LIST, str(person.pk), *parts])


def test_a_role_is_given_and_taken(as_person, admin, resident):
    browser = as_person(admin)
    page = browser.post(url(resident, "roles", "moderator", "grant"), follow=True)
    assert "Rosa has the role “Moderator” now." in page.content.decode()
    resident.refresh_from_db()
    assert resident.roles == ["moderator"]
    assert "role-grant" in page.content.decode()

    browser.post(url(resident, "roles", "moderator", "revoke"))
    resident.refresh_from_db()
    assert resident.roles == []
    assert browser.post(url(resident, "roles", "king", "grant")).status_code == 404
