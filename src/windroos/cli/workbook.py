"""`windroos workbook`: a case as an Excel workbook, and taking over what was changed in one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    acting,
    database,
    fail,
    out,
    print_json,
    stored_case,
    writing,
)

if TYPE_CHECKING:
    from windroos.apps.accounts.queries import User
    from windroos.apps.compass.actions import Trial
    from windroos.apps.regions.queries import Case as StoredCase
    from windroos.cases.workbook import Book, Choices, Fault

app = typer.Typer(help="Work on a case in Excel.", no_args_is_help=True)

CaseName = Annotated[
    str | None, typer.Option("--case", help="Name of the case; the only one if left out.")
]
File = Annotated[Path, typer.Argument(help="The workbook, an .xlsx file.", exists=True)]
Who = Annotated[str, typer.Option("--as", help="Email address of the account that writes.")]


class Side(StrEnum):
    """Whose version of a cell."""

    yours = "yours"
    theirs = "theirs"


Keep = Annotated[
    Side | None, typer.Option(help="Whose version holds where someone else changed the same.")
]


@app.command("export")
def workbook_export(
    file: Annotated[Path, typer.Argument(help="New file for the workbook.")],
    case: CaseName = None,
    role: Annotated[str | None, typer.Option(help="Add ratings that hold for this role.")] = None,
    theme: Annotated[str | None, typer.Option(help="Add ratings on this theme.")] = None,
    language: LanguageOption = Language.dutch,
) -> None:
    """Write a case as a workbook."""
    if file.suffix != ".xlsx":
        fail(f"{file} must end in .xlsx")
    if file.exists():
        fail(f"{file} exists: name a new file")
    with database():
        from windroos.apps.compass import queries
        from windroos.apps.compass.files import workbooks
        from windroos.cases.workbook import Grid

        stored = stored_case(case)
        value = queries.value(stored)
        if role is not None and role not in {one.id for one in value.framework.roles}:
            fail(f"no role “{role}”; there are: {', '.join(r.id for r in value.framework.roles)}")
        if theme is not None and theme not in value.themes:
            fail(f"no theme “{theme}”; there are: {', '.join(value.themes)}")
        grids = tuple(dict.fromkeys((Grid(), Grid(role, theme))))
        content = workbooks.written(stored, language.value, grids)
    try:
        file.write_bytes(content)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")
    out.print(f"Wrote {stored.name} to {file}.", soft_wrap=True)


@app.command("check")
def workbook_check(
    file: File, who: Who, case: CaseName = None, keep: Keep = None, as_json: JsonOption = False
) -> None:
    """Tell every change in a workbook and everything that is wrong with it; write nothing."""
    with writing():
        user, stored, book = acting(who), stored_case(case), _opened(file)
        trial = _tried(stored, book, _choices(stored, book, keep, user), user)
        _tell(trial, as_json)
    if not trial.sound:
        raise SystemExit(1)


@app.command("apply")
def workbook_apply(
    file: File,
    who: Who,
    reason: Annotated[str, typer.Option(help="Why rows are taken back.")] = "",
    case: CaseName = None,
    keep: Keep = None,
    as_json: JsonOption = False,
) -> None:
    """Take over every change in a workbook: all of it or nothing."""
    with writing():
        from windroos.apps.compass.actions import NotApplied, apply_workbook

        user, stored, book = acting(who), stored_case(case), _opened(file)
        choices = _choices(stored, book, keep, user)
        try:
            trial = apply_workbook(stored, book, reason=reason, choices=choices, actor=user)
        except NotApplied as error:
            _tell(error.trial, as_json)
            fail(" ".join(error.messages))
        _tell(trial, as_json, done=True)


def _opened(file: Path) -> Book:
    from windroos.cases.workbook import Unreadable, open_book
    from windroos.cases.workbook.opening import MOST_BYTES

    try:
        with file.open("rb") as stream:
            return open_book(stream.read(MOST_BYTES + 1))
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}")
    except Unreadable as error:
        fail(f"{file}: {error}")


def _tried(case: StoredCase, book: Book, choices: Choices, user: User) -> Trial:
    from windroos.apps.compass.actions import try_workbook
    from windroos.apps.compass.actions.trying import tried

    return tried(case, lambda: try_workbook(case, book, choices=choices, actor=user)).given


def _choices(case: StoredCase, book: Book, keep: Side | None, user: User) -> Choices:
    """The same side wherever someone else changed the same."""
    if keep is None:
        return {}
    return {clash.key: keep.value for clash in _tried(case, book, {}, user).taken.clashes}


def _tell(trial: Trial, as_json: bool, *, done: bool = False) -> None:
    """Every change by cell, and everything that stands in the way."""
    if as_json:
        print_json(_data(trial, done))
        return
    for clash in trial.taken.clashes:
        what = f"yours {clash.yours!r}, theirs {clash.theirs!r}" if clash.field else "the row"
        line = f"{clash.place}: someone else changed {clash.id} too: {what}"
        out.print(Text(line), soft_wrap=True)
    for fault in (*trial.all_faults, *trial.taken.remarks):
        out.print(Text(str(fault)), soft_wrap=True)
    if trial.outcomes and not trial.all_faults:
        table = Table("Cell", "Row", "Field", "Was", "Becomes")
        for row in _rows(trial):
            table.add_row(*(Text("" if cell is None else str(cell)) for cell in row.values()))
        out.print(table)
    count = len(trial.outcomes)
    if done:
        out.print(f"Saved {count} change{'s' * (count != 1)}.")
    elif trial.sound:
        out.print(f"{count} row{'s' * (count != 1)} would change. Nothing was saved.")


def _data(trial: Trial, done: bool) -> dict[str, Any]:
    return {
        "saved": done,
        "changes": [] if trial.all_faults else _rows(trial),
        "clashes": [
            {
                "sheet": clash.place.sheet,
                "cell": clash.place.cell,
                "table": clash.table,
                "id": clash.id,
                "field": clash.field,
                "was": clash.was,
                "yours": clash.yours,
                "theirs": clash.theirs,
            }
            for clash in trial.taken.clashes
        ],
        "faults": [_fault(fault) for fault in trial.all_faults],
        "remarks": [_fault(fault) for fault in trial.taken.remarks],
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "code": fault.code,
        "sheet": fault.place.sheet,
        "cell": fault.place.cell,
        "message": fault.message,
    }


def _rows(trial: Trial) -> list[dict[str, Any]]:
    """Every cell that changes; of a row that goes, the row."""
    rows = []
    for one in trial.outcomes:
        places = {cell.field: cell.place for cell in one.change.cells} if one.change else {}
        id = f"{one.table}/{one.row.get('id')}"
        if one.after is None:
            place = str(one.change.place) if one.change else ""
            rows.append({"cell": place, "row": id, "field": None, "was": None, "becomes": None})
            continue
        before = one.before or {}
        rows += [
            {
                "cell": str(places.get(name) or ""),
                "row": id,
                "field": name,
                "was": before.get(name),
                "becomes": value,
            }
            for name, value in one.after.items()
            if name != "id" and value != before.get(name)
        ]
    return rows
