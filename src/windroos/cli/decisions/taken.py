"""Decisions that were taken: the list, taking one back, and the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.decisions.shared import Reason, as_data
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
from windroos.cli.show import STYLES, print_contradiction, print_list

if TYPE_CHECKING:
    from windroos.apps.compass.decisions.decided import Taken

app = typer.Typer()


@app.command("list")
def decisions_list(
    case: CaseName = None,
    role: Annotated[str, typer.Option(help="Only those for this role.")] = "",
    region: Annotated[str, typer.Option(help="Only those on this region.")] = "",
    theme: Annotated[str, typer.Option(help="Only those that speak of this theme.")] = "",
    former: Annotated[
        bool, typer.Option("--former", help="Also those that are not in force.")
    ] = False,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List decisions beside the advice of their day and that of now."""
    with reading(None, language):
        from django.utils import timezone

        from windroos.apps.compass import queries
        from windroos.apps.compass.decisions.decided import register

        stored = stored_case(case)
        found = [
            one
            for one in register(stored, queries.value(stored), timezone.localdate())
            if (former or one.in_force)
            and role in ("", one.decision.role)
            and region in ("", one.decision.region)
            and (not theme or one.decision.holds_for(theme))
        ]
        if as_json:
            print_json([as_data(one) for one in found])
            return
        table = Table()
        table.add_column("Decision", no_wrap=True)
        for name in ("Region", "Role", "Themes", "Then", "Decided", "Now", "Period"):
            table.add_column(name)
        for one in found:
            said, now = one.decision.advice or "", one.now
            verdict = now.advice or ""
            if now.leaning:
                verdict += f" ({now.leaning})"
            table.add_row(
                one.id,
                Text(one.name),
                Text(one.role),
                Text(one.themes),
                Text(said, STYLES.get(said, "dim")),
                Text(one.decision.effort, STYLES[one.decision.effort]),
                Text(verdict, STYLES.get(now.advice or "", "dim")),
                one.period if one.in_force else f"{one.period} ({one.state})",
            )
        print_list(out, table, "No decision. To draft one: windroos decisions draft --help")


@app.command("revoke")
def revoke(
    decision: Annotated[str, typer.Argument(help="The decision, as the list gives it.")],
    who: Who,
    reason: Reason,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision back that should not have been recorded."""
    with changing(who) as user:
        from windroos.apps.compass import actions, queries

        stored = stored_case(case)
        found = next((d for d in queries.value(stored).decisions if d.id == decision), None)
        if found is None:
            fail(f"there is no decision “{decision}”; see them with: windroos decisions list")
        actions.revoke(stored, found.role, decision, reason=reason, actor=user)
        told(as_json, {"id": decision, "revoked": True}, f"{decision} was taken back.")


@app.command("minutes")
def minutes(
    date: Annotated[
        str | None, typer.Argument(help="The day of the decisions; a list of days if left out.")
    ] = None,
    authority: Annotated[str, typer.Option(help="Only those of this authority.")] = "",
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Print the minutes of a day: what was decided, and why."""
    with reading(None, language):
        from windroos.apps.compass import queries
        from windroos.apps.compass.decisions.minutes import all_minutes
        from windroos.cases.explaining import contradicted

        stored = stored_case(case)
        value = queries.value(stored)
        found = [
            one
            for one in all_minutes(stored, value)
            if date in (None, one.decided) and authority in ("", one.authority, one.slug)
        ]
        if as_json:
            print_json(
                [
                    {
                        "decided": one.decided,
                        "authority": one.authority,
                        "decisions": [as_data(taken) for taken in one.taken],
                        "takenBack": [
                            {"id": gone.decision.id, "reason": gone.why} for gone in one.revoked
                        ],
                        "contradictions": [
                            contradicted(value, clash, language.value)
                            for clash in one.contradictions(stored)
                        ],
                    }
                    for one in found
                ]
            )
            return
        if not found:
            fail("there are no such minutes; see them with: windroos decisions minutes")
        for one in found:
            summary = one.efforts or "all taken back"
            out.print(Text(f"{one.decided}  {one.authority}: {summary}", "bold"), soft_wrap=True)
            if date is not None:
                _print(one.taken)
                for gone in one.revoked:
                    out.print(Text(f"  ({gone.name}, {gone.role}: taken back. {gone.why})"))
                for clash in one.contradictions(stored):
                    told = contradicted(value, clash, language.value)
                    print_contradiction(out, value, told, language.value)


def _print(taken: tuple[Taken, ...]) -> None:
    from windroos.apps.compass.presenting import words

    for number, one in enumerate(taken, 1):
        themes = f", {one.themes}" if one.themes else ""
        out.print(Text(f"{number:3}. {one.name} ({one.role}){themes}: {one.words}, {one.period}"))
        said = one.decision
        for label, text in (
            ("motivation", words(said.motivation)),
            ("conditions", words(said.conditions)),
            ("advice then", said.advice or ""),
            ("departs because", words(said.departure)),
            ("replaces", " ".join(said.replaces)),
        ):
            if text:
                out.print(Text(f"     {label}: {text}", "dim"), soft_wrap=True)
