"""Drafts of decisions: writing them, sending them on, and taking them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.decisions.shared import Numbers, Reason, staffed
from windroos.cli.dialogues.shared import CaseName, Number, Who, changing, day, reading, told
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    fail,
    out,
    print_json,
    stored_case,
)
from windroos.cli.show import STYLES, print_list

if TYPE_CHECKING:
    from windroos.apps.compass.decisions.drafted import Drafted
    from windroos.apps.regions.queries import Case

app = typer.Typer()


class Effort(StrEnum):
    """What can be decided."""

    active = "active"
    reactive = "reactive"
    none = "none"


@app.command("drafts")
def drafts_list(
    who: Who,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List the drafts that can still become decisions; only colleagues on the case see them."""
    with reading(who, language) as user:
        stored = staffed(case, user)
        found = _drafts(stored)
        if as_json:
            print_json([_draft(one) for one in found])
            return
        table = Table("No", "Region", "Role", "Themes", "Proposed", "Advice now", "Period", "State")
        for one in found:
            table.add_row(
                str(one.draft.pk),
                Text(one.name),
                Text(one.role),
                Text(one.themes),
                Text(one.draft.effort, STYLES[one.draft.effort]),
                Text(one.now.advice or "", STYLES.get(one.now.advice or "", "dim")),
                one.period,
                one.draft.status,
            )
        print_list(out, table, "No draft. To write one: windroos decisions draft --help")


@app.command("draft")
def draft(
    who: Who,
    region: Annotated[str | None, typer.Option(help="Code of the region, as CN-JS.")] = None,
    role: Annotated[str | None, typer.Option(help="The role it is for.")] = None,
    effort: Annotated[Effort | None, typer.Option(help="What is proposed.")] = None,
    first: Annotated[int | None, typer.Option("--from", help="First year.")] = None,
    last: Annotated[int | None, typer.Option("--to", help="Last year.")] = None,
    themes: Annotated[
        list[str] | None, typer.Option("--theme", help="A theme it is limited to; may be repeated.")
    ] = None,
    motivation_nl: Annotated[str | None, typer.Option(help="Motivation, in Dutch.")] = None,
    motivation_en: Annotated[str | None, typer.Option(help="Motivation, in English.")] = None,
    conditions_nl: Annotated[str | None, typer.Option(help="Conditions, in Dutch.")] = None,
    conditions_en: Annotated[str | None, typer.Option(help="Conditions, in English.")] = None,
    departure_nl: Annotated[
        str | None, typer.Option(help="Why it departs from the advice, in Dutch.")
    ] = None,
    departure_en: Annotated[
        str | None, typer.Option(help="Why it departs from the advice, in English.")
    ] = None,
    authority: Annotated[str | None, typer.Option(help="Who is to decide.")] = None,
    ends_themes: Annotated[
        bool | None,
        typer.Option("--ends-themes", help="Also end the decisions on single themes."),
    ] = None,
    note: Annotated[str | None, typer.Option(help="A note for colleagues.")] = None,
    change: Annotated[
        int | None, typer.Option("--change", help="Change the draft of this number.")
    ] = None,
    submit: Annotated[bool, typer.Option("--submit", help="Put it on the list to decide.")] = False,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Draft a decision, or change a draft: what is not given stays."""
    given: dict[str, Any] = {
        "region": region,
        "role": role,
        "effort": effort.value if effort else None,
        "period_start": first,
        "period_end": last,
        "themes": " ".join(themes) if themes is not None else None,
        "motivation_nl": motivation_nl,
        "motivation_en": motivation_en,
        "conditions_nl": conditions_nl,
        "conditions_en": conditions_en,
        "departure_nl": departure_nl,
        "departure_en": departure_en,
        "authority": authority,
        "ends_themes": ends_themes,
        "note": note,
    }
    row = {name: value for name, value in given.items() if value is not None}
    with changing(who) as user:
        from windroos.apps.compass import actions

        stored = stored_case(case)
        if change is None:
            made = actions.draft_decision(stored, row, submit=submit, actor=user)
        else:
            made = actions.revise_draft(stored, change, row, submit=submit, actor=user)
        told(as_json, _state(made), f"Draft {made.pk}: {made.status}.")


@app.command("submit")
def submit(number: Number, who: Who, case: CaseName = None, as_json: JsonOption = False) -> None:
    """Put a draft on the list to decide."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        made = actions.submit_draft(stored_case(case), number, actor=user)
        told(as_json, _state(made), f"Draft {made.pk} is on the list to decide.")


@app.command("withdraw")
def withdraw(
    number: Number,
    who: Who,
    reason: Reason = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Take a draft out of the lists."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        made = actions.withdraw_draft(stored_case(case), number, reason=reason, actor=user)
        told(as_json, _state(made), f"Draft {made.pk} is withdrawn.")


@app.command("return")
def give_back(
    number: Number, who: Who, reason: Reason, case: CaseName = None, as_json: JsonOption = False
) -> None:
    """Send a draft back to whoever wrote it, with the reason."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        stored = staffed(case, user)
        role = _role_of(stored, [number])
        made = actions.return_draft(stored, role, number, reason=reason, actor=user)
        told(as_json, _state(made), f"Draft {made.pk} went back.")


@app.command("take")
def take(
    numbers: Numbers,
    who: Who,
    decided: Annotated[
        str | None, typer.Option(help="The day, YYYY-MM-DD; today if left out.")
    ] = None,
    authority: Annotated[
        str, typer.Option(help="Who decided; as the drafts say if left out.")
    ] = "",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Decide as drafts for one role say: all of them or none."""
    on = day(decided, "--decided").isoformat() if decided else ""
    with changing(who) as user:
        from windroos.apps.compass import actions

        stored = staffed(case, user)
        written = actions.take_drafts(
            stored,
            _role_of(stored, numbers),
            dict.fromkeys(numbers),
            decided=on,
            authority=authority,
            actor=user,
        )
        rows = [one.after for one in written]
        names = ", ".join(one.change.key for one in written)
        if as_json:
            print_json(rows)
        else:
            out.print(Text(f"Decided: {names}."), soft_wrap=True)


def _drafts(stored: Case) -> list[Drafted]:
    from windroos.apps.compass import queries
    from windroos.apps.compass.decisions.drafted import Status, by_region, drafts
    from windroos.apps.evidence.queries import everything

    found = drafts(stored, Status.DRAFT, Status.SUBMITTED, Status.RETURNED)
    return by_region(everything(stored), queries.value(stored), list(found))


def _role_of(stored: Case, numbers: list[int]) -> str:
    """The one role that drafts are for."""
    roles = {one.draft.role for one in _drafts(stored) if one.draft.pk in numbers}
    if len(roles) > 1:
        fail(
            f"these drafts are for {' and '.join(sorted(roles))}: take those of one role at a time"
        )
    if not roles:
        fail("there are no such drafts; see them with: windroos decisions drafts")
    return roles.pop()


def _state(draft: Any) -> dict[str, Any]:
    return {"number": draft.pk, "status": draft.status, "version": draft.version}


def _draft(one: Drafted) -> dict[str, Any]:
    draft = one.draft
    return {
        **_state(draft),
        **{name: getattr(draft, name) for name in draft.FIELDS},
        "adviceThen": draft.advice or None,
        "advice": one.now.advice,
        "provisional": one.now.leaning,
        "reason": draft.reason or None,
    }
