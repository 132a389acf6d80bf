"""The review of periods: handed in, locked by someone else, opened again."""

from __future__ import annotations

from typing import Annotated

import typer

from windroos.cli.decisions.shared import Reason
from windroos.cli.dialogues.shared import CaseName, Who, changing
from windroos.cli.programmes.shared import PeriodArgument, Programme, app
from windroos.cli.shared import out, stored_case

Remark = Annotated[str, typer.Option("--reason", help="What there is to say of it.")]


@app.command("submit")
def submit(
    programme: Programme, period: PeriodArgument, who: Who, reason: Remark = "",
    case: CaseName = None,
) -> None:  # fmt: skip
    """Hand in what a programme reports of a period, for someone else to lock."""
    with changing(who) as user:
        from windroos.apps.programmes import actions

        actions.submit_period(stored_case(case), programme, period, reason=reason, actor=user)
    out.print(f"Handed in {period}.")


@app.command("lock")
def lock(
    programme: Programme, period: PeriodArgument, who: Who, reason: Remark = "",
    case: CaseName = None,
) -> None:  # fmt: skip
    """Lock a period as someone else handed it in: this is what was reported."""
    with changing(who) as user:
        from windroos.apps.programmes import actions

        actions.lock_period(stored_case(case), programme, period, reason=reason, actor=user)
    out.print(f"Locked {period}.")


@app.command("reopen")
def reopen(
    programme: Programme, period: PeriodArgument, who: Who, reason: Reason, case: CaseName = None
) -> None:
    """Open a period again; what was reported when it was locked stays known."""
    with changing(who) as user:
        from windroos.apps.programmes import actions

        actions.reopen_period(stored_case(case), programme, period, reason=reason, actor=user)
    out.print(f"Opened {period} again.")
