"""Rating regions, saying whether preconditions hold, and what documents state of them: what
analysts write."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass.actions.content import Written, lock
from windroos.apps.compass.actions.saying import CELLS, NOUNS, Entry, change, write
from windroos.apps.regions import journal
from windroos.apps.regions.journal import Change
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case

# What a document states, as it says it; the rest is said by people.
STATED = ("statements", "relations", "quantities")


@action(Role.ANALYST, within=of_case)
def judge(case: Case, entries: Sequence[Entry], *, actor: User | None) -> list[Written]:
    """Rate regions on criteria: new judgements, and former ones revised. All of them or none.

    Each counts from its day `judged`, today when left out. Raises `Invalid` and `Conflict`.
    """
    return write(case, "judgements", entries, actor)


@action(Role.ANALYST, within=of_case)
def find(case: Case, entries: Sequence[Entry], *, actor: User | None) -> list[Written]:
    """Say whether preconditions hold for regions. All of them or none."""
    return write(case, "findings", entries, actor)


@action(Role.ANALYST, within=of_case)
def state(case: Case, table: str, entries: Sequence[Entry], *, actor: User | None) -> list[Written]:
    """Write down what passages state: of the effort for a region (`statements`), of the relation
    with it (`relations`), or as a figure (`quantities`). All of them or none."""
    if table not in STATED:
        raise ValueError(f"documents state nothing in {table}")
    return write(case, table, entries, actor)


@action(Role.ANALYST, within=of_case)
def retract(
    case: Case,
    table: str,
    rows: Mapping[str, int | None],
    *,
    reason: str,
    actor: User | None,
) -> list[Written]:
    """Take rows of a table that analysts write in back, with a reason; they stay in the history.

    `rows` gives the version that was seen by id; None where none was.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    changes = [Change(_said(table), id, None, version) for id, version in rows.items()]
    return change(case, changes, f"{NOUNS[table]}-retracted", actor, reason=reason)


@action(Role.ANALYST, within=of_case)
def undo(
    case: Case, table: str, id: str, *, version: int | None = None, actor: User | None
) -> list[Written]:
    """Bring the row of that id back to how it was before its last change."""
    return undo_all(case, table, {id: version}, actor=actor)


@action(Role.ANALYST, within=of_case)
def undo_all(
    case: Case, table: str, rows: Mapping[str, int | None], *, actor: User | None
) -> list[Written]:
    """Undo the last change of several rows of a table: of all of them or of none.

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
    return change(case, changes, f"{NOUNS[table]}-restored", actor)


def _said(table: str) -> str:
    if table not in CELLS:
        raise ValueError(f"analysts write nothing in {table}")
    return table
