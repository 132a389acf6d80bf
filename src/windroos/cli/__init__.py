"""The `windroos` command: the same actions as the product, from a terminal.

What only reads a package (`assess`, `explain`, `case check`) needs no Django and no database.
"""

from __future__ import annotations

from typing import Any

import typer

from windroos.cli import (
    accounts,
    case,
    catalogue,
    chains,
    challenges,
    changing,
    contradictions,
    decisions,
    dialogues,
    drawing,
    ecosystem,
    frameworks,
    judging,
    maps,
    organisations,
    people,
    printed,
    programmes,
    proposals,
    readings,
    register,
    reports,
    reviews,
    runs,
    scenarios,
    serving,
    sources,
    sureness,
    tasks,
    weighing,
    workbook,
)
from windroos.cli.shared import fail

app = typer.Typer(
    help="Windroos weighs with whom a region works abroad.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(weighing.app)
app.add_typer(sureness.app)
app.add_typer(changing.app)
app.add_typer(challenges.app)
app.add_typer(case.app, name="case")
app.add_typer(catalogue.app)
app.add_typer(printed.documents, name="documents")
app.add_typer(sources.app, name="sources")
app.add_typer(workbook.app, name="workbook")
app.add_typer(scenarios.app, name="scenario")
app.add_typer(frameworks.app, name="framework")
app.add_typer(dialogues.talks.app, name="dialogues")
app.add_typer(dialogues.points.app, name="points")
app.add_typer(dialogues.referrals.app, name="referrals")
app.add_typer(decisions.app, name="decisions")
app.add_typer(contradictions.app, name="contradictions")
app.add_typer(reviews.app, name="reviews")
app.add_typer(reports.app, name="report")
app.add_typer(readings.app, name="readings")
app.add_typer(register.app, name="register")
app.add_typer(programmes.app, name="programme")
app.add_typer(chains.app, name="chains")
app.add_typer(ecosystem.sites, name="sites")
app.add_typer(ecosystem.app)
app.add_typer(proposals.app, name="proposals")
app.add_typer(people.contacts.app, name="contacts")
app.add_typer(people.moments.app, name="moments")
app.add_typer(organisations.app, name="organisations")
app.add_typer(maps.app, name="maps")
app.add_typer(tasks.app, name="tasks")
app.add_typer(runs.app, name="runs")
app.add_typer(judging.said.app)
app.add_typer(drawing.app)
app.add_typer(judging.rows.app)
app.add_typer(judging.panels.app, name="panels")
app.add_typer(accounts.app, name="accounts")
app.add_typer(serving.app)


def main() -> None:
    """Run the command; a user's mistake ends in one clear message and exit code 1."""
    from windroos.cases import CaseError, PackageError
    from windroos.sources.lake import LakeError

    try:
        app()
    except PackageError as error:
        fail(problem_lines(error))
    except (CaseError, LakeError) as error:  # anything else is our fault and keeps its trace
        fail(str(error))


def problem_lines(error: Any) -> str:
    lines = "\n".join(f"  {problem}" for problem in error.problems)
    count = len(error.problems)
    return f"the package is not sound ({count} problem{'s' * (count > 1)}):\n{lines}"
