"""Which way mails leave: the console, the demo's mail page, or an SMTP server."""

from typing import Any
from urllib.parse import unquote, urlsplit

from civicloop.config.env import Env


def mail_settings(env: Env) -> dict[str, Any]:
    """Return Django's e-mail settings for CIVICLOOP_EMAIL."""
    settings: dict[str, Any] = {"DEFAULT_FROM_EMAIL": env.email_from, "SERVER_EMAIL": env.email_from, "EMAIL_TIMEOUT": 20}
    parts = urlsplit(env.email)
    if parts.scheme == "demo":
        return settings | {"EMAIL_BACKEND": "civicloop.core.mail.DemoMailBackend"}
    if parts.scheme == "console":
        return settings | {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    return settings | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
    }
