"""The second factor: a code of an app on a telephone, and codes on paper for when it is lost."""

import base64
import hashlib
import re
import secrets

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from windroos.apps.accounts import mails
from windroos.apps.accounts.actions.people import all_of_account, end_sessions
from windroos.apps.accounts.actions.sessions import stay
from windroos.apps.accounts.actions.trail import of_account, record
from windroos.apps.accounts.models import User
from windroos.apps.accounts.permits import Anyone, action
from windroos.apps.accounts.queries.access import asked_by, has_second_factor
from windroos.apps.accounts.roles import Role

RECOVERY_CODES = 10
_NAME = "windroos"


@action(Anyone.ACCOUNT)
def begin_second_factor(*, actor: User) -> TOTPDevice:
    """A secret for one's app; it counts once a code of it was given to `confirm_second_factor`."""
    TOTPDevice.objects.filter(user=actor, confirmed=False).delete()
    return TOTPDevice.objects.create(user=actor, name=_NAME, confirmed=False)


@action(Anyone.ACCOUNT)
def confirm_second_factor(
    *, actor: User, code: str, request: HttpRequest | None = None
) -> list[str] | None:
    """Makes the secret that was begun one's second factor, in place of an earlier one.

    Returns the recovery codes, which are shown this once; None when the code is wrong. Every
    session ends but the one of `request`: the others were begun without a second factor.
    """
    device = TOTPDevice.objects.select_for_update().filter(user=actor, confirmed=False).first()
    if device is None:
        return None
    # Who mistypes a code here has the secret before them: there is nothing to guess.
    device.throttle_reset(commit=False)
    if not device.verify_token(_digits(code)):
        return None
    TOTPDevice.objects.filter(user=actor).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    end_sessions(actor)
    stay(request, actor)
    record("second-factor-set", actor=actor, **of_account(actor))
    return _recovery_codes(actor)


@action(Anyone.ACCOUNT)
def make_recovery_codes(*, actor: User) -> list[str]:
    """New recovery codes in place of those one had, shown this once.

    Raises ValidationError when there is no second factor to recover.
    """
    if not has_second_factor(actor):
        raise ValidationError(_("Set up a second factor first."))
    codes = _recovery_codes(actor)
    record("recovery-codes-made", actor=actor, **of_account(actor))
    return codes


@action(Anyone.PUBLIC)
def use_code(*, user: User, code: str) -> str | None:
    """Which kind of code this is that proves the second factor: "code", "recovery-code" or None.

    A code works once. After a wrong one the next counts only after a while, longer each time: see
    `queries.wait_for_code`. Wrong codes are written too, so nothing is raised.
    """
    totp = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
    if not is_recovery_code(code):
        return "code" if totp is not None and totp.verify_token(_digits(code)) else None
    paper = StaticDevice.objects.select_for_update().filter(user=user).first()
    if totp is None or paper is None or not paper.verify_token(_kept(paper, code)):
        return None
    record(
        "recovery-code-used",
        actor=user,
        after={"left": paper.token_set.count()},
        **of_account(user),
    )
    return "recovery-code"


@action(Anyone.ACCOUNT)
def remove_second_factor(*, actor: User, request: HttpRequest | None = None) -> None:
    """Goes back to the password alone; the caller has asked for it.

    Raises ValidationError when an organisation of theirs asks for a second factor.
    """
    asking = asked_by(actor).first()
    if asking is not None:
        raise ValidationError(
            _("%(organisation)s asks for a second factor. You can set up another telephone.")
            % {"organisation": asking.name}
        )
    _remove(actor)
    end_sessions(actor)
    stay(request, actor)
    record("second-factor-removed", actor=actor, **of_account(actor))
    mails.send_notice(actor, "second-factor-removed")


@action(Role.ADMINISTRATOR, within=all_of_account, program=True)
def reset_second_factor(*, actor: User | None, user: User) -> None:
    """Takes away the second factor of someone who lost it; their sessions end."""
    if not has_second_factor(user):
        return
    _remove(user)
    end_sessions(user)
    record("second-factor-reset", actor=actor, **of_account(user))
    mails.send_notice(user, "second-factor-removed")


def is_recovery_code(code: str) -> bool:
    """Whether this looks like one of the codes on paper rather than like one of an app."""
    return re.fullmatch(r"\d*", _digits(code)) is None


def _remove(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _recovery_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=_NAME)
    codes = [_random_code() for _number in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=_kept(device, code)) for code in codes
    )
    return codes


def _random_code() -> str:
    """80 random bits in letters and digits that are not mistaken for each other, in fours."""
    letters = base64.b32encode(secrets.token_bytes(10)).decode().lower()
    return "-".join(re.findall("....", letters))


def _kept(device: StaticDevice, code: str) -> str:
    """What the database keeps of a recovery code: the beginning of a hash, as long as fits.

    django-otp keeps such codes as they are, and compares what it is given with what it keeps: so it
    is given the hash. The 80 bits of a code are too many to try, without or with a slow hash.
    """
    letters = re.sub(r"[^a-z2-7]", "", code.lower())
    digest = hashlib.sha256(f"{device.pk}:{letters}".encode()).digest()
    return base64.b32encode(digest[:10]).decode()


def _digits(code: str) -> str:
    """A code as typed, without the spaces that an app shows in it."""
    return re.sub(r"\s", "", code)
