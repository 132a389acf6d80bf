"""The `windroos` command: the same actions as the product, from a terminal.

What only reads a package (`assess`, `explain`, `case check`) needs no Django and no database.
"""

from __future__ import annotations

from typing import Any

import typer

from windroos.cli import case, documents, serving, weighing
from windroos.cli.shared import fail

app = typer.Typer(
    help="Windroos weighs with whom a region works abroad.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(weighing.app)
app.add_typer(case.app, name="case")
app.add_typer(documents.app, name="documents")
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
