"""`windroos documents release` and `withdraw`: who may read a document."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
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
    from windroos.apps.accounts.queries import User
    from windroos.apps.evidence.models import Document
    from windroos.apps.evidence.queries import Datum
    from windroos.apps.regions.queries import Case

SourceName = Annotated[str, typer.Argument(help="The document, as the list names it.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask whether all may read it.")]
CaseName = Annotated[str | None, typer.Option("--case", help="The case it belongs to.")]


@app.command("release")
def documents_release(
    source: SourceName,
    show: Annotated[
        list[str] | None, typer.Option(help="Words that were found and may be public; repeat.")
    ] = None,
    hide: Annotated[
        list[str] | None, typer.Option(help="Words to hide, found or not; may be repeated.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why what is shown may be public.")] = "",
    yes: YesOption = False,
    case: CaseName = None,
    who: AsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let everyone read a document as it stands now, after showing the personal data in it.

    Until then it is internal. What is hidden, others read as […].
    """
    with writing():
        stored = stored_case(case)
        actor = acting(who) if who else None
        released = release(stored, source, show or [], hide or [], reason, actor, yes, as_json)
        tell(released, as_json, f"Everyone can read {source} now.")


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
        tell(withdrawn, as_json, f"{source} is internal again.")


def release(
    stored: Case,
    source: str,
    show: list[str],
    hide: list[str],
    reason: str,
    actor: User | None,
    yes: bool,
    as_json: bool,
) -> Document:
    """Show what was found in a document, ask, and release it."""
    from windroos.apps.evidence import actions
    from windroos.apps.evidence import queries as evidence

    added = evidence.everything(stored).document(source)
    if added is None:
        fail(f"document “{source}” has not been added; see: windroos documents list")
    found = evidence.found_in(added)
    words = {one.words for one in found}
    strange = [one for one in show if one not in words]
    if strange:
        fail(f"--show: not found in {source}: {'; '.join(strange)}")
    shown = {one.id: one.words in show or (one.shown and one.words not in hide) for one in found}
    if not as_json:
        _list(found, shown)
    if not yes:
        if not sys.stdin.isatty():
            fail("nothing was released; say --yes once you have looked at what was found")
        if not typer.confirm("Let everyone read this?"):
            fail("nothing was released")
    return actions.release_document(
        stored,
        source,
        sha256=added.sha256,
        confirmed={one.kind for one in found},
        choices=shown,
        words=[one for one in hide if one not in words],
        reason=reason,
        actor=actor,
    )


def _list(found: Sequence[Datum], shown: Mapping[str, bool]) -> None:
    table = Table("Kind", "Words", "Places", "Everyone reads")
    for one in found:
        reads = "the words" if shown[one.id] else "[…]"
        table.add_row(one.kind, Text(one.words), str(len(one.places)), Text(reads))
    if found:
        out.print("Personal data found:")
        out.print(table)
    else:
        out.print("No personal data was found; not everything is found by itself.")


def tell(document: Document, as_json: bool, said: str) -> None:
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
