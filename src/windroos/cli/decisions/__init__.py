"""`windroos decisions`: what was decided, and drafts on their way to a decision."""

from __future__ import annotations

import typer

from windroos.cli.decisions import drafts, taken

app = typer.Typer(help="Decisions, their drafts and their minutes.", no_args_is_help=True)
app.add_typer(taken.app)
app.add_typer(drafts.app)
