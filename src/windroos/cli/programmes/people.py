"""Who fills in which indicators, and reminding them of what is due."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.dialogues.shared import CaseName, Who, changing
from windroos.cli.programmes.shared import app
from windroos.cli.shared import (
    AsOption,
    JsonOption,
    acting,
    database,
    err,
    out,
    print_json,
    stored_case,
    writing,
)
from windroos.cli.show import print_list

Indicator = Annotated[str, typer.Argument(help="Id of the indicator.")]
Person = Annotated[str, typer.Argument(help="E-mail address of the account.")]


@app.command("assign")
def assign(indicator: Indicator, person: Person, who: Who, case: CaseName = None) -> None:
    """Ask someone who works on the case to fill in an indicator."""
    with changing(who) as user:
        from windroos.apps.programmes import actions

        actions.assign_indicator(stored_case(case), indicator, acting(person), actor=user)
    out.print(Text(f"{person} fills in {indicator}."), soft_wrap=True)


@app.command("unassign")
def unassign(indicator: Indicator, person: Person, who: Who, case: CaseName = None) -> None:
    """Ask someone no longer to fill in an indicator."""
    with changing(who) as user:
        from windroos.apps.programmes import actions

        actions.unassign_indicator(stored_case(case), indicator, acting(person), actor=user)
    out.print(Text(f"{person} is not asked for {indicator}."), soft_wrap=True)


@app.command("assignments")
def assignments(case: CaseName = None, as_json: JsonOption = False) -> None:
    """Who is asked to fill in which indicators."""
    with database():
        from windroos.apps.programmes.queries import assigned

        found = [
            {
                "programme": one.indicator.programme.slug,
                "indicator": one.indicator.slug,
                "person": one.user.email,
                "reminded": one.reminded or None,
            }
            for one in assigned.assignments(stored_case(case))
        ]
    if as_json:
        print_json(found)
        return
    table = Table("Programme", "Indicator", "Who", "Reminded of")
    for one in found:
        table.add_row(
            one["programme"], one["indicator"], Text(one["person"]), one["reminded"] or ""
        )
    print_list(out, table, "Nobody is asked for an indicator.")


@app.command("remind")
def remind(case: CaseName = None, who: AsOption = None, as_json: JsonOption = False) -> None:
    """Send everyone what is due of their indicators; of each period they are told once.

    Let a timer run this every day.
    """
    from windroos.cli.programmes.shared import seen_on

    failed = []
    sent = []
    with writing():
        from windroos.apps.accounts.mails import NotSent
        from windroos.apps.programmes import actions
        from windroos.apps.programmes.queries import waiting

        stored, (today, _at) = stored_case(case), seen_on(None)
        actor = acting(who) if who else None
        for person in waiting.unreminded(stored, today=today):
            try:
                actions.remind_assignee(stored, person, today=today, actor=actor)
            except NotSent as error:
                failed.append(person.email)
                err.print(Text(f"{person.email}: {error}"), soft_wrap=True)
            else:
                sent.append(person.email)
    if as_json:
        print_json({"sent": sent, "failed": failed})
    else:
        out.print(f"Reminded {len(sent)} of what is due.")
    if failed:
        raise SystemExit(1)
