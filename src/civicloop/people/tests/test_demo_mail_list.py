"""The demo shows the mails it would have sent; no other region does."""

from django.core.mail import EmailMessage

from civicloop.core.mail import DemoMailBackend
from civicloop.people import mails


def test_the_demo_s_mails_exist_in_the_demo_only(client, db, settings):
    settings.DEMO = False
    assert client.get("/en/demo/mail").status_code == 404
    settings.DEMO = True
    page = client.get("/en/demo/mail")
    assert "No mail yet" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.get("/demo/mail")["Location"] == "/en/demo/mail"


def test_the_newest_mail_stands_first_with_its_code(client, db, settings):
    settings.DEMO = True
    subject, text = mails.render("account/email/login_code", {"code": "1234-5678"})
    html = "<script>alert(1)</script>"
    DemoMailBackend().send_messages([EmailMessage("Older " + html, html, "a@b.c", ["x@demo.example"])])
    DemoMailBackend().send_messages([EmailMessage(subject, text, "a@b.c", ["resident@demo.example"])])

    page = client.get("/en/demo/mail").content.decode()
    assert '<strong class="nowrap">1234-5678</strong>' in page
    assert page.index("resident@demo.example") < page.index("x@demo.example")
    assert html not in page


def test_where_a_code_is_awaited_the_demo_points_to_its_mails(client, db, settings):
    settings.DEMO = True
    page = client.post("/en/accounts/login/", {"login": "x@example.org"}, follow=True)
    assert 'href="/en/demo/mail">Read the mail here' in page.content.decode()
