"""`windroos case`: check, load and export cases."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from windroos.cases.facts.package import FOLDER as FACTS
from windroos.cases.register.package import FOLDER as REGISTER
from windroos.cli.shared import (
    DEFAULT_CASE,
    JsonOption,
    database,
    out,
    print_json,
    stored_case,
    writing,
)

if TYPE_CHECKING:
    from windroos.apps.network.actions import LoadedRegister
    from windroos.apps.programmes.actions import LoadedFacts
    from windroos.apps.regions.queries import Case


class Keep(StrEnum):
    """The two sides that can differ when a package is loaded."""

    package = "package"
    people = "people"


app = typer.Typer(help="Check, load and export cases.", no_args_is_help=True)


@app.command("list")
def case_list(as_json: JsonOption = False) -> None:
    """List the cases that come with the program and those in the database."""
    from windroos.cases import shipped

    with database():
        from windroos.apps.regions import queries

        loaded = {case.name: case for case in queries.cases()}
    rows = [
        {
            "name": name,
            "shipped": name in shipped(),
            "loaded": loaded[name].loaded.isoformat() if name in loaded else None,
            "title": loaded[name].title if name in loaded else None,
        }
        for name in sorted({*shipped(), *loaded})
    ]
    if as_json:
        print_json(rows)
        return
    table = Table("Case", "Comes with the program", "In the database since")
    for row in rows:
        table.add_row(row["name"], "yes" if row["shipped"] else "no", row["loaded"] or "not loaded")
    out.print(table)


@app.command("check")
def case_check(
    package: Annotated[
        str, typer.Argument(help="Name of a case, or path to a package: a folder or a zip.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Tell everything that is wrong with a package."""
    from windroos.cases import check
    from windroos.cases.package import locate

    problems = check(package)
    if as_json:
        print_json(
            [
                {
                    "code": p.code,
                    "file": p.file,
                    "row": p.row,
                    "field": p.field,
                    "message": p.message,
                }
                for p in problems
            ]
        )
    else:
        for problem in problems:
            out.print(Text(str(problem)), soft_wrap=True)
        count = len(problems)
        out.print(Text(f"Checked {locate(package)}."), soft_wrap=True)
        said = "No problems found." if not count else f"{count} problem{'s' * (count > 1)} found."
        out.print(said)
    if problems:
        raise SystemExit(1)


@app.command("load")
def case_load(
    package: Annotated[
        str, typer.Argument(help="Name of a case, or path to a package: a folder or a zip.")
    ] = DEFAULT_CASE,
    keep: Annotated[
        Keep | None,
        typer.Option(help="Which holds where the package differs from what people wrote here."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Load a package into the database, with the register and facts in it: each whole or not."""
    from windroos.cases.check import read

    checked = read(package)
    with writing():
        from windroos.apps.compass import actions

        loaded = actions.load_case(checked, keep=keep.value if keep else None)
        listed = load_register_of(package, loaded.case)
        told = load_facts_of(package, loaded.case)
    if as_json:
        data = {"case": loaded.case.name, "changed": loaded.changed, "removed": loaded.removed}
        listed_now = listed and listed.changed + listed.removed
        print_json(data | {"register": listed_now, "facts": told and told.count})
        return
    if loaded.anything:
        did = "Replaced" if loaded.replaced else "Loaded"
        changed = f"{loaded.changed} row{'s' * (loaded.changed != 1)} changed"
        out.print(f"{did} the case {loaded.case.name}: {changed}, {loaded.removed} removed.")
    else:
        out.print(f"{loaded.case.name} was loaded already; nothing changed.")
    if listed is not None:
        out.print(f"Register: {listed.changed} records changed, {listed.removed} removed.")
    if told is not None:
        out.print(f"Programmes: {told.count} figures and amounts added.")


@app.command("export")
def case_export(
    name: Annotated[str, typer.Argument(help="Name of a case in the database.")],
    folder: Annotated[Path, typer.Argument(help="New or empty folder for the package.")],
) -> None:
    """Write a case from the database as a package equal to the one loaded, with all beside it."""
    with database():
        from windroos.apps.compass import queries
        from windroos.apps.network.queries import records
        from windroos.apps.programmes.queries import accounts

        case = stored_case(name)
        package = queries.package(case)
        register = records.register(case)
        facts = accounts.package(case)
    package.write(folder)
    if any(register.tables.values()):
        register.write(folder / REGISTER)
    if any(facts.tables.values()):
        facts.write(folder / FACTS)
    out.print(f"Wrote {name} to {folder}.", soft_wrap=True)


def load_register_of(package: str, case: Case) -> LoadedRegister | None:
    """Load the register that stands in a package, where there is one.

    Raises `PackageError` when it is not sound; called within `writing`.
    """
    from windroos.apps.network import actions
    from windroos.cases import register
    from windroos.cases.register.check import find

    if find(package) is None:
        return None
    return actions.load_register(case, register.read(package))


def load_facts_of(package: str, case: Case) -> LoadedFacts | None:
    """Load the facts of programmes that stand in a package, where there are any.

    Raises `PackageError` when they are not sound; called within `writing`, after the register.
    """
    from windroos.apps.programmes import actions
    from windroos.cases.facts.check import find, read

    return None if find(package) is None else actions.load_facts(case, read(package))
