"""Mails to followers, sent by the job worker."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from civicloop.notices.mails import notice_mail
from civicloop.notices.models import Follow, Notice

BATCH = 200  # followers one job hands on, so that no transaction grows with their number
# A mail server that is away is tried again after 30 s, 60 s, 120 s … for about 17 hours.
PATIENCE = RetryStrategy(max_attempts=12, exponential_wait=15)


@app.task
def mail_followers(notice: int, after: int) -> None:
    """Queue one mail job per follower, a batch at a time; `after` is the last follow of the batch before.

    The jobs and the next batch are stored in one transaction: a killed worker neither loses nor doubles them.
    """
    about = Notice.objects.get(pk=notice)
    with transaction.atomic():
        follows = list(
            Follow.objects.about(about.kind, about.key)
            .filter(pk__gt=after, at__lte=about.at)
            .exclude(person_id=about.actor or 0)
            .values_list("pk", flat=True)[:BATCH]
        )
        if follows:
            batch: list[JSONDict] = [{"notice": notice, "follow": follow} for follow in follows]
            mail_follower.batch_defer(*batch)
            mail_followers.defer(notice=notice, after=follows[-1])


@app.task(retry=PATIENCE)
def mail_follower(notice: int, follow: int) -> None:
    """Mail one follower what happened, unless they stopped following or left meanwhile."""
    found = Follow.objects.filter(pk=follow, person__is_active=True).select_related("person").first()
    if found is not None:
        notice_mail(Notice.objects.get(pk=notice), found).send()
