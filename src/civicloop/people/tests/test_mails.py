"""Every mail can be written."""

import pytest

from civicloop.people import mails

CONTEXT = {
    "code": "1234-5678",
    "email": "a@example.org",
    "signup_url": "http://testserver/en/accounts/signup/",
    "login_url": "http://testserver/en/accounts/login/",
    "from_email": "a@example.org",
    "to_email": "b@example.org",
    "ip": "127.0.0.1",
    "user_agent": "curl",
}


@pytest.mark.parametrize("kind", mails.MAILS)
def test_every_mail_can_be_written(kind):
    from civicloop.core import clock

    subject, text = mails.render(kind, CONTEXT | {"timestamp": clock.now()})
    assert "%" not in subject + text
    assert "\n" not in subject
    assert text.rstrip().endswith("http://127.0.0.1:8000")
