"""`windroos contradictions`: what the sources of a case say differently, and settling it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

import typer

from windroos.cli.decisions.shared import Reason
from windroos.cli.dialogues.shared import CaseName, Who, changing, reading, told
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    fail,
    out,
    print_json,
    stored_case,
)
from windroos.cli.show import print_contradiction

app = typer.Typer(help="What the sources say differently, and settling it.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(help="The contradiction, as the list gives it.")]
Filter = Annotated[list[str] | None, typer.Option(help="Only these; may be given more than once.")]


class State(StrEnum):
    """Which contradictions are listed."""

    open = "open"
    settled = "settled"
    all = "all"


@app.command("list")
def contradictions_list(
    case: CaseName = None,
    kind: Filter = None,
    grade: Filter = None,
    region: Filter = None,
    state: Annotated[State, typer.Option(help="Which of them.")] = State.all,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List contradictions with their sides, and what was made of them."""
    with reading(None, language):
        from windroos.apps.compass import queries
        from windroos.cases.contradictions import GRADES, KINDS
        from windroos.cases.explaining import contradicted

        for given, known in ((kind, KINDS), (grade, GRADES)):
            if wrong := next((one for one in given or () if one not in known), None):
                fail(f"“{wrong}” is none of {', '.join(known)}")
        stored = stored_case(case)
        value = queries.value(stored)
        found = [
            contradicted(value, one, language.value)
            for one in queries.contradictions(stored)
            if one.kind in (kind or KINDS)
            and one.grade in (grade or GRADES)
            and (not region or one.region in region)
            and (state is State.all or one.open == (state is State.open))
        ]
        if as_json:
            print_json(found)
            return
        if not found:
            out.print("No contradiction.")
        for one in found:
            print_contradiction(out, value, one, language.value)


@app.command("settle")
def settle(
    id: Id,
    who: Who,
    reason: Reason,
    holds: Annotated[
        str | None,
        typer.Option(help="The side that holds, as the list names it; none of them if left out."),
    ] = None,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Say which side of a contradiction holds; `--language` is that of the reason."""
    _do(
        id,
        who,
        case,
        lambda actions, stored, user: actions.settle(
            stored, id, holds=holds, reason={language.value: reason}, actor=user
        ),
        "is settled",
        as_json=as_json,
    )


@app.command("reopen")
def reopen(id: Id, who: Who, case: CaseName = None, as_json: JsonOption = False) -> None:
    """Take a settlement back: the contradiction is open again."""
    _do(
        id,
        who,
        case,
        lambda actions, stored, user: actions.unsettle(stored, id, actor=user),
        "is open again",
        as_json=as_json,
    )


@app.command("undo")
def undo(id: Id, who: Who, case: CaseName = None, as_json: JsonOption = False) -> None:
    """Undo the last change of a settlement."""
    _do(
        id,
        who,
        case,
        lambda actions, stored, user: actions.undo_settling(stored, id, actor=user),
        "is as it was before its last change",
        as_json=as_json,
    )


def _do(
    id: str,
    who: str,
    case: str | None,
    act: Callable[[Any, Any, Any], Any],
    done: str,
    *,
    as_json: bool,
) -> None:
    with changing(who) as user:
        from windroos.apps.compass import actions

        written = act(actions, stored_case(case), user)
        row = dict(written[0].after) if written and written[0].after else None
        said = f"{id} {done}." if written else "Nothing was changed."
        told(as_json, {"id": id, "written": bool(written), "settlement": row}, said)
