"""`windroos documents release` and `withdraw`: who may read a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from windroos.cli.mentions import app
from windroos.cli.shared import (
    AsOption,
    JsonOption,
    acting,
    fail,
    out,
    print_json,
    stored_case,
    writing,
)

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Document

SourceName = Annotated[str, typer.Argument(help="The document, as the list names it.")]
CaseName = Annotated[str | None, typer.Option("--case", help="The case it belongs to.")]


@app.command("release")
def documents_release(
    source: SourceName,
    case: CaseName = None,
    who: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let everyone read a document as it stands now; until then it is internal."""
    with writing():
        from windroos.apps.evidence import actions
        from windroos.apps.evidence import queries as evidence

        stored = stored_case(case)
        added = evidence.everything(stored).document(source)
        if added is None:
            fail(f"document “{source}” has not been added; see: windroos documents list")
        released = actions.release_document(
            stored, source, sha256=added.sha256, actor=acting(who) if who else None
        )
        _tell(released, as_json, f"Everyone can read {source} now.")


@app.command("withdraw")
def documents_withdraw(
    source: SourceName,
    case: CaseName = None,
    who: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a released document internal again, in every version."""
    with writing():
        from windroos.apps.evidence import actions

        withdrawn = actions.withdraw_document(
            stored_case(case), source, actor=acting(who) if who else None
        )
        _tell(withdrawn, as_json, f"{source} is internal again.")


def _tell(document: Document, as_json: bool, said: str) -> None:
    told: dict[str, Any] = {
        "document": document.source,
        "title": document.title,
        "sha256": document.sha256,
        "released": document.released.isoformat() if document.released else None,
    }
    if as_json:
        print_json(told)
    else:
        out.print(Text(said), soft_wrap=True)
