"""Organisations: adding and renaming them, and whether they ask a second factor."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from windroos.apps.accounts.actions.trail import at, of_account, of_organisation, record
from windroos.apps.accounts.models import Membership, Organisation, User
from windroos.apps.accounts.names import one_line
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.roles import Role


def itself(arguments: Mapping[str, Any]) -> Collection[int]:
    """The organisation that an action is about (its argument `organisation`)."""
    return [arguments["organisation"].pk]


@action(Role.ADMINISTRATOR, program=True)
def create_organisation(
    *, actor: User | None, name_nl: str, name_en: str = "", slug: str = ""
) -> Organisation:
    """Adds an organisation; an administrator who does so is its administrator.

    `slug`, its name in addresses, follows from the Dutch name when left out.
    Raises ValidationError, by field, when a name is missing or the slug is taken or no slug.
    """
    organisation = Organisation(
        slug=slug.strip() or slugify(name_nl)[:50],
        name_nl=one_line(name_nl),
        name_en=one_line(name_en) or one_line(name_nl),
    )
    organisation.full_clean()
    organisation.save()
    record("organisation-added", actor=actor, **of_organisation(organisation))
    if actor is not None:
        role = Role.ADMINISTRATOR
        Membership.objects.create(user=actor, organisation=organisation, role=role)
        after = {"role": str(role), **at(organisation)}
        record("role-given", actor=actor, after=after, **of_account(actor))
    return organisation


@action(Role.ADMINISTRATOR, within=itself, program=True)
def rename_organisation(
    *, actor: User | None, organisation: Organisation, name_nl: str, name_en: str = ""
) -> None:
    """Gives an organisation another name; the one in addresses stays.

    Raises ValidationError when the Dutch name is missing, or one is too long.
    """
    before = {"name_nl": organisation.name_nl, "name_en": organisation.name_en}
    organisation.name_nl = one_line(name_nl)
    organisation.name_en = one_line(name_en) or one_line(name_nl)
    after = {"name_nl": organisation.name_nl, "name_en": organisation.name_en}
    if before == after:
        return
    organisation.full_clean()
    organisation.save(update_fields=["name_nl", "name_en"])
    subject = of_organisation(organisation)
    record("organisation-renamed", actor=actor, before=before, after=after, **subject)


@action(Role.ADMINISTRATOR, within=itself, program=True)
def require_second_factor(
    *, actor: User | None, organisation: Organisation, required: bool
) -> None:
    """Says whether the people of an organisation must log in with a second factor.

    Who has none yet, sets it up before anything else. Raises ValidationError when the
    administrator who asks it has none: they would be the first to be held up.
    """
    from windroos.apps.accounts.queries import has_second_factor

    if organisation.second_factor == required:
        return
    if required and actor is not None and not has_second_factor(actor):
        raise ValidationError(
            {"second_factor": _("Set up a second factor for yourself first; then ask it of all.")}
        )
    organisation.second_factor = required
    organisation.save(update_fields=["second_factor"])
    record(
        "second-factor-asked" if required else "second-factor-no-longer-asked",
        actor=actor,
        **of_organisation(organisation),
    )
