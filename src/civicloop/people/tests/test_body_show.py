"""A public body as a visitor, a member and an admin see it."""

from civicloop.people.models import Body

LIST = "/en/bodies"
SHOW = "/en/bodies/mobility"


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
