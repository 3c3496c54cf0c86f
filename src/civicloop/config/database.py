"""Where the database is: a managed PostgreSQL by address, or the embedded one in the region's home."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from civicloop.config.env import Env
from civicloop.core.embedded import Cluster


def parse_url(url: str) -> dict[str, Any]:
    """Return Django's connection fields for a postgresql:// address; a socket folder may stand in ?host=."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or "postgres"),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


def databases(env: Env) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: one PostgreSQL, a pool of connections per process, short waits.

    The embedded server's address is known without starting it; the command line starts it.
    """
    url = env.database_url or Cluster(env.home / "postgres").url("civicloop")
    fields = parse_url(url)
    fields["OPTIONS"] |= {
        "connect_timeout": 5,
        "pool": {"min_size": 1, "max_size": env.connections, "timeout": 5, "max_lifetime": 1800},
    }
    return {"default": {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0, **fields}}
