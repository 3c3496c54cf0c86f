"""Settings for tests: N+1 finder on, no pool, no page cache, static names without a manifest."""

from civicloop.config.settings import *  # noqa: F403 - tests run on the real settings, less what is named below
from civicloop.config.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = [*MIDDLEWARE, "zeal.middleware.zeal_middleware"]
ZEAL_RAISE = True
# Django and allauth fetch one row of these several times while somebody signs in or out; that is theirs.
ZEAL_ALLOWLIST = [
    {"model": model}
    for model in ("sessions.Session", "account.EmailAddress", "mfa.Authenticator", "usersessions.UserSession")
]
DATABASES["default"]["OPTIONS"].pop("pool", None)
DATABASES["default"]["OPTIONS"].pop("connect_timeout", None)
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PAGE_CACHE_SECONDS = 0
STAFF_SECOND_FACTOR = False
