"""Whose request it is: by a token, or by the session of a browser with its CSRF token."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.utils import check_csrf

from windroos.apps.accounts import queries as accounts
from windroos.rest.problems import Problem

SAFE = ("GET", "HEAD", "OPTIONS")


def identify(request: HttpRequest, *, reads: bool) -> None:
    """Makes the request that of its token's owner, or leaves it to the session.

    Raises a `Problem` for a token that lets nobody in, and for a write that the token or a page of
    another site may not do.
    """
    given = request.headers.get("Authorization")
    if given is not None:
        scheme, _space, secret = given.partition(" ")
        found = accounts.user_of_token(secret.strip()) if scheme.lower() == "bearer" else None
        if found is None:
            raise Problem(
                "unauthenticated",
                _("The token is unknown, expired or revoked, or its owner may not log in."),
                headers={"WWW-Authenticate": 'Bearer error="invalid_token"'},
            )
        request.user, token = found
        request.token = token  # type: ignore[attr-defined]
        if not reads and not token.writes:
            raise Problem("read-only-token", _("Make a token that may write, and use that one."))
    elif request.user.is_authenticated and not reads and check_csrf(request) is not None:
        raise Problem("cross-site", _("Send the CSRF token of the session, or use a token."))
