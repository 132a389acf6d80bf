"""`windroos runs`: draws that someone asked the site for; `windroos robustness` draws here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.decisions.shared import staffed
from windroos.cli.dialogues.shared import CaseName, Number, Who, changing, reading, told
from windroos.cli.shared import JsonOption, Language, LanguageOption, fail, out, print_json
from windroos.cli.show import print_list

if TYPE_CHECKING:
    from windroos.apps.compass.models import Run

app = typer.Typer(help="Draws that take long, made by the site.", no_args_is_help=True)


@app.command("list")
def runs_list(
    who: Who,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List runs, the last one asked first; only colleagues on the case see them."""
    with reading(who, language) as user:
        from django.utils import timezone

        from windroos.apps.compass import queries
        from windroos.apps.compass.robustness import runs
        from windroos.apps.compass.robustness.shown import ShownRun

        stored = staffed(case, user)
        found = list(runs.of_case(stored))
        if as_json:
            print_json([_data(one) for one in found])
            return
        value = queries.value(stored)
        table = Table("No", "Asked", "By", "What", "State")
        for one in found:
            shown = ShownRun(one, value)
            asked = timezone.localtime(one.asked).date().isoformat()
            table.add_row(
                str(one.pk), asked, one.asked_by.name, Text(shown.what), Text(shown.state)
            )
        print_list(
            out,
            table,
            "No run. Draw here with: windroos robustness --samples 100000; the site is asked on its"
            " page, or over the API",
        )


@app.command("cancel")
def cancel(number: Number, who: Who, case: CaseName = None, as_json: JsonOption = False) -> None:
    """Stop a run that waits or is busy; one that ended stays as it is."""
    with changing(who) as user:
        from windroos.apps.compass import actions
        from windroos.apps.compass.robustness import runs

        stored = staffed(case, user)
        run = runs.number(stored, number) or fail(f"there is no run {number}")
        actions.cancel_run(stored, run, actor=user)
        run.refresh_from_db()
        cancelled = run.status == runs.Run.Status.CANCELLED
        said = f"Run {number} is cancelled." if cancelled else f"Run {number} had ended already."
        told(as_json, _data(run), said)


def _data(run: Run) -> dict[str, Any]:
    return {
        "number": run.pk,
        "status": "broken-off" if run.broken_off else str(run.status),
        "role": run.role,
        "theme": run.theme or None,
        "asOf": run.day.isoformat(),
        "scenario": run.scenario or None,
        "space": run.space,
        "samples": run.samples,
        "drawn": run.drawn,
        "asked": run.asked.isoformat(),
        "askedBy": run.asked_by.name,
        "ended": run.ended.isoformat() if run.ended else None,
    }
