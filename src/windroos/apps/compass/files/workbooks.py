"""A case as a workbook."""

from __future__ import annotations

from django.utils import timezone

from windroos.apps.compass import queries
from windroos.apps.regions import journal
from windroos.apps.regions.queries import Case
from windroos.cases import workbook
from windroos.cases.workbook import Grid, State


def state(case: Case) -> State:
    """A case as it stands now, with the versions of the rows that people may change."""
    numbers = {
        table: {
            key: version.pk for key, version in journal.current(case, table).items() if version.row
        }
        for table in workbook.EDITABLE
    }
    return State(queries.package(case), case.state, numbers)


def former(case: Case, number: int) -> State | None:
    """A case as it was in a former state; None for one it never had."""
    if not journal.began(case) <= number <= case.state:
        return None
    numbers = journal.numbers(case, number)
    return State(queries.package_at(case, number), number, numbers)


def written(case: Case, language: str, grids: tuple[Grid, ...]) -> bytes:
    """The workbook of a case as it stands now."""
    return workbook.write(state(case), language, timezone.localtime(), grids)
