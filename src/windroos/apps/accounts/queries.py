"""Who may do what, and what has been done."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from windroos.apps.accounts.models import Event, Membership, Organisation, User
from windroos.apps.accounts.roles import Role


def has_role(
    user: User | AnonymousUser, *roles: Role, organisation: Organisation | None = None
) -> bool:
    """Whether someone has one of the roles, for `organisation` or, without it, for any.

    A closed account and a visitor who is not logged in have none.
    """
    if not isinstance(user, User) or not user.is_active:
        return False
    memberships = Membership.objects.filter(user=user, role__in=roles)
    if organisation is not None:
        memberships = memberships.filter(organisation=organisation)
    return memberships.exists()


def history(subject_type: str, subject_id: str | int) -> QuerySet[Event]:
    """The events of one subject, the newest first."""
    events = Event.objects.filter(subject_type=subject_type, subject_id=str(subject_id))
    return events.select_related("actor")
