"""`windroos retract`, `undo` and `history`: what becomes of judgements and findings."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.text import Text

from windroos.cli.decisions.shared import Reason
from windroos.cli.dialogues.shared import CaseName, Who, changing, reading
from windroos.cli.judging.shared import (
    TryOption,
    doing,
    effects_data,
    print_effects,
    table_of,
)
from windroos.cli.shared import (
    AsOption,
    JsonOption,
    Language,
    LanguageOption,
    fail,
    out,
    print_json,
    stored_case,
)

app = typer.Typer()

Id = Annotated[
    str, typer.Argument(help="Id of the judgement, finding, statement, relation or figure.")
]


@app.command()
def retract(
    id: Id,
    who: Who,
    reason: Reason,
    trial: TryOption = False,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Take back what an analyst wrote; it stays in the history."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        stored = stored_case(case)
        table = table_of(stored, id)
        _do(
            stored,
            table,
            id,
            lambda: actions.retract(stored, table, {id: None}, reason=reason, actor=user),
            "was taken back",
            language,
            trial=trial,
            as_json=as_json,
        )


@app.command()
def undo(
    id: Id,
    who: Who,
    trial: TryOption = False,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Undo the last change of what an analyst wrote, or that a decision was taken over."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        stored = stored_case(case)
        table = table_of(stored, id, "decisions")
        _do(
            stored,
            table,
            id,
            lambda: (
                actions.undo_taking_over(stored, {id: None}, actor=user)
                if table == "decisions"
                else actions.undo(stored, table, id, actor=user)
            ),
            "is as it was before its last change",
            language,
            trial=trial,
            as_json=as_json,
        )


def _do(
    stored: Any,
    table: str,
    id: str,
    act: Any,
    done: str,
    language: Language,
    *,
    trial: bool,
    as_json: bool,
) -> None:
    from windroos.apps.regions import journal

    versions = journal.versions(stored, table, id)
    last = next(version.row for version in versions if version.row)
    regions = [last["region"]] if last["region"] else []
    written, found = doing(stored, act, regions, language, trial=trial)
    if as_json:
        row = written[0].after if written else versions[0].row
        data = {"id": id, "table": table, "written": bool(written) and not trial}
        print_json({**data, "row": dict(row) if row else None, "effects": effects_data(found)})
        return
    if not written:
        out.print("Nothing was changed.")
        return
    out.print(Text(f"{id} {done}{' (tried only)' if trial else ''}."), soft_wrap=True)
    print_effects(found)


@app.command()
def history(
    table: Annotated[str, typer.Argument(help="judgements, findings, decisions or settlements.")],
    id: Annotated[str, typer.Argument(help="Id of the row.")],
    who: AsOption = None,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Tell every version of a row: when, by whom, what and why; to colleagues with names."""
    with reading(who, language) as user:
        from django.utils import timezone

        from windroos.apps.compass import queries
        from windroos.apps.compass.history.versions import TABLES, versions_shown
        from windroos.apps.regions import journal
        from windroos.apps.regions.permits import roles_on

        stored = stored_case(case)
        if table not in TABLES:
            fail(f"“{table}” has no history of rows; there are: {', '.join(TABLES)}")
        versions = journal.versions(stored, table, id)
        if not versions:
            fail(f"there is no “{id}” in {table}")
        staff = bool(roles_on(user, stored))
        shown = versions_shown(stored, queries.value(stored), table, versions, staff=staff)
        if as_json:
            print_json(
                [
                    {
                        "version": one.version.pk,
                        "since": one.version.since.isoformat() if one.version.since else None,
                        "done": one.done,
                        "by": one.by,
                        "why": one.why or None,
                        "panel": one.panel.pk if one.panel else None,
                        "row": one.version.row,
                    }
                    for one in shown
                ]
            )
            return
        for one in shown:
            since = one.version.since
            when = timezone.localtime(since).strftime("%Y-%m-%d %H:%M") if since else "the start"
            out.print(Text(f"{when}  {one.done}, {one.by}", "bold"), soft_wrap=True)
            if one.why:
                out.print(Text(f"    {one.why}"), soft_wrap=True)
            for cell in one.differing:
                change = f"{cell.before or '–'} → {cell.after or '–'}"
                out.print(Text(f"    {cell.label}: {change}"), soft_wrap=True)
            if not one.differing:
                for cell in one.told:
                    out.print(Text(f"    {cell.label}: {cell.text}", "dim"), soft_wrap=True)
