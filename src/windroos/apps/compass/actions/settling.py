"""Settling contradictions: which side holds, and why."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos import cases
from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.content import Written, change_rows, lock, voice
from windroos.apps.compass.actions.reviewing import raise_reviews
from windroos.apps.compass.history.labels import subject
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.journal import Change
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.contradictions import sides

SETTLEMENTS = "settlements"


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def settle(
    case: Case,
    contradiction: str,
    *,
    holds: str | None,
    reason: Mapping[str, str | None],
    seen: str | None = None,
    version: int | None = None,
    actor: User | None,
) -> list[Written]:
    """Say which side of a contradiction holds, None for none of them, with the reason.

    `reason` is by language, `nl` or `en`. It counts as long as the sides are what they are now.
    `seen` are the sides that were seen, as a settlement has them in its cell, and `version` the
    settlement that was, 0 for none; raises `Conflict` when either is another by now. Raises
    `Invalid`, and ValidationError where there is no such contradiction.
    """
    case = lock(case)
    before = queries.value(case)
    found = next((c for c in queries.contradictions(case) if c.id == contradiction), None)
    if found is None:
        told = _("The sources do not contradict each other like that, or no longer.")
        raise ValidationError(told)
    row = {
        "id": found.id,
        "kind": found.kind,
        "sides": sides(before, found),
        "holds": holds or None,
        **{f"reason_{name}": (reason.get(name) or "").strip() or None for name in ("nl", "en")},
        "settled_by": voice(case, actor),
        "settled": timezone.localdate().isoformat(),
    }
    if seen is not None and seen != row["sides"]:
        held = journal.current(case, SETTLEMENTS, [found.id]).get(found.id)
        theirs = {**((held.row or {}) if held else {}), "sides": row["sides"]}
        raise Conflict(theirs=theirs, yours={**row, "sides": seen}, version=held.pk if held else 0)
    return _change(case, before, Change(SETTLEMENTS, found.id, row, version), actor)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def unsettle(
    case: Case, contradiction: str, *, version: int | None = None, actor: User | None
) -> list[Written]:
    """Take a settlement back: the contradiction is open again, and the history keeps it."""
    case = lock(case)
    held = journal.current(case, SETTLEMENTS, [contradiction]).get(contradiction)
    if held is None or held.row is None:
        raise ValidationError(_("Nobody settled this, or someone took it back."))
    change = Change(SETTLEMENTS, contradiction, None, version)
    return _change(case, queries.value(case), change, actor)


@action(Role.ANALYST, Role.DECISION_MAKER, within=of_case)
def undo_settling(
    case: Case, contradiction: str, *, version: int | None = None, actor: User | None
) -> list[Written]:
    """Bring a settlement back to how it was before its last change."""
    case = lock(case)
    history = journal.versions(case, SETTLEMENTS, contradiction)
    if not history or (len(history) == 1 and history[0].by_package):
        raise ValidationError(_("There is nothing to undo."))
    was = history[1].row if len(history) > 1 else None
    seen = version if version is not None else history[0].pk
    change = Change(SETTLEMENTS, contradiction, was, seen)
    return _change(case, queries.value(case), change, actor, verb="settlement-restored")


def _change(
    case: Case, before: cases.Case, change: Change, actor: User | None, *, verb: str | None = None
) -> list[Written]:
    found = [c.region for c in queries.contradictions(case) if c.id == change.key]
    regions = [region for region in found if region is not None]
    written = change_rows(case, [change], actor=actor)
    for one in written:
        row = one.after or one.before or {}
        about = subject(before, SETTLEMENTS, row)
        event = accounts.record(
            verb or _verb(one),
            actor=actor,
            subject_type="settlement",
            subject_id=f"{case.name}/{one.change.key}",
            label_nl=about.nl,
            label_en=about.en,
            before=_told(one.before),
            after=_told(one.after),
        )
        raise_reviews(case, before, [event], regions=regions)
    return written


def _told(row: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the trail tells of a settlement: not the prints of its sides."""
    return {name: value for name, value in (row or {}).items() if name not in ("kind", "sides")}


def _verb(one: Written) -> str:
    if one.after is None:
        return "settlement-withdrawn"
    return "settlement-changed" if one.before else "settlement-added"
