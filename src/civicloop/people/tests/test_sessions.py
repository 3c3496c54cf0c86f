"""Where somebody is signed in, and signing out everywhere else."""

from allauth.usersessions.models import UserSession


def test_signing_out_everywhere_else_leaves_this_browser(sign_in_with, resident, moderator, settings):
    # allauth looks every session up by itself; nobody has many.
    settings.ZEAL_ALLOWLIST = [*settings.ZEAL_ALLOWLIST, {"model": "people.User"}]
    phone = sign_in_with(resident, "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36")
    desk = sign_in_with(resident, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    other = sign_in_with(moderator, "curl/8")

    page = desk.get("/en/accounts/sessions/").content.decode()
    assert "Chrome · Android" in page
    assert "Firefox · Linux" in page
    assert "Unknown browser" not in page

    page = desk.post("/en/accounts/sessions/", follow=True)
    assert "You are signed out everywhere else." in page.content.decode()
    assert "You are signed in nowhere else." in page.content.decode()
    assert desk.get("/en/account").status_code == 200
    assert phone.get("/en/account").status_code == 302
    assert other.get("/en/account").status_code == 200
    assert UserSession.objects.filter(user=resident).count() == 1
