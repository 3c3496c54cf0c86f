"""The few colours a browser asks for outside the style sheet, read from the built theme."""

import json
from functools import cache
from typing import NamedTuple

from django.conf import settings


class Colors(NamedTuple):
    """CSS colours: the page's ground in light and dark, and the region's own colour."""

    light: str = "#ffffff"
    dark: str = "#0d1218"
    accent: str = "#1d3c8f"


@cache
def colors() -> Colors:
    """Return the built theme's colours, or plain ones before anything was built."""
    file = settings.BUILD / "theme" / "colors.json"
    try:
        return Colors(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Colors()
