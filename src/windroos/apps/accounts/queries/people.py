"""Organisations and their people, for who administers them."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from windroos.apps.accounts.models import Invitation, Membership, Organisation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.accounts.secrets import fingerprint


@dataclass(frozen=True)
class Person:
    """Someone of an organisation, as its administrator sees them."""

    user: User
    role: Role
    second_factor: bool
    # Closing the account reaches into the other organisations: see `actions.close_account`.
    elsewhere: bool


def account(email: str) -> User | None:
    """The account with this address, if there is one."""
    return User.objects.filter(email=email.strip().lower()).first()


def organisation(slug: str) -> Organisation | None:
    """The organisation of this name in addresses, if there is one."""
    return Organisation.objects.filter(slug=slug).first()


def organisations() -> QuerySet[Organisation]:
    """Every organisation."""
    return Organisation.objects.all()


def administered_by(user: User | AnonymousUser) -> QuerySet[Organisation]:
    """The organisations someone administers."""
    if not isinstance(user, User) or not user.is_active:
        return Organisation.objects.none()
    return Organisation.objects.filter(memberships__user=user, memberships__role=Role.ADMINISTRATOR)


def people_of(organisation: Organisation, user: User | None = None) -> list[Person]:
    """The people of an organisation by name, those with a closed account last; or only `user`."""
    memberships = Membership.objects.filter(organisation=organisation).select_related("user")
    if user is not None:
        memberships = memberships.filter(user=user)
    memberships = memberships.order_by("-user__is_active", "user__name", "user__email")
    ids = [one.user.pk for one in memberships]
    devices = TOTPDevice.objects.filter(user__in=ids, confirmed=True)
    with_second = set(devices.values_list("user", flat=True))
    others = Membership.objects.filter(user__in=ids).exclude(organisation=organisation)
    elsewhere = set(others.values_list("user", flat=True))
    return [
        Person(one.user, Role(one.role), one.user.pk in with_second, one.user.pk in elsewhere)
        for one in memberships
    ]


def colleagues_of(user: User | AnonymousUser) -> frozenset[int]:
    """Who has a role at an organisation where this person has one, by key; this person too."""
    if not isinstance(user, User):
        return frozenset()
    shared = Membership.objects.filter(organisation__memberships__user=user)
    return frozenset({user.pk, *shared.values_list("user", flat=True)})


def people_without_role() -> QuerySet[User]:
    """Those who have an account and no role any more, for the operator."""
    return User.objects.filter(memberships=None)


def invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    """The invitations that wait for an answer, also those whose time is over."""
    return Invitation.objects.filter(organisation=organisation, accepted=None, withdrawn=None)


def invitations_for(user: User) -> QuerySet[Invitation]:
    """The invitations that someone with an account can accept."""
    return Invitation.objects.filter(
        Q(expires__gt=timezone.now()), email=user.email, accepted=None, withdrawn=None
    ).select_related("organisation")


def invitation_of(secret: str) -> Invitation | None:
    """The invitation with this secret, if it can still be accepted."""
    found = Invitation.objects.select_related("organisation", "invited_by")
    invitation = found.filter(sha256=fingerprint(secret)).first()
    return invitation if invitation is not None and invitation.open else None
