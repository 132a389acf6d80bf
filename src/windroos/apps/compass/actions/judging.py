"""Rating regions and saying whether preconditions hold: what analysts write."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Event, Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.content import Written, change_rows, lock
from windroos.apps.compass.actions.reviewing import raise_reviews
from windroos.apps.compass.history.labels import subject
from windroos.apps.network import actions as network
from windroos.apps.network import queries as talks
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.journal import Change
from windroos.apps.regions.permits import of_case, organisations_of
from windroos.apps.regions.queries import Case, Version

JUDGEMENTS = "judgements"
FINDINGS = "findings"


@dataclass(frozen=True)
class Entry:
    """A judgement or finding to write, by the columns of its table.

    `row` needs no id, said_by or judged: they are given. With an `id` the row of that id is
    revised, and columns left out stay as they are. `version` is the one the writer saw of it; of a
    new row, the last version of any row in the same cell (see `seen`): who adds to a cell is told
    when someone else just did. `dialogue` is the number of the dialogue it rests on.
    """

    row: Mapping[str, Any]
    id: str | None = None
    version: int | None = None
    dialogue: int | None = None


def seen(case: Case, table: str, row: Mapping[str, Any]) -> int:
    """The last version of the rows in the cell that `row` would stand in; 0 when it is empty."""
    return max((one.pk for one in _cell(case, table, row)), default=0)


def _cell(case: Case, table: str, row: Mapping[str, Any]) -> list[Version]:
    about = "criterion" if table == JUDGEMENTS else "precondition"
    return journal.where(case, table, region=row.get("region"), **{about: row.get(about)})


@action(Role.ANALYST, within=of_case)
def judge(case: Case, entries: Sequence[Entry], *, actor: User | None) -> list[Written]:
    """Rate regions on criteria: new judgements, and former ones revised. All of them or none.

    Each counts from its day `judged`, today when left out. Raises `Invalid` and `Conflict`.
    """
    return _write(case, JUDGEMENTS, entries, "judgement", actor)


@action(Role.ANALYST, within=of_case)
def find(case: Case, entries: Sequence[Entry], *, actor: User | None) -> list[Written]:
    """Say whether preconditions hold for regions. All of them or none."""
    return _write(case, FINDINGS, entries, "finding", actor)


@action(Role.ANALYST, within=of_case)
def retract(
    case: Case,
    table: str,
    rows: Mapping[str, int | None],
    *,
    reason: str,
    actor: User | None,
) -> list[Written]:
    """Take judgements or findings back, with a reason; they stay in the history.

    `rows` gives the version that was seen by id; None where none was.
    """
    _reason(reason)
    changes = [Change(_said(table), id, None, version) for id, version in rows.items()]
    return _change(case, changes, f"{_noun(table)}-retracted", actor, reason=reason)


@action(Role.ANALYST, within=of_case)
def undo(
    case: Case, table: str, id: str, *, version: int | None = None, actor: User | None
) -> list[Written]:
    """Bring the judgement or finding of that id back to how it was before its last change."""
    return undo_all(case, table, {id: version}, actor=actor)


@action(Role.ANALYST, within=of_case)
def undo_all(
    case: Case, table: str, rows: Mapping[str, int | None], *, actor: User | None
) -> list[Written]:
    """Undo the last change of several judgements or findings: of all of them or of none.

    `rows` gives the version that was seen by id; None where none was.
    """
    case = lock(case)
    changes = []
    for id, version in rows.items():
        history = journal.versions(case, _said(table), id)
        if not history or (len(history) == 1 and history[0].by_package):
            raise ValidationError(_("There is nothing to undo."))
        was = history[1].row if len(history) > 1 else None
        changes.append(Change(table, id, was, version if version is not None else history[0].pk))
    return _change(case, changes, f"{_noun(table)}-restored", actor)


def _write(
    case: Case, table: str, entries: Sequence[Entry], noun: str, actor: User | None
) -> list[Written]:
    case = lock(case)
    there = journal.current(case, table, [entry.id for entry in entries if entry.id])
    taken = set(journal.keys(case, table))
    changes = []
    for entry in entries:
        held = there.get(entry.id) if entry.id else None
        if entry.id is None and entry.version is not None:
            _same_cell(case, table, entry)
        if entry.id and (held is None or held.row is None):
            raise ValidationError(
                _("There is no “%(id)s” any more: someone took it back.") % {"id": entry.id}
            )
        row = {**(held.row or {} if held else {}), **entry.row}
        if entry.dialogue is not None:
            row |= _grounds(case, entry.dialogue, row, actor)
        row["id"] = entry.id or _new_id(row, noun, taken)
        changed = held is None or any((held.row or {}).get(k) != v for k, v in row.items())
        if changed:
            row["said_by"] = entry.row.get("said_by") or _voice(case, actor)
            row["judged"] = entry.row.get("judged") or timezone.localdate().isoformat()
        taken.add(row["id"])
        changes.append(Change(table, row["id"], row, entry.version))
    written = _change(
        case, changes, lambda one: f"{noun}-{'changed' if one.before else 'added'}", actor
    )
    dialogues = {change.key: entry.dialogue for change, entry in zip(changes, entries, strict=True)}
    for one in written:
        if (dialogue := dialogues[one.change.key]) is not None:
            network.lead_to(
                actor=actor, case=case, dialogue=dialogue, table=table, id=one.change.key
            )
    return written


def _grounds(
    case: Case, dialogue: int, row: Mapping[str, Any], actor: User | None
) -> dict[str, str]:
    """A dialogue as grounds, where the row gives no others: what everyone may know of it."""
    found = talks.dialogue(case, actor, dialogue)
    if found is None or found.removed:
        told = _("There is no dialogue %(number)s in this case.") % {"number": dialogue}
        raise ValidationError({"dialogue": told})
    if row.get("passage") or row.get("grounds_nl") or row.get("grounds_en"):
        return {}
    known = talks.reference(found)
    return {"grounds_nl": known.public_nl, "grounds_en": known.public_en}


def _same_cell(case: Case, table: str, entry: Entry) -> None:
    """Raises `Conflict` when someone wrote in the cell since the version that was seen."""
    for one in _cell(case, table, entry.row):
        if one.pk > (entry.version or 0):
            raise Conflict(
                theirs=one.row or {},
                yours=entry.row,
                version=one.pk,
                by=one.actor.name if one.actor else "",
                at=one.since,
            )


def _change(
    case: Case,
    changes: Sequence[Change],
    verb: str | Callable[[Written], str],
    actor: User | None,
    *,
    reason: str = "",
) -> list[Written]:
    case = lock(case)
    before = queries.value(case)
    written = change_rows(case, changes, actor=actor)
    events = [
        _told(case, one, verb if isinstance(verb, str) else verb(one), actor, reason)
        for one in written
    ]
    if written:
        about = {str(row["region"]) for one in written for row in (one.before, one.after) if row}
        raise_reviews(case, before, events, regions=about)
    return written


def _told(case: Case, one: Written, verb: str, actor: User | None, reason: str) -> Event:
    about = subject(queries.value(case), one.change.table, one.after or one.before or {})
    return accounts.record(
        verb,
        actor=actor,
        subject_type=_noun(one.change.table),
        subject_id=f"{case.name}/{one.change.key}",
        label_nl=about.nl,
        label_en=about.en,
        before=one.before,
        after={**(one.after or {}), **({"why": reason} if reason else {})},
    )


def _voice(case: Case, actor: User | None) -> str:
    """Whose judgement it is in public: the organisation of the writer, not the person."""
    return organisations_of(actor, case)[0].name_nl


def _new_id(row: Mapping[str, Any], noun: str, taken: set[str]) -> str:
    """An id as the packages have them: what it is about and a number that is free."""
    about = str(row.get("criterion") or row.get("precondition") or "").lower()
    base = f"{noun[0]}-{str(row.get('region') or '').lower()}-{about}"
    number = 1
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def _said(table: str) -> str:
    if table not in (JUDGEMENTS, FINDINGS):
        raise ValueError(f"no judgements or findings stand in {table}")
    return table


def _noun(table: str) -> str:
    return "judgement" if table == JUDGEMENTS else "finding"


def _reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
