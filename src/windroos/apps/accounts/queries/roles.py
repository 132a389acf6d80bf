"""Who may do what."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from windroos.apps.accounts.models import Membership, Organisation, User
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


def memberships_of(user: User) -> QuerySet[Membership]:
    """The roles someone has, with the organisation each is for."""
    return Membership.objects.filter(user=user).select_related("organisation")


def roles_for(user: User | AnonymousUser | None, organisations: Collection[int]) -> frozenset[Role]:
    """The roles someone has for any of these organisations, given by primary key."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    held = Membership.objects.filter(user=user, organisation__in=organisations)
    return frozenset(Role(role) for role in held.values_list("role", flat=True))
