"""Settings of the tests: a database in memory unless DATABASE_URL names one, fast passwords."""

import os

from windroos.site import environment
from windroos.site.settings.base import *  # noqa: F403
from windroos.site.settings.base import STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": environment.database(os.environ.get("DATABASE_URL") or "sqlite://:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# E-mail of a test stays in `mail.outbox`, and is there at once.
WINDROOS_MAIL = True
WINDROOS_MAIL_LATER = False
WINDROOS_ADDRESS = "http://testserver"
# And no thread writes beside a test: a run is made at once.
WINDROOS_RUN_LATER = False
DEFAULT_FROM_EMAIL = "windroos@voorbeeld.example"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Without a collected copy, static files come from where they are written.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WINDROOS_API_PER_MINUTE = WINDROOS_API_PER_MINUTE_ANONYMOUS = 0
