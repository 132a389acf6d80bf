"""`windroos documents tables` and `take-over`: the tables that documents print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import CaseName, Who, changing, reading
from windroos.cli.judging.shared import TryOption
from windroos.cli.leaning import app as documents  # the group, with its other commands
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    fail,
    out,
    print_json,
    stored_case,
)

if TYPE_CHECKING:
    from windroos.apps.compass.printing import Printed
    from windroos.cases.taking_over import Plan
    from windroos.sources.documents.cells import Doubt
    from windroos.sources.documents.grids import Grid

Document = Annotated[str, typer.Argument(help="A document that was added, as 003.")]
KindOption = Annotated[
    str | None,
    typer.Option("--kind", help="As quantities or as decisions; what it seems to be if left out."),
]


@documents.command("tables")
def tables(
    document: Document,
    number: Annotated[
        int | None, typer.Argument(help="One table, with what it is proposed to be.")
    ] = None,
    kind: KindOption = None,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Show the tables that a document prints, as they are read.

    With a number: that table, and with --json all that is proposed of it, to correct in a file and
    hand to `take-over`.
    """
    with reading(None, language):
        from windroos.apps.compass import printing, queries
        from windroos.apps.evidence.queries import everything

        stored = stored_case(case)
        documents = everything(stored)
        added = documents.document(document)
        if added is None:
            fail(f"there is no document “{document}”; see: windroos documents list")
        found = printing.tables(documents, queries.value(stored), added)
        if number is None:
            if as_json:
                print_json([_grid(one) for one in found])
                return
            for one in found:
                _print(one)
            return
        table = printing.printed(stored, document, number, _kind(kind))
        if table is None:
            fail(f"document {document} has no table {number}; it has {len(found)}")
        if as_json:
            print_json({"sha256": table.document.sha256, **table.plan.as_dict()})
            return
        _print(table.grid)
        _print_doubts(table)


@documents.command("take-over")
def take_over(
    document: Document,
    number: Annotated[int, typer.Argument(help="Which of its tables; see: documents tables.")],
    who: Who,
    kind: KindOption = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            "--with",
            help="A JSON file with what stands in the place of what is proposed; - for input.",
        ),
    ] = None,
    trial: TryOption = False,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Take a table over into the case: all of its cells or none."""
    given = _corrections(corrections)
    with changing(who) as user:
        from windroos.apps.compass import actions, printing
        from windroos.apps.compass.actions.trying import tried

        stored = stored_case(case)
        wanted = _kind(kind or given.get("kind"))
        table = printing.printed(stored, document, number, wanted)
        if table is None:
            fail(f"document {document} has no table {number}")
        plan = _plan(table.plan.kind, given)

        def act() -> actions.TakenOver:
            return actions.take_over(
                stored, document, number, plan, sha256=given.get("sha256"), actor=user
            )

        try:
            done = tried(stored, act).given if trial else act()
        except actions.NotTakenOver as error:
            fail(_untaken(table, error))
    ids = [one.change.key for one in done.written]
    had = [id for _cell, id in done.there]
    if as_json:
        print_json({"kind": plan.kind, "written": not trial, "ids": ids, "there": had})
        return
    said = "Would be written" if trial else "Written"
    out.print(Text(f"{said}: {len(ids)} {plan.kind}; {len(had)} were there."), soft_wrap=True)
    for id in ids:
        out.print(Text(f"  {id}"), soft_wrap=True)


def _kind(given: str | None) -> str | None:
    from windroos.cases.taking_over import KINDS

    if given is not None and given not in KINDS:
        fail(f"--kind: “{given}” is none of {', '.join(KINDS)}")
    return given


def _corrections(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        text = (
            typer.get_text_stream("stdin").read() if str(path) == "-" else path.read_text("utf-8")
        )
        given = json.loads(text)
    except OSError as error:
        fail(f"{path}: {error.strerror or error}")
    except ValueError as error:
        fail(f"{path}: no JSON in UTF-8: {error}")
    if not isinstance(given, dict):
        fail(f"{path}: give an object, as `windroos documents tables … --json` does")
    return given


def _plan(kind: str, given: dict[str, Any]) -> Plan:
    from windroos.cases.taking_over import Plan

    try:
        return Plan.of(kind, given)
    except ValueError as error:
        fail(f"--with: {error}")


def _untaken(table: Printed, error: Any) -> str:
    """What is wrong with which cells, one a line."""
    from windroos.apps.regions.faults import told

    rows = {line.number: line.label for line in table.grid.lines}
    heads = {one.index: one.anchor for one in table.grid.columns}
    lines = dict.fromkeys(
        f"{rows[number]} ({number}), {heads[index]}: {problem.field or ''}: {told(problem)}"
        for place, problem in error.problems
        for number, index in [error.cells[place]]
    )
    return "\n  ".join(["nothing of the table was taken over:", *lines])


def _said(doubt: Doubt) -> str:
    from django.utils.translation import gettext

    return gettext(doubt.wording) % dict(doubt.values)


def _grid(grid: Grid) -> dict[str, Any]:
    """A table as plain data."""
    return {
        "number": grid.number,
        "paragraphs": list(grid.numbers),
        "caption": grid.caption,
        "columns": [one.head for one in grid.columns],
        "doubts": [_said(one) for one in grid.doubts],
        "rows": [
            {
                "number": line.number,
                "label": line.label,
                "unit": line.unit,
                "doubts": [_said(one) for one in line.doubts],
                "cells": [
                    {
                        "text": cell.text,
                        "value": cell.held.value,
                        "state": cell.held.state,
                        "notes": [note.text for note in cell.notes],
                        "doubts": [_said(one) for one in cell.doubts],
                    }
                    for cell in line.cells
                ],
            }
            for line in grid.lines
        ],
    }


def _print(grid: Grid) -> None:
    shown = Table(title=Text(f"{grid.number}. {grid.caption}".strip()), title_justify="left")
    shown.add_column("¶", justify="right", no_wrap=True)
    shown.add_column(Text(grid.corner))
    for column in grid.columns:
        shown.add_column(Text(column.anchor))
    for line in grid.lines:
        cells = [Text(cell.text) for cell in line.cells]
        shown.add_row(str(line.number), Text(line.label), *cells)
    out.print(shown)
    for one in grid.doubts:
        out.print(Text(f"  {_said(one)}"), soft_wrap=True)


def _print_doubts(table: Printed) -> None:
    proposal = table.proposal
    heads = {one.index: one.anchor for one in table.grid.columns}
    out.print(Text(f"As {table.plan.kind}.", "bold"))
    for index, doubts in proposal.of_columns.items():
        for one in doubts:
            out.print(Text(f"  {heads[index]}: {_said(one)}"), soft_wrap=True)
    for line in table.grid.lines:
        for one in proposal.of_rows[line.number]:
            out.print(Text(f"  {line.label}: {_said(one)}"), soft_wrap=True)
        for cell in line.cells:
            for one in proposal.of_cells[line.number, cell.column]:
                where = f"{line.label}, {heads[cell.column]}"
                out.print(Text(f"  {where}: {_said(one)}"), soft_wrap=True)
