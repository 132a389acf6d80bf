"""Settings that hold everywhere; `demo`, `test` and `production` add what is theirs."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from windroos.report.catalogue.vocabularies import LICENCES
from windroos.site import environment

SITE = Path(__file__).resolve().parent.parent

# What the program writes: database, evidence lake, collected static files.
WINDROOS_DATA = environment.data_folder()
WINDROOS_LAKE = WINDROOS_DATA / "lake"
WINDROOS_DOCUMENTS = WINDROOS_DATA / "documents"
WINDROOS_DEMO = False

DEBUG = False
ROOT_URLCONF = "windroos.site.urls"
WSGI_APPLICATION = "windroos.site.wsgi.application"

INSTALLED_APPS = [
    "windroos.site",
    "windroos.apps.reports",
    "windroos.apps.programmes",
    "windroos.apps.compass",
    "windroos.apps.network",
    "windroos.apps.evidence",
    "windroos.apps.regions",
    "windroos.apps.accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    # For its copy of htmx.
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Above WhiteNoise, so that static files carry the policy too.
    "csp.middleware.CSPMiddleware",
    "windroos.site.api.middleware.ApiMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Above the session, which it keeps from pages in a frame.
    "windroos.site.embedding.without_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "windroos.apps.accounts.middleware.from_the_web",
    "windroos.apps.accounts.middleware.not_kept",
    "windroos.apps.accounts.middleware.sessions_end",
    "windroos.apps.accounts.middleware.SecondFactorFirst",
    "axes.middleware.AxesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "windroos.site.context_processors.page",
            ],
        },
    },
]

# Data

DATABASES = {
    "default": environment.database(
        os.environ.get("DATABASE_URL") or environment.sqlite_url(WINDROOS_DATA / "windroos.sqlite3")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by the processes that serve the site: what counts requests must count all of them.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "windroos.site.caches.SharedFileCache",
        "LOCATION": str(WINDROOS_DATA / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 1000},
    }
}

# API: how many requests a minute, per account and per network address without one (0: no end).

WINDROOS_API_PER_MINUTE = environment.number("WINDROOS_API_PER_MINUTE", 1200)
WINDROOS_API_PER_MINUTE_ANONYMOUS = environment.number("WINDROOS_API_PER_MINUTE_ANONYMOUS", 300)
# Whom its users can ask; `.example` is nobody's (RFC 2606).
WINDROOS_API_CONTACT = {
    "name": os.environ.get("WINDROOS_CONTACT_NAME") or "Windroos",
    "url": os.environ.get("WINDROOS_CONTACT_URL") or "https://windroos.example/nl/api/",
    "email": os.environ.get("WINDROOS_CONTACT_EMAIL") or "api@windroos.example",
}

# Who publishes the open data, for the catalogue that others harvest.

WINDROOS_PUBLISHER = environment.publisher(LICENCES)

# Accounts

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    # First: it refuses who gave too many wrong passwords, before any is looked at.
    "axes.backends.AxesStandaloneBackend",
    "windroos.apps.accounts.backends.PasswordBackend",
    "windroos.apps.accounts.openid.OpenIDBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "windroos.apps.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
# The link of a forgotten password: an hour, as whoever asked for it is waiting for it.
PASSWORD_RESET_TIMEOUT = 60 * 60
# The log-in of an organisation's own accounts, where the operator set it up.
WINDROOS_OIDC = environment.openid()
OTP_TOTP_ISSUER = "Windroos"

# After this many wrong passwords for an account from one address, the next wait: long enough to
# make guessing hopeless, short enough for who mistypes. By account and address together, so that
# nobody can shut out somebody else from afar.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "windroos.apps.accounts.entering.username"
AXES_WHITELIST_CALLABLE = "windroos.apps.accounts.entering.not_counted"
AXES_CLIENT_IP_CALLABLE = "windroos.apps.accounts.entering.client_address"
AXES_LOCKOUT_CALLABLE = "windroos.apps.accounts.entering.too_often"
# Who logged in stands in the audit trail; wrong attempts are kept as long as they count.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
# What of a form is not kept with a wrong attempt: everything that is anyone's.
AXES_SENSITIVE_PARAMETERS = [
    *("username", "ip_address", "password", "new_password", "again", "email", "name"),
    *("code", "state", "csrfmiddlewaretoken"),
]
# The proxies whose word on a visitor's address is taken: those gunicorn trusts.
WINDROOS_PROXIES = environment.words("FORWARDED_ALLOW_IPS") or ["127.0.0.1", "::1"]

# Without use a session ends after a working day: who comes back from lunch is still there, who left
# the machine at night is not. In use it lasts two weeks, so that a script or a page that keeps
# asking cannot hold it open for ever.
SESSION_COOKIE_AGE = 8 * 60 * 60
WINDROOS_SESSION_LASTS = timedelta(days=14)

# E-mail: none, unless the demo or the environment says how. Its links need the site's address.

WINDROOS_MAIL = False
WINDROOS_MAIL_LATER = True
WINDROOS_ADDRESS = ""

# Draws that take long are made, and sources brought in, by threads beside the requests
# (docs/adr/0008, 0010).

WINDROOS_RUN_LATER = True

# Languages: Dutch first. Every page has its language in its address.

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [SITE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = WINDROOS_DATA / "static"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Security

WHITENOISE_ALLOW_ALL_ORIGINS = False
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # The map's style sheet draws its buttons from data: addresses.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Log: one line per event, to standard error, where the machine collects it.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # It tells whose password was wrong, and from where.
        "axes": {"handlers": [], "level": "CRITICAL", "propagate": True},
        # It tells what the provider said of a person.
        "mozilla_django_oidc": {"handlers": [], "level": "CRITICAL", "propagate": True},
        "windroos": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
