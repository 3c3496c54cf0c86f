"""The platform keeps an admin."""

LIST = "/en/people"


def url(person, *parts: str) -> str:
    return "/".join([LIST, str(person.pk), *parts])


def test_the_last_admin_is_told_why_not(as_person, admin):
    page = as_person(admin).post(url(admin, "roles", "admin", "revoke"))
    assert page.status_code == 409
    assert "only platform admin" in page.content.decode()


def test_an_admin_who_steps_down_is_led_to_the_account(as_person, admin, make_person):
    make_person("alan", roles=["admin"])
    page = as_person(admin).post(url(admin, "roles", "admin", "revoke"))
    assert page["Location"] == "/en/account"
