"""`windroos documents mark` and `unmark`: what a passage is about, as a person says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from windroos.cli.dialogues.shared import CaseName, Who, changing, told
from windroos.cli.mentions import app
from windroos.cli.releasing import SourceName
from windroos.cli.shared import JsonOption, fail, stored_case

if TYPE_CHECKING:
    from windroos.apps.regions.queries import Case

Paragraph = Annotated[int, typer.Argument(help="The paragraph, by its number in the document.")]
KindOf = Annotated[str, typer.Argument(help="region, theme, technology, challenge, …")]
Id = Annotated[str, typer.Argument(help="What it is about, by its id; of a region its code.")]


@app.command("mark")
def documents_mark(
    source: SourceName,
    number: Paragraph,
    kind: KindOf,
    id: Id,
    who: Who,
    reject: Annotated[
        bool, typer.Option("--reject", help="It is not about this; do not propose it again.")
    ] = False,
    reason: Annotated[str, typer.Option(help="Why; may be left out.")] = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Accept what a paragraph seems to be about, reject it, or add what was not proposed."""
    with changing(who) as user:
        from windroos.apps.evidence import actions

        stored = stored_case(case)
        sha256 = _hash(stored, source, number)
        actions.mark(
            stored, source, sha256, kind, id, accepted=not reject, reason=reason, actor=user
        )
        state = "rejected" if reject else "accepted"
        row = {"document": source, "number": number, "kind": kind, "id": id, "state": state}
        told(as_json, row, f"{source}, paragraph {number}: {kind} {id} is {state}.")


@app.command("unmark")
def documents_unmark(
    source: SourceName,
    number: Paragraph,
    kind: KindOf,
    id: Id,
    who: Who,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Take back what was said of a paragraph: what was proposed is open again."""
    with changing(who) as user:
        from windroos.apps.evidence import actions

        stored = stored_case(case)
        sha256 = _hash(stored, source, number)
        if not actions.unmark(stored, source, sha256, kind, id, actor=user):
            fail(f"nobody said anything of {kind} {id} in paragraph {number} of {source}")
        row = {"document": source, "number": number, "kind": kind, "id": id, "state": None}
        told(as_json, row, f"{source}, paragraph {number}: {kind} {id} is taken back.")


def _hash(case: Case, source: str, number: int) -> str:
    """The hash of a paragraph of the current version of a document."""
    from windroos.apps.evidence import queries as evidence

    readable = evidence.everything(case)
    if readable.document(source) is None:
        fail(f"document “{source}” has not been added; see: windroos documents list")
    passage = readable.passage(source, number)
    if passage is None:
        fail(f"{source} has no paragraph {number}; see: windroos documents mentions")
    return passage.sha256
