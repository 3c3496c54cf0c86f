"""A token is revoked by its owner."""

from civicloop.people.models import ApiToken


def test_a_token_is_revoked_by_its_owner_only(client, as_person, resident, moderator):
    token = ApiToken.objects.create(person=resident, name="Mine", digest="d", hint="h")
    url = f"/en/account/tokens/{token.pk}/revoke"
    assert client.post(url).status_code == 302
    assert as_person(moderator).post(url).status_code == 404
    assert ApiToken.objects.filter(pk=token.pk).exists()
    assert as_person(resident).get(url).status_code == 405
    assert as_person(resident).post(url).status_code == 303
    assert not ApiToken.objects.exists()
