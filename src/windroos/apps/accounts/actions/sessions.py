"""Logging in and out."""

from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest

from windroos.apps.accounts.actions.people import end_sessions
from windroos.apps.accounts.actions.trail import of_account, record
from windroos.apps.accounts.models import User
from windroos.apps.accounts.permits import Anyone, action

# By which a session finds its account again, however its owner got in.
BACKEND = "windroos.apps.accounts.backends.PasswordBackend"


@action(Anyone.PUBLIC)
def log_in(request: HttpRequest, user: User, *, how: str = "password") -> None:
    """Begins the session of someone who has shown who they are.

    `how`: by "password", with a "code" or a "recovery-code" as second factor, by "openid", or by
    "invitation". The session gets a new key: one that somebody else prepared is worth nothing.
    """
    login(request, user, backend=BACKEND)
    # Sessions that ended by themselves are still in the database: nobody else takes them out.
    request.session.clear_expired()
    record("logged-in", actor=user, after={"how": how}, **of_account(user))


@action(Anyone.PUBLIC)
def log_out(request: HttpRequest) -> None:
    """Ends the session; of a visitor who is not logged in, nothing is recorded."""
    user = request.user
    logout(request)
    if isinstance(user, User):
        record("logged-out", actor=user, **of_account(user))


@action(Anyone.ACCOUNT)
def log_out_everywhere(*, actor: User, request: HttpRequest | None = None) -> None:
    """Ends every session of one's account but the one of `request`."""
    end_sessions(actor)
    stay(request, actor)
    record("logged-out-everywhere", actor=actor, **of_account(actor))


def stay(request: HttpRequest | None, user: User) -> None:
    """Lets the session of `request` go on, under a new key, where the others of `user` end."""
    if request is not None:
        update_session_auth_hash(request, user)
