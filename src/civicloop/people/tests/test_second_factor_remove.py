"""Admins help after a lost phone."""

from allauth.mfa.models import Authenticator

LIST = "/en/people"


def url(person, *parts: str) -> str:
    return "/".join([LIST, str(person.pk), *parts])


def test_a_lost_phone_is_no_end(as_person, admin, moderator):
    Authenticator.objects.create(user=moderator, type="totp", data={"secret": "x"})
    browser = as_person(admin)
    assert "Lost phone" in browser.get(url(moderator)).content.decode()
    assert browser.post(url(moderator, "second-factor", "remove"), {}).status_code == 422
    browser.post(url(moderator, "second-factor", "remove"), {"second-factor-reason": "Called back."})
    assert not Authenticator.objects.exists()
    assert "Lost phone" not in browser.get(url(moderator)).content.decode()
