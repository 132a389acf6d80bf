"""What is stored of accounts, one module per matter."""

from windroos.apps.accounts.models.access import Invitation, Token
from windroos.apps.accounts.models.people import (
    Language,
    Membership,
    Organisation,
    User,
    UserManager,
)
from windroos.apps.accounts.models.replies import Reply
from windroos.apps.accounts.models.trail import AppendOnlyError, Event, EventQuerySet

__all__ = [
    "AppendOnlyError",
    "Event",
    "EventQuerySet",
    "Invitation",
    "Language",
    "Membership",
    "Organisation",
    "Reply",
    "Token",
    "User",
    "UserManager",
]
