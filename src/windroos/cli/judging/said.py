"""`windroos judge` and `windroos find`: what an analyst says of a region."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.text import Text

from windroos.cli.dialogues.shared import CaseName, Who, changing
from windroos.cli.judging.shared import (
    PLACE,
    ChangeOption,
    ConfidenceOption,
    Criterion,
    DateOption,
    DialogueOption,
    GroundsOption,
    PassageOption,
    ReasonOption,
    RegionName,
    TryOption,
    basis,
    criterion_of,
    doing,
    effects_data,
    place_at,
    print_effects,
    region_of,
)
from windroos.cli.shared import (
    JsonOption,
    Language,
    LanguageOption,
    fail,
    out,
    print_json,
    stored_case,
)

app = typer.Typer()


@app.command()
def judge(
    region: RegionName,
    criterion: Criterion,
    rating: Annotated[float, typer.Argument(help="The rating, on the scale of the criterion.")],
    who: Who,
    reason: ReasonOption = None,
    grounds: GroundsOption = None,
    passage: PassageOption = None,
    at: Annotated[str | None, PLACE] = None,
    dialogue: DialogueOption = None,
    theme: Annotated[str | None, typer.Option(help="For one theme; for all if left out.")] = None,
    role: Annotated[str | None, typer.Option(help="For one role; for all if left out.")] = None,
    confidence: ConfidenceOption = None,
    date: DateOption = None,
    change: ChangeOption = None,
    trial: TryOption = False,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Rate a region on a component."""
    about = {"theme": theme, "role": role}
    said = basis(
        language,
        reason=reason,
        grounds=grounds,
        passage=passage,
        confidence=confidence,
        date=date,
    )
    with changing(who) as user:
        from windroos.apps.compass import actions, queries

        stored = stored_case(case)
        value = queries.value(stored)
        row = {
            "region": region_of(value, region),
            "criterion": criterion_of(value, criterion),
            "rating": rating,
            **{name: id for name, id in about.items() if id is not None or not change},
            **_said(said, change),
        }
        _write(
            stored,
            "judgements",
            row,
            change,
            lambda entry: actions.judge(stored, [entry], actor=user),
            language,
            dialogue=dialogue,
            at=at,
            trial=trial,
            as_json=as_json,
        )


@app.command()
def find(
    region: RegionName,
    precondition: Annotated[str, typer.Argument(help="Id of the precondition.")],
    outcome: Annotated[str, typer.Argument(help="holds, conditional or fails.")],
    who: Who,
    reason: ReasonOption = None,
    conditions: Annotated[str | None, typer.Option(help="Under which conditions.")] = None,
    themes: Annotated[
        list[str] | None, typer.Option("--theme", help="Only for this theme; may be given again.")
    ] = None,
    grounds: GroundsOption = None,
    passage: PassageOption = None,
    at: Annotated[str | None, PLACE] = None,
    dialogue: DialogueOption = None,
    confidence: ConfidenceOption = None,
    date: DateOption = None,
    change: ChangeOption = None,
    trial: TryOption = False,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Say whether a precondition holds for a region."""
    said = basis(
        language,
        reason=reason,
        grounds=grounds,
        passage=passage,
        confidence=confidence,
        date=date,
    )
    with changing(who) as user:
        from windroos.apps.compass import actions, queries

        stored = stored_case(case)
        value = queries.value(stored)
        known = [p.id for p in value.framework.preconditions]
        if precondition not in known:
            fail(f"there is no precondition “{precondition}”; there are: {', '.join(known)}")
        row = {
            "region": region_of(value, region),
            "precondition": precondition,
            "outcome": outcome,
            "themes": " ".join(themes or ()) or None,
            **_said(said, change),
        }
        if conditions is not None or outcome != "conditional":
            row |= {"conditions_nl": None, "conditions_en": None}
            row[f"conditions_{language.value}"] = conditions
        _write(
            stored,
            "findings",
            row,
            change,
            lambda entry: actions.find(stored, [entry], actor=user),
            language,
            dialogue=dialogue,
            at=at,
            trial=trial,
            as_json=as_json,
        )


def _said(said: dict[str, Any], change: str | None) -> dict[str, Any]:
    """What was given; of a change, what is given anew takes the place of what was there."""
    if change is None:
        return {"confidence": "medium", **said}
    row = dict(said)
    for name in ("reason", "grounds"):
        if any(column.startswith(name) for column in said):
            row = {f"{name}_nl": None, f"{name}_en": None} | row
    if "passage" in row or any(column.startswith("grounds") for column in said):
        row = {"passage": None, "grounds_nl": None, "grounds_en": None} | row
    return row


def _write(
    stored: Any,
    table: str,
    row: dict[str, Any],
    change: str | None,
    act: Any,
    language: Language,
    *,
    dialogue: int | None,
    at: str | None,
    trial: bool,
    as_json: bool,
) -> None:
    from windroos.apps.compass import actions
    from windroos.apps.regions import journal

    if change is not None:
        held = journal.current(stored, table, [change]).get(change)
        about = ("region", "criterion") if table == "judgements" else ("region", "precondition")
        if held is not None and held.row and any(held.row[n] != row[n] for n in about):
            fail(f"“{change}” is about something else; see it with: windroos history {table} …")
    place = place_at(stored, at) if at else None
    entry = actions.Entry(row, change, dialogue=dialogue, place=place)
    written, found = doing(stored, lambda: act(entry), [row["region"]], language, trial=trial)
    if as_json:
        print_json(
            {
                "id": written[0].change.key if written else change,
                "written": bool(written) and not trial,
                "row": dict(written[0].after or {}) if written else None,
                "effects": effects_data(found),
            }
        )
        return
    if not written:
        out.print("Nothing was changed.")
        return
    done = "Would be written" if trial else "Written"
    out.print(Text(f"{done}: {written[0].change.key}."), soft_wrap=True)
    print_effects(found)
