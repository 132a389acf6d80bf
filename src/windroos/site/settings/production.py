"""Settings of an organisation's own server, behind a proxy that speaks HTTPS.

gunicorn takes `X-Forwarded-Proto` from a proxy on the same machine; for one elsewhere, give its
address in FORWARDED_ALLOW_IPS, a variable of gunicorn.
"""

from windroos.site import environment
from windroos.site.settings.base import *  # noqa: F403

SECRET_KEY = environment.required(
    "WINDROOS_SECRET_KEY",
    "sessions are signed with it. Make one of 50 random characters and keep it secret.",
)
ALLOWED_HOSTS = environment.words("WINDROOS_ALLOWED_HOSTS") or [
    environment.required(
        "WINDROOS_ALLOWED_HOSTS",
        "give the host names of the site, with commas between them.",
    )
]

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
# Whether the hosts below this one, and the browsers' preload list, follow is for the organisation
# that owns the domain.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
