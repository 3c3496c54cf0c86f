"""The demo's mail box: mails are stored instead of sent and can be read at /demo/mail."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from civicloop.core.models import DemoMail


class DemoMailBackend(BaseEmailBackend):
    """Store mails in the database; for the demo region only."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the mails and return how many there were."""
        DemoMail.objects.bulk_create(
            DemoMail(
                to=", ".join(mail.recipients())[:500],
                subject=str(mail.subject)[:500],
                text=str(mail.body),
                html=_html(mail),
            )
            for mail in email_messages
        )
        return len(email_messages)


def _html(mail: EmailMessage) -> str:
    parts = mail.alternatives if isinstance(mail, EmailMultiAlternatives) else []
    return next((str(content) for content, kind in parts if kind == "text/html"), "")
