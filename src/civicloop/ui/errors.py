"""Headings of the error pages, and the last resort: pages that need neither database, session nor templates."""

from functools import cache
from pathlib import Path

from django.http import HttpResponse
from django.utils.translation import gettext as _

RETRY_SECONDS = 30
FALLBACKS = Path(__file__).parent / "static" / "ui"


def title(status: int) -> str:
    """Return what an error page's heading says for an HTTP status."""
    titles = {
        400: _("We could not read that"),
        403: _("You may not open this"),
        404: _("Nothing is here"),
        405: _("That does not work here"),
        409: _("That does not fit any more"),
        410: _("This is no longer here"),
        413: _("That is too large"),
        422: _("Please check what you sent"),
        429: _("Too many tries"),
        503: _("Not available right now"),
    }
    return titles.get(status) or (_("Something broke") if status >= 500 else _("That did not work"))  # noqa: PLR2004 - HTTP's own


def fallback(status: int) -> HttpResponse:
    """Return the ready-made page, in every language at once, for when no template can be rendered: 500 or 503."""
    response = HttpResponse(_page(503 if status == 503 else 500), status=status)  # noqa: PLR2004 - HTTP's own
    if status == 503:  # noqa: PLR2004 - HTTP's own
        response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


@cache
def _page(status: int) -> bytes:
    return (FALLBACKS / f"{status}.html").read_bytes()
