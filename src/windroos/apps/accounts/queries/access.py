"""Who gets in, and by what."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from windroos.apps.accounts.demo import DEMO_ACCOUNTS
from windroos.apps.accounts.models import Organisation, Token, User
from windroos.apps.accounts.secrets import fingerprint

# How precisely it is kept when a token was last used.
USED_EVERY = timedelta(hours=1)


def may_enter(user: User) -> bool:
    """Whether an account is open; outside the demo those of the demo are not: their password is
    public, and one database may go from demo to production."""
    demo = {account.email for account in DEMO_ACCOUNTS}
    return user.is_active and (settings.WINDROOS_DEMO or user.email not in demo)


def has_second_factor(user: User) -> bool:
    """Whether someone set up a second factor for logging in."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def recovery_codes_left(user: User) -> int:
    """How many codes on paper someone has left."""
    return StaticToken.objects.filter(device__user=user).count()


def asked_by(user: User) -> QuerySet[Organisation]:
    """The organisations that ask a second factor of someone."""
    return Organisation.objects.filter(memberships__user=user, second_factor=True)


def owes_second_factor(user: User) -> bool:
    """Whether an organisation of someone asks a second factor that is not there yet."""
    return asked_by(user).exists() and not has_second_factor(user)


def wait_for_code(user: User, *, recovery: bool = False) -> datetime | None:
    """Until when no code of someone counts, after wrong ones; None when the next one does.

    `recovery`: of the codes on paper, which wait by themselves.
    """
    if recovery:
        device = StaticDevice.objects.filter(user=user).first()
    else:
        device = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    allowed, why = device.verify_is_allowed() if device else (True, None)
    return None if allowed or not why else why["locked_until"]


def is_locked(user: User) -> bool:
    """Whether logging in as someone is refused for a while, from some address."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    attempts = AccessAttempt.objects.filter(username=user.email, attempt_time__gte=since)
    by_address = attempts.values("ip_address").annotate(wrong=Sum("failures_since_start"))
    return by_address.filter(wrong__gte=settings.AXES_FAILURE_LIMIT).exists()


def tokens_of(user: User) -> QuerySet[Token]:
    """The tokens of someone, the newest first."""
    return Token.objects.filter(user=user)


def user_of_token(secret: str) -> tuple[User, Token] | None:
    """Whose token this is; None when it is nobody's, expired or revoked, or its owner may not in.

    The token is looked up by its hash: how long that takes tells nothing about the secret.
    """
    token = Token.objects.select_related("user").filter(sha256=fingerprint(secret)).first()
    if token is None or not token.holds or not may_enter(token.user):
        return None
    if owes_second_factor(token.user):
        return None
    now = timezone.now()
    if token.used is None or now - token.used >= USED_EVERY:
        Token.objects.filter(pk=token.pk).update(used=now)
        token.used = now
    return token.user, token
