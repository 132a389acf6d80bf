"""Taking over a table that a document prints: as figures, or as decisions taken elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from windroos.apps.accounts.permits import action
from windroos.apps.accounts.queries import Role, User
from windroos.apps.compass import queries
from windroos.apps.compass.actions.content import Invalid, Written, lock
from windroos.apps.compass.actions.deciding import put_printed, remove_printed
from windroos.apps.compass.actions.placing import Place, put_places
from windroos.apps.compass.actions.saying import Entry, free_id, write
from windroos.apps.compass.printing import Printed, printed, there
from windroos.apps.regions import journal
from windroos.apps.regions.permits import of_case
from windroos.apps.regions.queries import Case
from windroos.cases.problems import Problem
from windroos.cases.taking_over import QUANTITIES, Plan, Taken, misplaced, taken


class NotTakenOver(Invalid):
    """Cells that cannot stand in the case as they are; nothing was written.

    `cells` gives for each place in `problems` the passage and column of its cell.
    """

    def __init__(
        self, problems: Sequence[tuple[int, Problem]], cells: Sequence[tuple[int, int]]
    ) -> None:
        self.cells = tuple(cells)
        super().__init__(problems)


@dataclass(frozen=True)
class TakenOver:
    """What was written of a table, and the cells that the case had already, each with its id."""

    table: Printed
    written: Sequence[Written]
    there: Sequence[tuple[Taken, str]]


@action(Role.ANALYST, within=of_case)
def take_over(
    case: Case,
    document: str,
    number: int,
    plan: Plan,
    *,
    sha256: str | None = None,
    actor: User | None,
) -> TakenOver:
    """Take the table with this number in a document over: all of its cells or none.

    `plan` says as what (`kind`), and what is to stand in the place of what is proposed. `sha256` is
    the hash of the document that was looked at. Cells that the case has already stay as they are,
    so that a second time changes nothing. Raises ValidationError without such a table or with
    corrections it has no place for, and `NotTakenOver` with all that is wrong with its cells.
    """
    case = lock(case)
    table = printed(case, document, number, plan.kind)
    if table is None:
        raise ValidationError({"table": _("The document has no such table.")})
    if sha256 and sha256 != table.document.sha256:
        told = _("Another version of the document was added since: look at its table again.")
        raise ValidationError({"table": told})
    if wrong := list(misplaced(table.grid, plan)):
        raise ValidationError(
            {one.where: _(one.told.wording) % dict(one.told.values) for one in wrong}
        )
    rows = taken(queries.value(case), table.grid, table.plan.corrected(plan), document)
    if not rows:
        raise ValidationError({"table": _("Nothing is chosen to be taken over.")})
    had = there(case, table.grid, document, plan.kind, rows)
    new = [one for place, one in enumerate(rows) if place not in had]
    try:
        written = _write(case, document, plan.kind, new, actor) if new else []
    except Invalid as error:
        cells = [(one.number, one.column) for one in new]
        raise NotTakenOver(error.problems, cells) from None
    return TakenOver(table, written, [(rows[place], id) for place, id in had.items()])


@action(Role.ANALYST, within=of_case)
def undo_taking_over(
    case: Case, decisions: Mapping[str, int | None], *, actor: User | None
) -> list[Written]:
    """Undo that printed decisions were taken over: of all of these or of none.

    `decisions` gives the version that was seen by id; None where none was. Raises ValidationError
    where something was done to one since; figures are undone as other rows are (`undo_all`).
    """
    return remove_printed(lock(case), decisions, actor=actor)


def _write(
    case: Case, document: str, kind: str, new: Sequence[Taken], actor: User | None
) -> list[Written]:
    places = [Place(document, one.number, label=one.label, id=one.passage) for one in new]
    passages = put_places(case, places, actor=actor)
    rows = [{**one.row, "passage": id} for one, id in zip(new, passages, strict=True)]
    if kind == QUANTITIES:
        entries = [Entry(row, key=one.id) for row, one in zip(rows, new, strict=True)]
        return write(case, QUANTITIES, entries, actor)
    ids = journal.standing(case, kind)
    named: dict[str, dict[str, Any]] = {}
    for row, one in zip(rows, new, strict=True):
        id = free_id(one.id, ids) or one.id
        ids.add(id)
        named[id] = row
    return put_printed(case, named, actor=actor)
