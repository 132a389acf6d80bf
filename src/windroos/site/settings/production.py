"""Settings of an organisation's own server, behind a proxy that speaks HTTPS.

gunicorn takes `X-Forwarded-Proto` from a proxy on the same machine; for one elsewhere, give its
address in FORWARDED_ALLOW_IPS, a variable of gunicorn.
"""

import os

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

# The address of the site, for the links in e-mail.
WINDROOS_ADDRESS = os.environ.get("WINDROOS_ADDRESS", "").strip() or (
    f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
)
_mail = environment.email(os.environ.get("WINDROOS_EMAIL_URL", "").strip())
globals().update(_mail)
if _mail["WINDROOS_MAIL"]:
    DEFAULT_FROM_EMAIL = environment.required(
        "WINDROOS_EMAIL_FROM", "e-mail is sent by this address: “Windroos <windroos@…>”."
    )

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
# Whether the hosts below this one, and the browsers' preload list, follow is for the organisation
# that owns the domain.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# A browser takes these only over HTTPS, and from no other host of the domain.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
