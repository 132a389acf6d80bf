"""Settings of `windroos demo`: one machine, fictional accounts, nothing to fill in."""

import os

from windroos.site import environment
from windroos.site.settings.base import *  # noqa: F403
from windroos.site.settings.base import WINDROOS_DATA

WINDROOS_DEMO = True
SECRET_KEY = os.environ.get("WINDROOS_SECRET_KEY") or environment.kept_secret(
    WINDROOS_DATA / "secret-key"
)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *environment.words("WINDROOS_ALLOWED_HOSTS")]

# Nothing leaves the machine: an e-mail is printed where the demo runs.
WINDROOS_MAIL = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "windroos@voorbeeld.example"
WINDROOS_ADDRESS = "http://127.0.0.1:8000"
