"""Recording figures and money: one by one, or many from a file of CSV or JSON."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from windroos.cli.decisions.shared import Reason
from windroos.cli.dialogues.shared import CaseName, Who, changing
from windroos.cli.programmes.shared import Programme, app
from windroos.cli.shared import JsonOption, err, fail, out, print_json, stored_case

File = Annotated[
    Path | None,
    typer.Option("--file", help="CSV file with the columns of the table, or JSON with its rows."),
]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", help="A field of one row, as value=12; give as many as are needed."),
]


@app.command("report-facts")
def report_facts(
    programme: Programme,
    who: Who,
    file: File = None,
    fields: Set = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Record figures: all of them, or none when something is wrong.

    A row has indicator, role and period, and a value (or numerator and denominator). Where a figure
    is there already it also has the reason.
    """
    _record("facts", programme, who, _rows(file, fields), case, as_json)


@app.command("report-amounts")
def report_amounts(
    programme: Programme,
    who: Who,
    file: File = None,
    fields: Set = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Record money: all of it, or nothing when something is wrong.

    A row has role, period, amount and currency, and where it is known the part and the funder.
    Where an amount is there already it also has the reason.
    """
    _record("amounts", programme, who, _rows(file, fields), case, as_json)


@app.command("withdraw-fact")
def withdraw_fact(
    programme: Programme,
    fact: Annotated[str, typer.Argument(help="Id of the figure.")],
    who: Who,
    reason: Reason,
    case: CaseName = None,
) -> None:
    """Withdraw a figure; it stays in the history."""
    with changing(who) as user:
        from windroos.apps.programmes import actions

        actions.withdraw_fact(stored_case(case), programme, fact, reason=reason, actor=user)
    out.print(Text(f"Withdrew {fact}."), soft_wrap=True)


@app.command("withdraw-amount")
def withdraw_amount(
    programme: Programme,
    amount: Annotated[str, typer.Argument(help="Id of the amount.")],
    who: Who,
    reason: Reason,
    case: CaseName = None,
) -> None:
    """Withdraw an amount; it stays in the history."""
    with changing(who) as user:
        from windroos.apps.programmes import actions

        actions.withdraw_amount(stored_case(case), programme, amount, reason=reason, actor=user)
    out.print(Text(f"Withdrew {amount}."), soft_wrap=True)


def _record(
    table: str,
    programme: str,
    who: str,
    rows: list[dict[str, Any]],
    case: str | None,
    as_json: bool,
) -> None:
    with changing(who) as user:
        from windroos.apps.programmes import actions
        from windroos.apps.programmes.actions import Given
        from windroos.apps.regions.faults import Invalid, told

        act = actions.record_facts if table == "facts" else actions.record_amounts
        given = [
            Given({k: v for k, v in row.items() if k != "seen"}, row.get("seen")) for row in rows
        ]
        try:
            made = act(stored_case(case), programme, given, actor=user)
        except Invalid as error:
            for number, problem in error.problems:
                field = f"{problem.field}: " if problem.field else ""
                err.print(Text(f"row {number + 1}: {field}{told(problem)}"), soft_wrap=True)
            fail("nothing was recorded")
    ids = [one.slug for one in made]
    if as_json:
        print_json({"recorded": ids})
        return
    same = len(rows) - len(ids)
    out.print(f"Recorded {len(ids)}." + (f" {same} said what holds already." if same else ""))


def _rows(file: Path | None, fields: list[str] | None) -> list[dict[str, Any]]:
    """The rows that are given; what is empty in them is left out."""
    if (file is None) == (not fields):
        fail("give either --file with rows, or --set for each field of one row")
    if file is None:
        return [dict(_field(one) for one in fields or ())]
    try:
        text = file.read_text("utf-8-sig")
        if file.suffix.lower() == ".csv":
            rows: Any = list(csv.DictReader(text.splitlines()))
        else:
            rows = json.loads(text)
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}")
    except (ValueError, RecursionError, csv.Error) as error:
        fail(f"{file} cannot be read as CSV or JSON: {error}")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        fail(f"{file} holds no rows: give a list of JSON objects")
    if any(None in row for row in rows):
        fail(f"{file}: a row has more cells than there are columns")
    return [{k: v for k, v in row.items() if v not in (None, "")} for row in rows]


def _field(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        fail(f"--set {given}: write it as name=value")
    return name.strip(), value.strip()
