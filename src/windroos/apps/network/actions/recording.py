"""How dialogues, points and referrals are saved: every save a version, every version in the trail.

A change is made on a version. When someone else saved in between, nothing is written and both
texts go to the one who came second, as a `Conflict`. Called by the actions, within their
transaction.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from windroos.apps.accounts.actions import record
from windroos.apps.accounts.queries import User
from windroos.apps.network.actions.people_checks import unnamed
from windroos.apps.network.models import Recorded
from windroos.apps.network.queries.history import attribute, last, stored, value
from windroos.apps.network.wording import label, region_names
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.queries import Case

R = TypeVar("R", bound=Recorded)
# What is wrong with a row, by field; what holds for every model is asked of the model itself.
Check = Callable[[Any], Mapping[str, str]]


def fetch(model: type[R], case: Case, number: int) -> R:
    """The row of this number in the case; others who write to it wait for this transaction.

    Raises ValidationError where there is none.
    """
    row = model._default_manager.select_for_update().filter(case=case, pk=number).first()
    if row is None:
        raise ValidationError({model._meta.model_name or "": _("There is none of this number.")})
    return row


def add(row: R, *, verb: str, actor: User | None, check: Check) -> R:
    """Keep a new row and tell of it.

    Raises ValidationError, by field, when something is wrong with it; nothing is kept then.
    """
    ask(row, check)
    row.save(force_insert=True)
    said = {name: value for name, value in stored(row).items() if value not in ("", [], None)}
    tell(row, verb, actor, before={}, after={**said, "version": row.version})
    return row


def save(
    row: R,
    *,
    version: int,
    changes: Mapping[str, Any],
    verb: str,
    actor: User | None,
    check: Check,
) -> R:
    """Make the changes and keep them as the next version; where nothing differs, nothing is done.

    Raises Conflict when `version` is no longer the current one, and ValidationError, by field,
    when the row would not be right.
    """
    if row.version != version:
        raise conflict(row, changes)
    before, persons = stored(row), {name: getattr(row, name) for name in row.PERSONAL}
    for name, new in changes.items():
        setattr(row, attribute(row, name), new)
    ask(row, check)
    after = stored(row)
    changed = sorted(name for name in after if after[name] != before[name])
    personal = sorted(name for name, old in persons.items() if getattr(row, name) != old)
    if not changed and not personal:
        return row
    row.version = version + 1
    row.save(update_fields={*changes, *changed, *personal, "version"})
    tell(
        row,
        verb,
        actor,
        before={"version": version} | {name: before[name] for name in changed},
        # What personal data became is not told: the trail can never forget it.
        after={"version": row.version}
        | {name: after[name] for name in changed}
        | ({"personal": personal} if personal else {}),
    )
    return row


def redact(row: R, changes: Mapping[str, Any], *, verb: str, actor: User | None) -> R:
    """Keep a row without what was taken out of it, as its next version.

    Nothing is asked of the row: an erasure must not fail on something else that is wrong with it.
    The trail is told which fields it was, and neither what they said nor what became of them.
    """
    for name, new in changes.items():
        setattr(row, attribute(row, name), new)
    before, row.version = row.version, row.version + 1
    row.save(update_fields={*changes, "version"})
    tell(
        row,
        verb,
        actor,
        before={"version": before},
        after={"version": row.version, "personal": sorted(changes)},
    )
    return row


def ask(row: Recorded, check: Check) -> None:
    """Raises ValidationError, by field, with everything that is wrong with a row."""
    problems: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if (
            isinstance(field, models.CharField | models.TextField)
            and value(row, field.name) is None
        ):
            setattr(row, field.name, "")
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        problems = error.error_dict
    # Where a region may be left out, its field says so.
    if row.region and row.region not in region_names(row.case):
        problems.setdefault("region", [_("This region is not in the case.")])
    for name, message in (unnamed(row) | dict(check(row))).items():
        problems.setdefault(name, [message])
    if problems:
        raise ValidationError(problems)


def only(model: type[Recorded], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes, if they are all to fields that people fill in.

    Raises ValidationError, by field, for the others.
    """
    strange = {name: _("There is no such field.") for name in changes if name not in model.FIELDS}
    if strange:
        raise ValidationError(strange)
    return dict(changes)


def conflict(row: Recorded, changes: Mapping[str, Any]) -> Conflict:
    """What the second of two people sees: how it stands now, and how theirs would make it."""
    theirs = {name: value(row, name) for name in (*row.FIELDS, *row.OUTCOMES)}
    event = last(row)
    return Conflict(
        theirs=theirs,
        yours=theirs | {name: changes[name] for name in changes if name in theirs},
        version=row.version,
        by=event.actor.name if event and event.actor else "",
        at=event.at if event else None,
    )


def tell(
    row: Recorded,
    verb: str,
    actor: User | None,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """One event of the trail about a row."""
    labels = {}
    for language in ("nl", "en"):
        with translation.override(language):
            labels[f"label_{language}"] = label(row)[:300]
    record(
        verb,
        actor=actor,
        subject_type=row._meta.model_name or "",
        subject_id=row.pk,
        before=before,
        after=after,
        **labels,
    )
