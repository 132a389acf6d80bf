"""Everything that is written about accounts, and the one way to write the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest

from windroos.apps.accounts.demo import DEMO_ACCOUNTS, DEMO_ORGANISATION, DEMO_PASSWORD
from windroos.apps.accounts.models import Event, Membership, Organisation, User
from windroos.apps.accounts.roles import Role


def record(
    verb: str,
    *,
    actor: User | None,
    subject_type: str,
    subject_id: str | int,
    label_nl: str,
    label_en: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Event:
    """Writes one event of the audit trail; call it in the transaction of what it tells of.

    `actor` is None where the program itself acts. `label_en` is needed only where it differs from
    `label_nl`. `before` and `after` hold values JSON knows.
    Raises sentences.UnknownVerb, or KeyError when the sentence of the verb asks for a field that
    `before` and `after` lack: what cannot be told is not written.
    """
    event = Event(
        verb=verb,
        actor=actor,
        subject_type=subject_type,
        subject_id=str(subject_id),
        subject_label_nl=label_nl,
        subject_label_en=label_en or label_nl,
        data={"before": dict(before or {}), "after": dict(after or {})},
    )
    _ = event.sentence
    event.save(force_insert=True)
    return event


@transaction.atomic
def create_account(
    *,
    actor: User | None,
    email: str,
    name: str,
    password: str | None = None,
    language: str = "nl",
) -> User:
    """Makes an account.

    Raises ValidationError when the address is no address or is taken, or the name is empty.
    """
    user = User.objects.create_user(email, password, name=name, language=language)
    record("account-created", actor=actor, after={"language": user.language}, **_subject(user))
    return user


@transaction.atomic
def give_role(*, actor: User | None, user: User, organisation: Organisation, role: Role) -> None:
    """Gives someone a role for an organisation, in place of the one they had there."""
    membership = Membership.objects.filter(user=user, organisation=organisation).first()
    if membership is not None and membership.role == role:
        return
    before = {"role": membership.role} if membership else {}
    Membership.objects.update_or_create(
        user=user, organisation=organisation, defaults={"role": role}
    )
    record(
        "role-given",
        actor=actor,
        before=before,
        after={"role": str(role), "organisation": organisation.slug},
        **_subject(user),
    )


@transaction.atomic
def log_in(request: HttpRequest, user: User) -> None:
    """Begins the session of someone whose password has been checked."""
    login(request, user)
    record("logged-in", actor=user, **_subject(user))


@transaction.atomic
def log_out(request: HttpRequest) -> None:
    """Ends the session; of a visitor who is not logged in, nothing is recorded."""
    user = request.user
    logout(request)
    if isinstance(user, User):
        record("logged-out", actor=user, **_subject(user))


@transaction.atomic
def create_demo_accounts() -> list[User]:
    """The three fictional accounts of the demo; those that exist stay as they are.

    Raises ImproperlyConfigured outside the demo: their password is public.
    """
    if not settings.WINDROOS_DEMO:
        raise ImproperlyConfigured(
            "Demo accounts are made in the demo only: their password is public."
        )
    organisation, _ = Organisation.objects.get_or_create(
        slug=DEMO_ORGANISATION.slug,
        defaults={"name_nl": DEMO_ORGANISATION.name_nl, "name_en": DEMO_ORGANISATION.name_en},
    )
    users = []
    for account in DEMO_ACCOUNTS:
        user = User.objects.filter(email=account.email).first()
        if user is None:
            user = create_account(
                actor=None, email=account.email, name=account.name, password=DEMO_PASSWORD
            )
            give_role(actor=None, user=user, organisation=organisation, role=account.role)
        users.append(user)
    return users


def _subject(user: User) -> dict[str, Any]:
    return {"subject_type": "account", "subject_id": user.pk, "label_nl": user.name}
