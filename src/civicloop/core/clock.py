"""What time it is: one place, so that tests can say another."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return the current moment, with UTC as its time zone."""
    return timezone.now()
