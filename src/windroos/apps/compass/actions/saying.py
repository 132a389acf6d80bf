"""Writing what people say in a case: judgements, findings, and what documents state.

How a row gets its id, its voice and its place, whatever the table; the actions say who may.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts.queries import Event, User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.content import Written, change_rows, lock, voice
from windroos.apps.compass.actions.placing import Place, put_place
from windroos.apps.compass.actions.reviewing import raise_reviews
from windroos.apps.compass.history.labels import subject
from windroos.apps.compass.history.versions import TABLES as NOUNS
from windroos.apps.network import actions as network
from windroos.apps.network import queries as talks
from windroos.apps.regions import journal
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.journal import Change
from windroos.apps.regions.queries import Case, Version
from windroos.cases.tables import TABLES

# The tables that analysts write in, and the columns that make a cell of each: who adds to a cell
# is told when someone else just did.
CELLS: Mapping[str, tuple[str, ...]] = {
    "judgements": ("region", "criterion"),
    "findings": ("region", "precondition"),
    "statements": ("region", "role"),
    "relations": ("region",),
    "quantities": ("subject", "year"),
}


@dataclass(frozen=True)
class Entry:
    """A row to write, by the columns of its table.

    `row` needs no id, said_by or judged: they are given. With an `id` the row of that id is
    revised, and columns left out stay as they are. `version` is the one the writer saw of it; of a
    new row, the last version of any row in the same cell (see `seen`). `dialogue` is the number of
    the dialogue it rests on, `place` the words of a document that it rests on, where no passage of
    the case leads to them yet. `key` is the id that a new row gets, where that is free.
    """

    row: Mapping[str, Any]
    id: str | None = None
    version: int | None = None
    dialogue: int | None = None
    place: Place | None = None
    key: str | None = None


def seen(case: Case, table: str, row: Mapping[str, Any]) -> int:
    """The last version of the rows in the cell that `row` would stand in; 0 when it is empty."""
    return max((one.pk for one in _cell(case, table, row)), default=0)


def _cell(case: Case, table: str, row: Mapping[str, Any]) -> list[Version]:
    return journal.where(case, table, **{name: row.get(name) for name in CELLS[table]})


def write(case: Case, table: str, entries: Sequence[Entry], actor: User | None) -> list[Written]:
    """Write rows of one table: all of them or none. Raises `Invalid` and `Conflict`.

    Called within the transaction of an action.
    """
    case = lock(case)
    placed = [put_place(case, one.place, actor=actor) if one.place else None for one in entries]
    there = journal.current(case, table, [entry.id for entry in entries if entry.id])
    taken = set(journal.keys(case, table))
    # What was taken back comes back under the id it had, where that is asked.
    standing = journal.standing(case, table) if any(one.key for one in entries) else set()
    columns = TABLES[table].columns
    changes = []
    for entry, passage in zip(entries, placed, strict=True):
        held = there.get(entry.id) if entry.id else None
        if entry.id is None and entry.version is not None:
            _same_cell(case, table, entry)
        if entry.id and (held is None or held.row is None):
            raise ValidationError(
                _("There is no “%(id)s” any more: someone took it back.") % {"id": entry.id}
            )
        row = {**(held.row or {} if held else {}), **entry.row}
        if passage is not None:
            row["passage"] = passage
        if entry.dialogue is not None:
            row |= _grounds(case, entry.dialogue, row, actor)
        row["id"] = entry.id or free_id(entry.key, standing) or _new_id(table, row, taken)
        standing.add(row["id"])
        changed = held is None or any((held.row or {}).get(k) != v for k, v in row.items())
        if changed and "said_by" in columns:
            row["said_by"] = entry.row.get("said_by") or _voice(case, table, row, actor)
        if changed and "judged" in columns:
            row["judged"] = entry.row.get("judged") or timezone.localdate().isoformat()
        taken.add(row["id"])
        changes.append(Change(table, row["id"], row, entry.version))
    noun = NOUNS[table]
    written = change(
        case, changes, lambda one: f"{noun}-{'changed' if one.before else 'added'}", actor
    )
    dialogues = {change.key: entry.dialogue for change, entry in zip(changes, entries, strict=True)}
    for one in written:
        if (dialogue := dialogues[one.change.key]) is not None:
            network.lead_to(
                actor=actor, case=case, dialogue=dialogue, table=table, id=one.change.key
            )
    return written


def change(
    case: Case,
    changes: Sequence[Change],
    verb: str | Callable[[Written], str],
    actor: User | None,
    *,
    reason: str = "",
) -> list[Written]:
    """Change rows, tell of each in the audit trail, and raise reviews of what then moves.

    Called within the transaction of an action.
    """
    case = lock(case)
    before = queries.value(case)
    written = change_rows(case, changes, actor=actor)
    events = [
        _told(case, one, verb if isinstance(verb, str) else verb(one), actor, reason)
        for one in written
    ]
    if written:
        # A figure that a document prints may be of no region.
        rows = [row for one in written for row in (one.before, one.after) if row]
        about = {str(row["region"]) for row in rows if row["region"]}
        raise_reviews(case, before, events, regions=about)
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


def _told(case: Case, one: Written, verb: str, actor: User | None, reason: str) -> Event:
    about = subject(queries.value(case), one.change.table, one.after or one.before or {})
    return accounts.record(
        verb,
        actor=actor,
        subject_type=NOUNS[one.change.table],
        subject_id=f"{case.name}/{one.change.key}",
        label_nl=about.nl,
        label_en=about.en,
        before=one.before,
        after={**(one.after or {}), **({"why": reason} if reason else {})},
    )


def _voice(case: Case, table: str, row: Mapping[str, Any], actor: User | None) -> str:
    """Whose word it is in public: of a judgement the organisation of the writer, not the person; of
    what a document states that of who published it."""
    if table in ("judgements", "findings"):
        return voice(case, actor)
    value = queries.value(case)
    locator = value.locators.get(row.get("passage") or "")
    return value.sources[locator.document].publisher if locator else ""


def free_id(wanted: str | None, taken: Collection[str]) -> str | None:
    """An id that is wanted, with a number behind it where another row has it."""
    if not wanted:
        return None
    id, number = wanted, 1
    while id in taken:
        number += 1
        id = f"{wanted}-{number}"
    return id


def _new_id(table: str, row: Mapping[str, Any], taken: set[str]) -> str:
    """An id as the packages have them: what it is about and a number that is free."""
    about = [str(row[name]).lower() for name in CELLS[table] if row.get(name)]
    base = "-".join([NOUNS[table][0], *about])
    number = 1
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
