"""Checking a password, and remembering between the password and the code who is half-way in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from windroos.apps.accounts import actions
from windroos.apps.accounts.models import User
from windroos.apps.accounts.queries.access import may_enter

# Marks a session that began at the organisation's own log-in.
BY_OPENID = "by-openid"
_HALF_WAY = "half-way"
# From the password to the code.
_HALF_WAY_LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Locked:
    """There were too many wrong passwords for this account from this address."""

    until: datetime


def check_password(request: HttpRequest, email: str, password: str) -> User | Locked | None:
    """Whose password this is; None when it is not theirs, or they may not in.

    Also asked of who is logged in already, before what takes their password: so a session that
    was left open cannot be used to guess it.
    """
    user = authenticate(request, username=email.strip().lower(), password=password)
    if isinstance(user, User):
        return user
    if not getattr(request, "axes_locked_out", False):
        return None
    # Counted, and so the wrong one that was one too many: the next are refused unread.
    if getattr(request, "axes_failures_since_start", None) is not None:
        actions.note_lock(email=email)
    return Locked(_locked_until(request, email))


def _locked_until(request: HttpRequest, email: str) -> datetime:
    attempts = AccessAttempt.objects.filter(
        username=email.strip().lower(),
        ip_address=getattr(request, "axes_ip_address", None),
    )
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return (last or timezone.now()) + settings.AXES_COOLOFF_TIME


@dataclass(frozen=True)
class HalfWay:
    """Someone who gave their password, or came by OpenID, and still owes their code."""

    user: User
    leads_to: str


def begin(request: HttpRequest, user: User, leads_to: str) -> None:
    """Keeps in the session of a visitor that they have only their code to give."""
    request.session.cycle_key()
    request.session[_HALF_WAY] = {
        "account": user.pk,
        "check": user.get_session_auth_hash(),
        "leads_to": leads_to,
        "since": timezone.now().isoformat(),
    }


def half_way(request: HttpRequest) -> HalfWay | None:
    """Who still owes their code; None when that is nobody, or it took too long."""
    kept: dict[str, Any] | None = request.session.get(_HALF_WAY)
    if kept is None:
        return None
    since = datetime.fromisoformat(kept["since"])
    user = User.objects.filter(pk=kept["account"]).first()
    if (
        user is None
        or not may_enter(user)
        or timezone.now() - since > _HALF_WAY_LASTS
        or not constant_time_compare(kept["check"], user.get_session_auth_hash())
    ):
        del request.session[_HALF_WAY]
        return None
    return HalfWay(user, kept["leads_to"])


def end(request: HttpRequest) -> None:
    """Forgets who was half-way: they are in."""
    request.session.pop(_HALF_WAY, None)


# What django-axes asks of us, by name in the settings.


def username(_request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """Under which name wrong passwords are counted: the address, in whatever case."""
    given = (credentials or {}).get("username")
    return given.strip().lower()[:255] if isinstance(given, str) else None


def not_counted(_request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
    """Log-ins without a password are not counted here: their provider does that."""
    return (credentials or {}).get("username") is None


def client_address(request: HttpRequest) -> str | None:
    """The network address of who asks: what the proxy before us says, when we trust it.

    gunicorn's FORWARDED_ALLOW_IPS names the proxies that are trusted (this machine if unset). Of
    IPv6 the first half: the second is its holder's to choose, a new one for each guess.
    """
    trusted = settings.WINDROOS_PROXIES
    here = request.META.get("REMOTE_ADDR", "")
    forwarded = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if here in trusted or "*" in trusted or not here:
        here = next((one for one in reversed(forwarded) if one and one not in trusted), here)
    try:
        address = ip_address(here)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(IPv6Network((address, 64), strict=False).network_address)
    return str(address)


def too_often(_request: HttpRequest, response: HttpResponse, _credentials: Any) -> HttpResponse:
    """Our own page says when to try again; the status says it to programs."""
    if response.status_code == 200:
        response.status_code = 429
        response["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return response
