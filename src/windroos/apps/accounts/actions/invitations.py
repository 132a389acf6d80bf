"""Inviting people by e-mail, and accepting it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from windroos.apps.accounts import mails
from windroos.apps.accounts.actions.organisations import itself
from windroos.apps.accounts.actions.people import give_role
from windroos.apps.accounts.actions.trail import at, of_account, record
from windroos.apps.accounts.models import Invitation, Language, Membership, Organisation, User
from windroos.apps.accounts.names import one_line
from windroos.apps.accounts.permits import Anyone, action
from windroos.apps.accounts.queries.access import may_enter
from windroos.apps.accounts.roles import Role
from windroos.apps.accounts.secrets import fingerprint, new_secret

LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Invited:
    """An invitation that was made or sent again, and its secret, which is not kept."""

    invitation: Invitation
    secret: str

    @property
    def path(self) -> str:
        """What the invited person opens on the site, in their language."""
        with override(self.invitation.language):
            return reverse("accounts:invitation", args=[self.secret])

    @property
    def address(self) -> str:
        """The same, with the address of the site."""
        return mails.absolute(self.path)


def of_invitation(arguments: Mapping[str, Any]) -> Collection[int]:
    """The organisation of the invitation that an action is about."""
    return [arguments["invitation"].organisation_id]


@action(Role.ADMINISTRATOR, within=itself, program=True)
def invite(
    *,
    actor: User | None,
    organisation: Organisation,
    email: str,
    role: Role,
    name: str = "",
    language: str = "nl",
    send: bool = True,
) -> Invited:
    """Invites someone to take a role for an organisation, whether they have an account or not.

    `send=False` sends no e-mail, for an operator who hands over the address themselves.
    Raises ValidationError, by field, when the e-mail address is none, is of someone who has a role
    there already or was invited already; mails.NotSent when the e-mail cannot go out.
    """
    email = email.strip().lower()
    if Membership.objects.filter(user__email=email, organisation=organisation).exists():
        raise ValidationError(
            {"email": _("This person is of the organisation already. Change the role instead.")}
        )
    waiting = Invitation.objects.filter(
        organisation=organisation, email=email, accepted=None, withdrawn=None
    ).first()
    if waiting is not None and waiting.open:
        raise ValidationError(
            {"email": _("This person has been invited already. Send that invitation again.")}
        )
    invitation = waiting or Invitation(organisation=organisation, email=email)
    invitation.name = one_line(name)
    invitation.role = role
    invitation.language = Language(language) if language in Language.values else language
    return _send("invited", actor, invitation, send)


@action(Role.ADMINISTRATOR, within=of_invitation, program=True)
def resend_invitation(*, actor: User | None, invitation: Invitation, send: bool = True) -> Invited:
    """Sends an invitation again, with a new secret and its full time; the old secret is void.

    Raises ValidationError when it was accepted or withdrawn, mails.NotSent as `invite`.
    """
    _still_waits(invitation)
    return _send("invited-again", actor, invitation, send)


@action(Role.ADMINISTRATOR, within=of_invitation, program=True)
def withdraw_invitation(*, actor: User | None, invitation: Invitation) -> None:
    """Makes an invitation void. Raises ValidationError when it was accepted or withdrawn."""
    _still_waits(invitation)
    invitation.withdrawn = timezone.now()
    invitation.save(update_fields=["withdrawn"])
    before = {"role": invitation.role, **at(invitation.organisation)}
    record("invitation-withdrawn", actor=actor, before=before, **_subject(invitation))


@action(Anyone.PUBLIC)
def accept_invitation(*, secret: str, name: str, password: str) -> User:
    """Makes the account of who was invited, with the name and password they chose.

    The secret is the permission: it was sent to their e-mail address alone.
    Raises ValidationError when it is not valid (any more), when there is an account with this
    address (then its owner logs in and calls `join`), and, by field, for a name or password that
    will not do.
    """
    invitation = _locked(secret)
    if User.objects.filter(email=invitation.email).exists():
        raise ValidationError(_("You have an account already. Log in to accept the invitation."))
    user = User(email=invitation.email, name=one_line(name), language=invitation.language)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    made = _account(user, password)
    _accept(invitation, made)
    return made


@action(Anyone.ACCOUNT)
def join(*, actor: User, invitation: Invitation) -> None:
    """Accepts an invitation with the account one has.

    Raises ValidationError when it is not valid (any more), or is for another e-mail address.
    """
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not fresh.open:
        raise ValidationError(_no_longer())
    if fresh.email != actor.email:
        raise ValidationError(
            _("This invitation is for %(email)s, and you are logged in as %(own)s.")
            % {"email": fresh.email, "own": actor.email}
        )
    _accept(fresh, actor)


@action(program=True)
def account_by_openid(*, email: str, name: str) -> User | None:
    """The account with an address that the organisation's own log-in verified.

    A new one is made for who was invited, or where the settings name an organisation that everyone
    of the provider belongs to. None when there is none to be had.
    """
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is not None:
        return user if may_enter(user) else None
    now = timezone.now()
    waiting = Invitation.objects.filter(
        email=email, accepted=None, withdrawn=None, expires__gt=now
    ).select_related("organisation")
    invitations = list(waiting.select_for_update(of=("self",)))
    everyone = Organisation.objects.filter(slug=settings.WINDROOS_OIDC.organisation).first()
    if not invitations and everyone is None:
        return None
    language = invitations[0].language if invitations else Language.DUTCH
    made = _account(User(email=email, name=one_line(name)[:200], language=language), None)
    for invitation in invitations:
        _accept(invitation, made)
    if not invitations and everyone is not None:
        role = Role(settings.WINDROOS_OIDC.role)
        give_role(actor=None, user=made, organisation=everyone, role=role)
    return made


def _account(user: User, password: str | None) -> User:
    made = User.objects.create_user(user.email, password, name=user.name, language=user.language)
    record("account-created", actor=None, after={"language": made.language}, **of_account(made))
    return made


def _accept(invitation: Invitation, user: User) -> None:
    invitation.accepted = timezone.now()
    invitation.save(update_fields=["accepted"])
    # Whoever has a role there by now keeps it: what came later is the better known.
    membership, _made = Membership.objects.get_or_create(
        user=user, organisation=invitation.organisation, defaults={"role": invitation.role}
    )
    after = {"role": membership.role, **at(invitation.organisation)}
    record("invitation-accepted", actor=user, after=after, **of_account(user))


def _send(verb: str, actor: User | None, invitation: Invitation, send: bool) -> Invited:
    secret = new_secret()
    invitation.sha256 = fingerprint(secret)
    invitation.invited_by = actor
    invitation.sent = timezone.now()
    invitation.expires = invitation.sent + LASTS
    invitation.full_clean(validate_unique=False, validate_constraints=False)
    invitation.save()
    after = {"role": str(invitation.role), **at(invitation.organisation)}
    record(verb, actor=actor, after=after, **_subject(invitation))
    invited = Invited(invitation, secret)
    if send:
        # Last, and within the transaction: an invitation that could not be sent does not exist.
        mails.send_invitation(invitation, invited.address)
    return invited


def _locked(secret: str) -> Invitation:
    """The open invitation with this secret, kept from others until the transaction ends."""
    found = Invitation.objects.select_for_update().filter(sha256=fingerprint(secret)).first()
    if found is None or not found.open:
        raise ValidationError(_no_longer())
    return found


def _still_waits(invitation: Invitation) -> None:
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if fresh.accepted is not None or fresh.withdrawn is not None:
        raise ValidationError(_("This invitation has been accepted or withdrawn already."))


def _no_longer() -> str:
    return _("This invitation is not valid (any more). Ask for a new one.")


def _subject(invitation: Invitation) -> dict[str, Any]:
    return {
        "subject_type": "invitation",
        "subject_id": invitation.pk,
        "label_nl": invitation.name or invitation.email,
    }
