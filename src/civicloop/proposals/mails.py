"""Mails to one person: the author of words that were hidden, and the answer to an appeal."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from civicloop.core.region import pack
from civicloop.proposals.models import Appeal, Decision


def hidden_mail(decision: Decision) -> EmailMessage | None:
    """Return the mail that tells an author why their words were hidden and how to object; None without an author."""
    subject = decision.subject
    if subject.author is None or not subject.author.is_active:
        return None
    with translation.override(subject.author.language):
        title = _("The moderators have hidden something you wrote")
        text = _(
            "Others no longer see what you wrote. This is the reason:\n\n%(reason)s\n\n"
            "You can still read it, and you can ask for a second look. Another moderator will then decide:\n%(url)s"
        )
        url = settings.BASE_URL + subject.get_absolute_url()
        return _mail(subject.author.email, title, text % {"reason": decision.public_reason, "url": url})


def appeal_mail(appeal: Appeal) -> EmailMessage | None:
    """Return the mail that tells an author what became of their appeal; None when they have left."""
    if not appeal.author.is_active:
        return None
    with translation.override(appeal.author.language):
        upheld = appeal.outcome == Appeal.Outcome.UPHELD
        title = _("Your words can be read again") if upheld else _("Your words stay hidden")
        text = _("A moderator looked at what you wrote again. This is the answer:\n\n%(answer)s\n\n%(url)s")
        url = settings.BASE_URL + appeal.decision.subject.get_absolute_url()
        return _mail(appeal.author.email, title, text % {"answer": appeal.answer, "url": url})


def _mail(to: str, subject: str, text: str) -> EmailMessage:
    region = pack().name.best().text
    return EmailMessage(subject, f"{text}\n\n{region}\n{settings.BASE_URL}\n", settings.DEFAULT_FROM_EMAIL, [to])
