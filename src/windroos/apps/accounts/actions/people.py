"""People: their accounts, and the role they have for an organisation."""

from collections.abc import Collection, Mapping
from typing import Any

from axes.utils import reset as forget_failures
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts.actions.organisations import itself
from windroos.apps.accounts.actions.trail import at, of_account, record
from windroos.apps.accounts.models import Language, Membership, Organisation, Token, User
from windroos.apps.accounts.names import one_line
from windroos.apps.accounts.permits import Anyone, action
from windroos.apps.accounts.roles import Role


def all_of_account(arguments: Mapping[str, Any]) -> Collection[int]:
    """The organisations of an account (argument `user`), where `actor` administers every one.

    Who administers one of them may take away the role there, but not touch the account itself:
    that would reach into the other organisations.
    """
    organisations = set(
        Membership.objects.filter(user=arguments["user"]).values_list("organisation", flat=True)
    )
    administered = Membership.objects.filter(
        user=arguments["actor"], role=Role.ADMINISTRATOR, organisation__in=organisations
    )
    return organisations if administered.count() == len(organisations) else ()


def any_of_account(arguments: Mapping[str, Any]) -> Collection[int]:
    """The organisations of an account (argument `user`)."""
    found = Membership.objects.filter(user=arguments["user"])
    return list(found.values_list("organisation", flat=True))


@action(program=True)
def create_account(
    *,
    actor: User | None = None,
    email: str,
    name: str,
    password: str | None = None,
    language: str = "nl",
) -> User:
    """Makes an account. People are invited (`invite`): so an address is known to be theirs.

    Raises ValidationError when the address is no address or is taken, or the name is empty.
    """
    user = User.objects.create_user(email, password, name=one_line(name), language=language)
    record("account-created", actor=actor, after={"language": user.language}, **of_account(user))
    return user


@action(Role.ADMINISTRATOR, within=itself, program=True)
def give_role(*, actor: User | None, user: User, organisation: Organisation, role: Role) -> None:
    """Gives someone a role for an organisation, in place of the one they had there.

    Raises ValidationError when the organisation would lose its last administrator, or when an
    administrator gives it to someone who is not of the organisation: they are invited.
    """
    membership = _membership(user, organisation)
    after = {"role": str(role), **at(organisation)}
    if membership is None and actor is not None:
        message = _("%(name)s is not of this organisation. Send an invitation.")
        raise ValidationError({"user": message % {"name": user.name}})
    if membership is None:
        Membership.objects.create(user=user, organisation=organisation, role=role)
        record("role-given", actor=actor, after=after, **of_account(user))
        return
    if membership.role == role:
        return
    _keep_an_administrator(membership)
    before = {"role": membership.role}
    membership.role = role
    membership.save(update_fields=["role"])
    record("role-changed", actor=actor, before=before, after=after, **of_account(user))


@action(Role.ADMINISTRATOR, within=itself, program=True)
def remove_role(*, actor: User | None, user: User, organisation: Organisation) -> None:
    """Takes from someone the role they have for an organisation; without one, nothing happens.

    Raises ValidationError when they are its last administrator.
    """
    membership = _membership(user, organisation)
    if membership is None:
        return
    _keep_an_administrator(membership)
    before = {"role": membership.role, **at(organisation)}
    membership.delete()
    record("role-removed", actor=actor, before=before, **of_account(user))


@action(Role.ADMINISTRATOR, within=all_of_account, program=True)
def close_account(*, actor: User | None, user: User) -> None:
    """Closes an account: it is kept, with its history, but nobody gets in by it any more.

    Its sessions and tokens end for good. Raises ValidationError when an organisation would lose
    its last administrator.
    """
    if not user.is_active:
        return
    for membership in Membership.objects.filter(user=user).select_related("organisation", "user"):
        _keep_an_administrator(membership)
    user.is_active = False
    end_sessions(user, also=["is_active"])
    Token.objects.filter(user=user, revoked=None).update(revoked=timezone.now())
    record("account-closed", actor=actor, **of_account(user))


@action(Role.ADMINISTRATOR, within=all_of_account, program=True)
def reopen_account(*, actor: User | None, user: User) -> None:
    """Opens a closed account again, with the roles it had."""
    if user.is_active:
        return
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("account-reopened", actor=actor, **of_account(user))


@action(Role.ADMINISTRATOR, within=any_of_account, program=True)
def unlock_account(*, actor: User | None, user: User) -> None:
    """Lets someone try again who gave a wrong password too often."""
    if forget_failures(username=user.email):
        record("account-unlocked", actor=actor, **of_account(user))


@action(program=True)
def note_lock(*, actor: User | None = None, email: str) -> None:
    """Keeps in the trail that logging in to an account is refused for a while."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is not None:
        record("account-locked", actor=actor, **of_account(user))


@action(Anyone.ACCOUNT)
def change_name(*, actor: User, name: str) -> None:
    """Changes one's own name. Raises ValidationError when it is empty or too long."""
    before = actor.name
    actor.name = one_line(name)
    if actor.name == before:
        return
    actor.full_clean()
    actor.save(update_fields=["name"])
    told = {"before": {"name": before}, "after": {"name": actor.name}}
    record("name-changed", actor=actor, **told, **of_account(actor))


@action(Anyone.ACCOUNT)
def change_language(*, actor: User, language: str) -> None:
    """Chooses the language in which one is addressed. Raises ValidationError for another one."""
    before = actor.language
    if language == before:
        return
    actor.language = Language(language) if language in Language.values else language
    actor.full_clean()
    actor.save(update_fields=["language"])
    told = {"before": {"language": before}, "after": {"language": str(actor.language)}}
    record("language-changed", actor=actor, **told, **of_account(actor))


def end_sessions(user: User, also: list[str] | None = None) -> None:
    """Ends every session of an account; `also` names other fields to save.

    Called within the transaction of an action, which tells why.
    """
    user.sessions += 1
    user.save(update_fields=["sessions", *(also or [])])


def _membership(user: User, organisation: Organisation) -> Membership | None:
    found = Membership.objects.filter(user=user, organisation=organisation)
    return found.select_related("organisation", "user").first()


def _keep_an_administrator(membership: Membership) -> None:
    """Refuses what would leave an organisation without anyone who administers it."""
    if membership.role != Role.ADMINISTRATOR or not membership.user.is_active:
        return
    # Locked, so that two administrators cannot remove each other at the same moment.
    Organisation.objects.select_for_update().get(pk=membership.organisation.pk)
    others = Membership.objects.filter(
        organisation=membership.organisation, role=Role.ADMINISTRATOR, user__is_active=True
    ).exclude(user=membership.user)
    if not others.exists():
        raise ValidationError(
            {
                "role": _("%(organisation)s would have no administrator. Appoint another first.")
                % {"organisation": membership.organisation.name}
            }
        )
