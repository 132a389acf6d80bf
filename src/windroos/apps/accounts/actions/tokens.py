"""Tokens, by which a program uses the API as someone."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts.actions.people import any_of_account
from windroos.apps.accounts.actions.trail import of_account, record
from windroos.apps.accounts.models import Token, User
from windroos.apps.accounts.names import one_line
from windroos.apps.accounts.permits import Anyone, action
from windroos.apps.accounts.roles import Role
from windroos.apps.accounts.secrets import SHOWN, TOKEN_MARK, fingerprint, new_secret

DAYS = 90
MOST_DAYS = 365


def of_owner(arguments: Mapping[str, Any]) -> Collection[int]:
    """The organisations of the owner of a token."""
    return any_of_account({"user": arguments["token"].user})


@action(Anyone.ACCOUNT)
def create_token(
    *, actor: User, name: str, days: int = DAYS, writes: bool = False
) -> tuple[Token, str]:
    """Makes a token for oneself; returns it with its secret, which is shown this once.

    `writes`: whether it may write, as its owner may. Raises ValidationError, by field, when the
    name is missing or it would last less than a day or longer than a year.
    """
    if not 1 <= days <= MOST_DAYS:
        message = _("A token lasts from 1 to %(most)s days.") % {"most": MOST_DAYS}
        raise ValidationError({"days": message})
    secret = new_secret(TOKEN_MARK)
    now = timezone.now()
    token = Token(
        user=actor,
        name=one_line(name),
        sha256=fingerprint(secret),
        prefix=secret[:SHOWN],
        writes=writes,
        created=now,
        expires=now + timedelta(days=days),
    )
    token.full_clean()
    token.save()
    after = {
        "token": token.name,
        "prefix": token.prefix,
        "writes": writes,
        "expires": token.expires.date().isoformat(),
    }
    record("token-made", actor=actor, after=after, **of_account(actor))
    return token, secret


@action(Role.ADMINISTRATOR, within=of_owner, own=lambda a: a["token"].user, program=True)
def revoke_token(*, actor: User | None, token: Token) -> None:
    """Makes a token void, one's own or that of someone of one's organisation."""
    if token.revoked is not None:
        return
    token.revoked = timezone.now()
    token.save(update_fields=["revoked"])
    before = {"token": token.name, "prefix": token.prefix}
    record("token-revoked", actor=actor, before=before, **of_account(token.user))
