"""Undoing: a former version put back, or something taken out of the lists. Nothing is erased."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import User
from windroos.apps.accounts.roles import Role
from windroos.apps.network.actions import checks, people_checks
from windroos.apps.network.actions.recording import Check, fetch, save
from windroos.apps.network.models import (
    Contact,
    ContactMoment,
    Dialogue,
    Point,
    Recorded,
    Referral,
)
from windroos.apps.network.queries.history import history
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case

KINDS: Mapping[str, tuple[type[Recorded], Check]] = {
    "dialogue": (Dialogue, checks.dialogue),
    "point": (Point, checks.point),
    "referral": (Referral, checks.referral),
    "contact": (Contact, people_checks.contact),
    "moment": (ContactMoment, people_checks.moment),
}


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def put_back(
    *, actor: User | None, case: Case, kind: str, number: int, version: int, to: int
) -> Recorded:
    """Makes a former version `to` the current one, as a new version.

    `kind` is a key of `KINDS`. It can make something internal again and never public: that takes a
    release. Data of persons stay as they are, as the history does not keep them.
    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    model, check = KINDS[kind]
    row = fetch(model, case, number)
    former = next((one for one in history(row) if one.version == to), None)
    if former is None:
        raise ValidationError({"to": _("There is no such version.")})
    return save(
        row,
        version=version,
        changes=_without_release(row, former.values),
        verb=f"{kind}-put-back",
        actor=actor,
        check=check,
    )


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def remove(*, actor: User | None, case: Case, kind: str, number: int, version: int) -> Recorded:
    """Takes something that people recorded out of the lists; its page and its history stay.

    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    model, check = KINDS[kind]
    released: dict[str, Any] = {"released_at": None, "released_by": None}
    return save(
        fetch(model, case, number),
        version=version,
        changes={"removed": True} | (released if kind == "dialogue" else {}),
        verb=f"{kind}-removed",
        actor=actor,
        check=check,
    )


def _without_release(row: Recorded, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a former version, without what would make a dialogue public."""
    changes = dict(values)
    if isinstance(row, Dialogue):
        if changes["released_at"] is None:
            changes["released_by"] = None
        else:
            for name in ("released_at", "public_nl", "public_en", "names_organisation"):
                del changes[name]
    return changes
