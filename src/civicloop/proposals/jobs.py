"""Mails to authors, sent by the job worker: queued in the transaction that causes them."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from civicloop.proposals.mails import appeal_mail, hidden_mail
from civicloop.proposals.models import Appeal, Decision

# A mail server that is away is tried again after 30 s, 60 s, 120 s … for about 17 hours.
PATIENCE = RetryStrategy(max_attempts=12, exponential_wait=15)
SUBJECTS = ("proposal__author", "argument__author")


@app.task(retry=PATIENCE)
def mail_hidden(decision: int) -> None:
    """Tell an author that their words were hidden, and why."""
    mail = hidden_mail(Decision.objects.select_related(*SUBJECTS).get(pk=decision))
    if mail is not None:
        mail.send()


@app.task(retry=PATIENCE)
def mail_appeal(appeal: int) -> None:
    """Tell an author what became of their appeal."""
    deep = [f"decision__{name}" for name in SUBJECTS]
    mail = appeal_mail(Appeal.objects.select_related("author", *deep).get(pk=appeal))
    if mail is not None:
        mail.send()
