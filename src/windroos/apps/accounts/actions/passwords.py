"""Choosing another password, and getting in again after forgetting it."""

from datetime import timedelta

from axes.utils import reset as forget_failures
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import mails
from windroos.apps.accounts.actions.people import end_sessions
from windroos.apps.accounts.actions.sessions import stay
from windroos.apps.accounts.actions.trail import of_account, record
from windroos.apps.accounts.models import Event, User
from windroos.apps.accounts.permits import Anyone, action
from windroos.apps.accounts.queries.access import may_enter

# One e-mail in so much time: nobody can fill someone's mailbox.
_ONCE_IN = timedelta(minutes=5)


@action(Anyone.ACCOUNT)
def change_password(*, actor: User, password: str, request: HttpRequest | None = None) -> None:
    """Chooses another password for oneself; every session ends but the one of `request`.

    The caller has asked for the present one. Raises ValidationError when it will not do.
    """
    _set(actor, password)
    stay(request, actor)
    record("password-changed", actor=actor, **of_account(actor))
    mails.send_notice(actor, "password-changed")


@action(Anyone.PUBLIC)
def ask_password_reset(*, email: str) -> None:
    """Sends a link to choose another password, where there is an account that has one.

    Whoever asks learns nothing of that. An account of an organisation's own log-in has no password
    to reset.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None or not may_enter(user) or not user.has_usable_password():
        return
    since = timezone.now() - _ONCE_IN
    asked = Event.objects.filter(
        verb="password-reset-asked", subject_type="account", subject_id=str(user.pk), at__gt=since
    )
    if asked.exists():
        return
    record("password-reset-asked", actor=None, **of_account(user))
    mails.send_reset(user, default_token_generator.make_token(user))


@action(Anyone.PUBLIC)
def reset_password(*, user: User, token: str, password: str) -> None:
    """Sets another password with the token of the e-mail; every session ends.

    Raises ValidationError when the token is not valid (any more), or, by field, when the password
    will not do.
    """
    if not may_enter(user) or not default_token_generator.check_token(user, token):
        raise ValidationError(_("This link is not valid (any more). Ask for a new one."))
    _set(user, password)
    forget_failures(username=user.email)
    record("password-reset", actor=user, **of_account(user))
    mails.send_notice(user, "password-changed")


def _set(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    user.set_password(password)
    end_sessions(user, also=["password"])
