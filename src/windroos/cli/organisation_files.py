"""Organisations as a table from a terminal: what a file would do, taking it in, writing one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import CaseName, Who, changing
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    database,
    err,
    fail,
    out,
    print_json,
    stored_case,
)
from windroos.cli.show import print_list

if TYPE_CHECKING:
    from windroos.cases.register.taking_in import Plan

# So many rows are shown.
_SHOWN = 50


def take_in(
    file: Annotated[Path, typer.Argument(help="CSV or .xlsx file with organisations.")],
    who: Who,
    yes: Annotated[bool, typer.Option("--yes", help="Write it, after looking.")] = False,
    doubtful: Annotated[
        str, typer.Option(help="What rows are that may be here already: new or skip.")
    ] = "",
    choose: Annotated[
        list[str] | None,
        typer.Option(help="For one row, such as 7=new, 7=skip, 7=is:philips, 7=yours, 7=theirs."),
    ] = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what a table of organisations would do, row by row; with --yes, do it."""
    choices = dict(_choice(one) for one in choose or ())
    if doubtful not in ("", "new", "skip"):
        fail("--doubtful is new or skip")
    if doubtful:
        choices["rest"] = doubtful
    try:
        content = file.read_bytes()
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}")
    with changing(who) as user:
        from windroos.apps.accounts.permits import ACTIONS, Refused, may
        from windroos.apps.network import actions
        from windroos.apps.network.queries import sheets

        stored = stored_case(case)
        if not may(user, "network.take_in_sheet", case=stored):
            raise Refused(ACTIONS["network.take_in_sheet"])
        plan = sheets.planned(stored, file.name, content, choices)
        written = yes and plan.sound
        if written:
            plan = actions.take_in_sheet(stored, file.name, content, choices=choices, actor=user)
        if as_json:
            from windroos.apps.network.sheet_shown import told_of

            rows = [told_of(line) for line in plan.lines if line.state != "same"]
            print_json({"written": written, "counts": dict(plan.counts), "rows": rows})
        else:
            _show(plan)
            out.print(_outcome(plan, yes), soft_wrap=True)
    if yes and not plan.sound:
        raise SystemExit(1)


def write(
    file: Annotated[Path, typer.Argument(help="Where to write it; ends in .csv or .xlsx.")],
    language: LanguageOption = Language.dutch,
    case: CaseName = None,
) -> None:
    """Write the organisations of a case as one table, to change and take in again."""
    kind = file.suffix.lower().lstrip(".")
    if kind not in ("csv", "xlsx"):
        fail(f"{file} ends in neither .csv nor .xlsx; choose one of the two")
    with database():
        from windroos.apps.network.queries import sheets

        content = sheets.as_file(stored_case(case), kind, str(language))
    try:
        file.write_bytes(content)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")
    out.print(f"Wrote {file}.", soft_wrap=True)


def join(app: typer.Typer, *, take_in_as: str = "import", write_as: str = "export") -> None:
    """Put both commands in a group."""
    app.command(take_in_as)(take_in)
    app.command(write_as)(write)


def _choice(given: str) -> tuple[str, str]:
    row, _is, chosen = given.partition("=")
    known = chosen in ("new", "skip", "yours", "theirs") or chosen.startswith("is:")
    if not (row.isdigit() and known):
        fail(f"--choose: “{given}” is not such as 7=new, 7=skip, 7=is:philips, 7=yours, 7=theirs")
    return row, chosen


def _show(plan: Plan) -> None:
    shown = [line for line in plan.lines if line.state != "same"]
    order = ("faulty", "conflict", "doubtful", "changed", "new", "skipped")
    shown.sort(key=lambda line: (order.index(line.state), line.row))
    table = Table("Row", "Organisation", "State", "What")
    for line in shown[:_SHOWN]:
        what = [
            *(str(problem) for problem in line.faults),
            *(f"{c.field}: {_text(c.theirs)} here, {_text(c.yours)} in the file"
              for c in line.clashes if line.state == "conflict"),
            *(f"may be {one.id} ({one.name})" for one in line.alike if line.state == "doubtful"),
            *(f"{c.field}: {_text(c.before)} → {_text(c.after)}" for c in line.cells),
        ]  # fmt: skip
        table.add_row(str(line.row), Text(line.name), line.state, Text("\n".join(what)))
    print_list(out, table, "Every row says what the register says already.")
    if len(shown) > _SHOWN:
        out.print(f"And {len(shown) - _SHOWN} rows more.")
    for heading in plan.sheet.unread:
        err.print(Text(f"Not read, since it is not known: the column “{heading}”"))


def _outcome(plan: Plan, yes: bool) -> str:
    told = ", ".join(f"{count} {state}" for state, count in plan.counts.items() if count)
    if not plan.sound:
        return f"{told}. Nothing was written: mend the rows, or choose with --choose or --doubtful."
    if not plan.writing:
        return f"{told or 'No rows'}. Nothing to write."
    return f"{told}. Written." if yes else f"{told}. Nothing was written yet: add --yes to do it."


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(value) or "empty"
    return "empty" if value is None else str(value)
