"""Everything that is read of accounts, one module per matter."""

from windroos.apps.accounts.models import Event, Invitation, Language, Organisation, Token, User
from windroos.apps.accounts.queries.access import (
    asked_by,
    has_second_factor,
    is_locked,
    may_enter,
    owes_second_factor,
    recovery_codes_left,
    tokens_of,
    user_of_token,
    wait_for_code,
)
from windroos.apps.accounts.queries.people import (
    Person,
    account,
    administered_by,
    colleagues_of,
    invitation_of,
    invitations_for,
    invitations_of,
    organisation,
    organisations,
    people_of,
    people_without_role,
)
from windroos.apps.accounts.queries.roles import has_role, memberships_of, roles_for
from windroos.apps.accounts.queries.trail import Asked, history, last_change, show_also, trail
from windroos.apps.accounts.roles import Role

__all__ = [
    "Asked",
    "Event",
    "Invitation",
    "Language",
    "Organisation",
    "Person",
    "Role",
    "Token",
    "User",
    "account",
    "administered_by",
    "asked_by",
    "colleagues_of",
    "has_role",
    "has_second_factor",
    "history",
    "invitation_of",
    "invitations_for",
    "invitations_of",
    "is_locked",
    "last_change",
    "may_enter",
    "memberships_of",
    "organisation",
    "organisations",
    "owes_second_factor",
    "people_of",
    "people_without_role",
    "recovery_codes_left",
    "roles_for",
    "show_also",
    "tokens_of",
    "trail",
    "user_of_token",
    "wait_for_code",
]
