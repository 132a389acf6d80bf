"""Secrets that are shown once and kept as their hash: of tokens and of invitations.

A secret has 256 random bits. Such a one needs no slow hash and no salt: nobody can try them all,
and its hash is the key by which it is found.
"""

import hashlib
import secrets

TOKEN_MARK = "wr_"  # noqa: S105 (by which people and scanners know a leaked token)
SHOWN = 9


def new_secret(mark: str = "") -> str:
    """A secret nobody can guess, beginning with `mark`."""
    return mark + secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """SHA-256 of a secret: what is kept of it."""
    return hashlib.sha256(secret.encode()).hexdigest()
