"""What programmes account for as files: checked, loaded and written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from windroos.cli.dialogues.shared import CaseName
from windroos.cli.programmes.shared import app
from windroos.cli.shared import (
    DEFAULT_CASE,
    JsonOption,
    database,
    err,
    fail,
    out,
    print_json,
    stored_case,
    writing,
)

Place = Annotated[
    str, typer.Argument(help="Name of a case that comes with the program, or path to a folder.")
]


@app.command("check")
def check(package: Place = DEFAULT_CASE, as_json: JsonOption = False) -> None:
    """Tell everything that is wrong with facts in files, beside their register."""
    from windroos.cases import facts

    problems = facts.check(package)
    if as_json:
        names = ("code", "file", "row", "field", "message")
        print_json([{name: getattr(problem, name) for name in names} for problem in problems])
    else:
        for problem in problems:
            out.print(Text(str(problem)), soft_wrap=True)
        count = len(problems)
        out.print("No problems found." if not count else f"{count} problem(s) found.")
    if problems:
        raise SystemExit(1)


@app.command("load")
def load(package: Place = DEFAULT_CASE, case: CaseName = None, as_json: JsonOption = False) -> None:
    """Add the facts in files that are not here yet; what is here stays as it is."""
    from windroos.cases import facts

    checked = facts.read(package)
    with writing():
        from windroos.apps.programmes import actions
        from windroos.apps.regions.faults import Invalid

        try:
            loaded = actions.load_facts(stored_case(case or checked.name), checked)
        except Invalid as error:
            for _number, problem in error.problems:
                err.print(Text(str(problem)), soft_wrap=True)
            fail("nothing was loaded")
    if as_json:
        print_json({"added": loaded.added, "kept": loaded.kept})
        return
    added = ", ".join(f"{count} {table}" for table, count in loaded.added.items())
    kept = f" {loaded.kept} that were recorded here stay." if loaded.kept else ""
    out.print(f"Added {added}.{kept}", soft_wrap=True)


@app.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="New or empty folder for the files.")],
    case: CaseName = None,
) -> None:
    """Write all that was recorded of the programmes of a case as files that can be loaded."""
    with database():
        from windroos.apps.programmes.queries import accounts

        made = accounts.package(stored_case(case))
    made.write(folder)
    out.print(f"Wrote the facts of {made.name} to {folder}.", soft_wrap=True)
