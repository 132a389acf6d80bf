"""E-mail to people: an invitation, a link to choose another password, a notice.

The words stand in `templates/accounts/mail/`: the first line is the subject.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connections
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from windroos.apps.accounts.models import Invitation, User

log = logging.getLogger(__name__)
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="windroos-mail")


class NotSent(Exception):
    """An e-mail could not go out; the message says so in words."""


def send_invitation(invitation: Invitation, address: str) -> None:
    """Sends the address where an invitation is accepted. Raises NotSent."""
    _send("invitation", invitation.email, invitation.language, invitation=invitation, link=address)


def send_reset(user: User, token: str) -> None:
    """Sends the address where another password is chosen. Raises NotSent."""
    named = urlsafe_base64_encode(force_bytes(user.pk))
    with translation.override(user.language):
        link = absolute(reverse("accounts:reset", args=[named, token]))
    minutes = settings.PASSWORD_RESET_TIMEOUT // 60
    _send("reset", user.email, user.language, user=user, link=link, minutes=minutes)


def send_notice(user: User, what: str) -> None:
    """Tells someone what was done to their account, so that they notice when it was not them.

    A notice that cannot be sent holds nothing up.
    """
    try:
        _send(what, user.email, user.language, user=user, now=timezone.localtime())
    except NotSent as error:
        log.warning("A notice of %s was not sent: %s", what, error)


def send(template: str, to: str, language: str, **values: Any) -> None:
    """Sends what a template of another app makes of the values; its first line is the subject.

    Raises NotSent.
    """
    if not settings.WINDROOS_MAIL:
        raise NotSent(_("This site sends no e-mail: its operator has not set that up."))
    with translation.override(language):
        site = settings.WINDROOS_ADDRESS
        text = render_to_string(template, {"site": site, **values})
    subject, _line, body = text.strip().partition("\n")
    # Nobody is to answer to it, and no holiday reply either (RFC 3834).
    message = EmailMessage(
        subject, body.lstrip(), to=[to], headers={"Auto-Submitted": "auto-generated"}
    )
    try:
        message.send()
    except (OSError, SMTPException) as error:
        # What a mail server says may hold the address.
        log.warning("An e-mail was not sent: %s", type(error).__name__)
        raise NotSent(
            _("The e-mail could not be sent, and nothing was changed. Try again later.")
        ) from error


def absolute(path: str) -> str:
    """The full address of a page, for where no request tells it."""
    return settings.WINDROOS_ADDRESS.rstrip("/") + path


def later(send: Any, **values: Any) -> None:
    """Calls `send` while the reader gets the answer already.

    So how long an answer takes does not tell whether there was anyone to write to.
    """
    if not settings.WINDROOS_MAIL_LATER:
        send(**values)
        return
    context = copy_context()

    def work() -> None:
        try:
            context.run(send, **values)
        except Exception:  # nobody waits for it: the log is the only one to tell
            log.exception("Something that was to be sent later was not")
        finally:
            connections.close_all()

    _worker.submit(work)


def _send(template: str, to: str, language: str, **values: Any) -> None:
    send(f"accounts/mail/{template}.txt", to, language, **values)
