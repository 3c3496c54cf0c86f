"""What a person was about to do when they had to sign in: kept in the session until it is done.

Contract for views: `remember(request, name="support", sentence="You were about to support “…”.", next_url=…)`, send the
person to sign in, and on the page they come back to `take(request, "support")` – it is given once.
The session key changes at sign-in, its content stays, so the intent comes along.
"""

import time
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

KEY = "intent"
LIFETIME_SECONDS = 60 * 60  # longer than any sign-up takes; after it, coming back would surprise


@dataclass(frozen=True, slots=True)
class Intent:
    """Something to do after signing in: a name for the code, a sentence for the person, the page to return to."""

    name: str
    sentence: str
    next_url: str


def remember(request: HttpRequest, *, name: str, sentence: str, next_url: str) -> None:
    """Keep what the person was about to do; a later intent takes the place of an earlier one.

    Errors: ValueError when `next_url` leads to another site.
    """
    if not url_has_allowed_host_and_scheme(next_url, allowed_hosts={request.get_host()}):
        raise ValueError(f"an intent leads back into this site, not to {next_url!r}")
    request.session[KEY] = {"name": name, "sentence": str(sentence), "next": next_url, "at": time.time()}


def waiting(request: HttpRequest) -> Intent | None:
    """Return the intent that waits, without taking it; None when there is none or it is more than an hour old."""
    stored = request.session.get(KEY)
    if not isinstance(stored, dict) or time.time() - stored.get("at", 0) > LIFETIME_SECONDS:
        return None
    return Intent(stored["name"], stored["sentence"], stored["next"])


def take(request: HttpRequest, name: str) -> Intent | None:
    """Return the waiting intent of this name and forget it; None when another or none waits."""
    intent = waiting(request)
    if intent is None or intent.name != name:
        return None
    del request.session[KEY]
    return intent
