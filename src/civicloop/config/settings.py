"""Django's settings, made from `env.py`; nothing here reads the environment by itself."""

import tomllib
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import get_language_info

from civicloop.config import env as environment
from civicloop.config.database import databases
from civicloop.config.logs import logging_config
from civicloop.config.mail import mailers

ENV = environment.load()
ROOT = environment.ROOT
PACKAGE = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"

SECRET_KEY = environment.secret_key(ENV)
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.hosts
BASE_URL = ENV.base_url.rstrip("/")
SECURE = BASE_URL.startswith("https://")
REGION_PACK = ENV.region
# Only what Django must know before it starts; `core.region` reads and checks the whole pack.
REGION = tomllib.loads((REGION_PACK / "region.toml").read_text(encoding="utf-8"))["region"]
DEMO = ENV.demo
SOURCE_URL = ENV.source_url
STAFF_SECOND_FACTOR = ENV.staff_second_factor

# Highest room first, as in the import contract of pyproject.toml.
CAPABILITIES = ["site", "proposals", "strategy", "notices", "places", "people", "ui", "core"]
INSTALLED_APPS = [
    *(f"civicloop.{name}" for name in CAPABILITIES),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "ninja",
]

MIDDLEWARE = [
    "civicloop.core.middleware.request_context",
    "civicloop.core.page_cache.page_cache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "civicloop.core.middleware.default_deny",
    "civicloop.core.middleware.civic_errors",
    "civicloop.people.middleware.account_rules",
]

ROOT_URLCONF = "civicloop.config.urls"
WSGI_APPLICATION = "civicloop.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "civicloop.ui.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "civicloop.ui.templatetags.civic"],
        },
    }
]
FORM_RENDERER = "civicloop.ui.forms.CivicRenderer"

DATABASES = databases(ENV)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "civicloop.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "civicloop.people.forms.SignupExtras"
ACCOUNT_FORMS = {
    "login": "civicloop.people.forms.accounts.SignInForm",
    "request_login_code": "civicloop.people.forms.accounts.SignInCodeForm",
    "confirm_login_code": "civicloop.people.forms.accounts.SignInConfirmForm",
    "signup": "civicloop.people.forms.accounts.SignUpForm",
    "confirm_email_verification_code": "civicloop.people.forms.accounts.EmailConfirmForm",
    "add_email": "civicloop.people.forms.accounts.EmailChangeForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,30/1h/key"}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "civicloop.people.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "civicloop.people.forms.accounts.SecondStepForm",
    "reauthenticate": "civicloop.people.forms.accounts.ConfirmAccessForm",
    "activate_totp": "civicloop.people.forms.accounts.AppActivateForm",
    "add_webauthn": "civicloop.people.forms.passkeys.PasskeyAddForm",
    "signup_webauthn": "civicloop.people.forms.passkeys.PasskeySignUpForm",
    "edit_webauthn": "civicloop.people.forms.passkeys.PasskeyEditForm",
    "login_webauthn": "civicloop.people.forms.passkeys.PasskeySignInForm",
    "authenticate_webauthn": "civicloop.people.forms.passkeys.PasskeySecondStepForm",
    "reauthenticate_webauthn": "civicloop.people.forms.passkeys.PasskeyConfirmForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "civicloop.site.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# A language is part of the address, so no language cookie is ever set.
LANGUAGE_COOKIE_NAME = "unused"

SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxies else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
PERMISSIONS_POLICY = "geolocation=(self), camera=(), microphone=(), browsing-topics=()"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LANGUAGE_CODE = "en"
LANGUAGES = [(code, get_language_info(code)["name_local"].capitalize()) for code in REGION["interface_languages"]]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = REGION["timezone"]
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILD / "collected"
STATICFILES_DIRS = [BUILD / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = ENV.home / "media"
MEDIA_URL = "/media/"
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "civicloop.proposals.photos.PhotoQuota",  # stops a file over the limit before it fills the disk
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}}
PAGE_CACHE_SECONDS = ENV.page_cache_seconds

MAILERS = mailers(ENV)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.email_from
LOGGING = logging_config(ENV)
SILENCED_SYSTEM_CHECKS: list[str] = []
