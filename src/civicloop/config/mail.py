"""Which way mails leave: the console, the demo's mail page, or an SMTP server."""

from typing import Any
from urllib.parse import unquote, urlsplit

from civicloop.config.env import Env


def mailers(env: Env) -> dict[str, dict[str, Any]]:
    """Return Django's MAILERS for CIVICLOOP_EMAIL."""
    parts = urlsplit(env.email)
    if parts.scheme == "demo":
        return {"default": {"BACKEND": "civicloop.core.mail.DemoMailBackend"}}
    if parts.scheme == "console":
        return {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
    options = {
        "host": parts.hostname or "localhost",
        "port": parts.port or (465 if parts.scheme == "smtps" else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and bool(parts.username),
        "timeout": 20,
    }
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
