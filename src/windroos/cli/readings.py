"""`windroos readings`: what a case reads from the open sources, or its own figures instead."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.decisions.shared import Reason, staffed
from windroos.cli.dialogues.shared import CaseName, Who, changing
from windroos.cli.shared import JsonOption, database, out, print_json, stored_case
from windroos.cli.show import print_list

app = typer.Typer(help="What a case reads from the open sources.", no_args_is_help=True)

Source = Annotated[str, typer.Argument(help="The source, as the list names it.")]


@app.command("list")
def readings_list(case: CaseName = None, as_json: JsonOption = False) -> None:
    """List the sources that a case has series of, and the snapshot it reads from each."""
    with database():
        stored = stored_case(case)
        from windroos.apps.compass.framework.read_from import sources_of

        found = sources_of(stored)
        if as_json:
            print_json(
                [
                    {
                        "source": one.source,
                        "indicators": list(one.indicators),
                        "snapshot": one.snapshot,
                        "day": one.day.isoformat() if one.day else None,
                        "ownFigures": one.own_figures,
                    }
                    for one in found
                ]
            )
            return
        table = Table("Source", "Indicators", "Snapshot", "Since")
        for one in found:
            own = "own figures, by choice" if one.own_figures else "own figures"
            table.add_row(
                Text(one.source),
                Text("\n".join(one.indicators)),
                one.snapshot[:12] if one.snapshot else own,
                one.day.isoformat() if one.day else "",
            )
        print_list(out, table, "The framework of this case names no source: its own figures count.")


@app.command("own")
def own(source: Source, who: Who, reason: Reason, case: CaseName = None) -> None:
    """Let the figures of the case itself count instead of those of a source."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        actions.use_own_figures(staffed(case, user), source, reason=reason, actor=user)
        out.print(Text(f"The case uses its own figures, not those of {source}."), soft_wrap=True)


@app.command("read")
def read(source: Source, who: Who, reason: Reason, case: CaseName = None) -> None:
    """Let the figures of a source count again."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        actions.read_from_source(staffed(case, user), source, reason=reason, actor=user)
        out.print(Text(f"The case reads from {source}."), soft_wrap=True)
