"""Settings of the tests: a database in memory unless DATABASE_URL names one, fast passwords."""

import os

from windroos.site import environment
from windroos.site.settings.base import *  # noqa: F403
from windroos.site.settings.base import STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": environment.database(os.environ.get("DATABASE_URL") or "sqlite://:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Without a collected copy, static files come from where they are written.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
