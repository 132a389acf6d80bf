"""Writing points to raise with a region, and what came of them."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import User
from windroos.apps.accounts.roles import Role
from windroos.apps.network.actions import checks
from windroos.apps.network.actions.recording import add, fetch, only, save
from windroos.apps.network.models import Point
from windroos.apps.network.models.dialogues import Status
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def add_point(
    *,
    actor: User | None,
    case: Case,
    region: str,
    text_nl: str = "",
    text_en: str = "",
    subject: str = "",
    occasion: str = "any",
    reach: str = "official",
    source: int | None = None,
) -> Point:
    """Notes something to raise with a region.

    `subject` is a criterion of the framework, `occasion` when it is meant to be raised
    (`Occasion`), `reach` with whom (`Reach`), `source` the number of the dialogue it came from.
    Raises ValidationError by field.
    """
    row = Point(
        case=case,
        region=region,
        text_nl=text_nl,
        text_en=text_en,
        subject=subject,
        occasion=occasion,
        reach=reach,
    )
    row.source_id = source  # type: ignore[attr-defined]
    return add(row, verb="point-added", actor=actor, check=checks.point)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def change_point(
    *, actor: User | None, case: Case, point: int, version: int, changes: Mapping[str, Any]
) -> Point:
    """Changes fields of a point.

    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    return save(
        fetch(Point, case, point),
        version=version,
        changes=only(Point, changes),
        verb="point-changed",
        actor=actor,
        check=checks.point,
    )


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def raise_point(
    *,
    actor: User | None,
    case: Case,
    point: int,
    version: int,
    raised_in: int,
    answer: str = "",
) -> Point:
    """Notes that a point was raised in a dialogue (its number), and what was answered.

    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    return _close(
        "point-raised",
        actor,
        case,
        point,
        version,
        Status.RAISED,
        raised_in=raised_in,
        answer=answer,
    )


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def drop_point(*, actor: User | None, case: Case, point: int, version: int, answer: str) -> Point:
    """Drops a point that need not be raised any more; `answer` says why.

    Raises ValidationError by field, and Conflict when `version` is not the current one.
    """
    return _close("point-dropped", actor, case, point, version, Status.DROPPED, answer=answer)


def _close(
    verb: str,
    actor: User | None,
    case: Case,
    point: int,
    version: int,
    status: Status,
    **changes: Any,
) -> Point:
    row = fetch(Point, case, point)
    if row.version == version and row.status != Status.OPEN:
        raise ValidationError({"point": _("This point is no longer open.")})
    return save(
        row,
        version=version,
        changes={"status": str(status), **changes},
        verb=verb,
        actor=actor,
        check=checks.point,
    )
