"""`windroos panels`: asking several people the same, each by themselves, and settling it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.decisions.shared import Reason
from windroos.cli.dialogues.shared import CaseName, Number, Who, changing, reading, told
from windroos.cli.judging.shared import (
    ConfidenceOption,
    GroundsOption,
    PassageOption,
    ReasonOption,
    basis,
    criterion_of,
    region_of,
)
from windroos.cli.shared import (
    AsOption,
    JsonOption,
    Language,
    LanguageOption,
    acting,
    fail,
    out,
    print_json,
    stored_case,
)
from windroos.cli.show import print_list

if TYPE_CHECKING:
    from windroos.apps.compass.panels.shown import Shown

app = typer.Typer(help="Blind panels: opinions apart, then settled.", no_args_is_help=True)


@app.command("list")
def panels_list(
    who: AsOption = None,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """List panels, and of each what may be seen: to the public those that were settled."""
    with reading(who, language) as user:
        from windroos.apps.compass import queries
        from windroos.apps.compass.panels import kept as panels
        from windroos.apps.compass.panels.shown import Shown

        stored = stored_case(case)
        value = queries.value(stored)
        found = [Shown(one, stored, value, user) for one in panels.panels(stored, user)]
        if as_json:
            print_json([_data(one) for one in found])
            return
        table = Table("No", "Question", "Given", "Until", "Status", "Opinions")
        for one in found:
            state = "waits for you" if one.waiting else one.panel.status
            table.add_row(
                str(one.panel.pk),
                Text(one.label),
                f"{one.given} of {one.asked}",
                one.panel.closes.isoformat() if one.panel.closes else "",
                "complete" if one.complete else state,
                ", ".join(voice.rating for voice in one.opinions),
            )
        print_list(out, table, "No panel. To ask one: windroos panels open --help")


@app.command("open")
def panels_open(
    regions: Annotated[list[str], typer.Option("--region", help="A region; may be given again.")],
    criteria: Annotated[
        list[str], typer.Option("--criterion", help="A component; may be given again.")
    ],
    assessors: Annotated[
        list[str], typer.Option("--assessor", help="E-mail address; give two or more.")
    ],
    why: Annotated[str, typer.Option(help="Why you ask; the assessors read it.")],
    who: Who,
    theme: Annotated[str, typer.Option(help="For one theme; for all if left out.")] = "",
    role: Annotated[str, typer.Option(help="For one role; for all if left out.")] = "",
    closes: Annotated[str | None, typer.Option(help="Last day for opinions, YYYY-MM-DD.")] = None,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Ask assessors to rate regions on components, each by themselves."""
    until = _day(closes)
    with changing(who) as user:
        from windroos.apps.compass import actions, queries

        stored = stored_case(case)
        value = queries.value(stored)
        questions = [
            {"region": region_of(value, region), "criterion": criterion_of(value, one)}
            | {"theme": theme, "role": role}
            for region in regions
            for one in criteria
        ]
        people = [acting(email) for email in assessors]
        made = actions.open_panels(stored, questions, people, why=why, closes=until, actor=user)
        if as_json:
            print_json([{"number": one.pk, **one.question} for one in made])
        else:
            numbers = ", ".join(str(one.pk) for one in made)
            out.print(Text(f"Opened: {numbers}."), soft_wrap=True)


@app.command("give")
def panels_give(
    number: Number,
    rating: Annotated[float, typer.Argument(help="Your rating.")],
    who: Who,
    reason: ReasonOption = None,
    grounds: GroundsOption = None,
    passage: PassageOption = None,
    confidence: ConfidenceOption = None,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Give your own opinion; nobody sees it before all have given theirs."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        row = _row(language, rating, reason, grounds, passage, confidence)
        given = actions.give_opinion(stored_case(case), number, row, actor=user)
        told(
            as_json,
            {"number": number, "rating": given.rating, "version": given.version},
            f"Your opinion in panel {number} was saved.",
        )


@app.command("settle")
def panels_settle(
    number: Number,
    rating: Annotated[float, typer.Argument(help="The rating the panel comes to.")],
    who: Who,
    reason: Reason,
    grounds: GroundsOption = None,
    passage: PassageOption = None,
    confidence: ConfidenceOption = None,
    instead_of: Annotated[
        str | None, typer.Option(help="The judgement it takes the place of; beside it if left out.")
    ] = None,
    case: CaseName = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Choose the rating that a panel comes to; for someone who is no assessor of it."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        row = _row(language, rating, reason, grounds, passage, confidence)
        panel = actions.settle_panel(
            stored_case(case), number, row, instead_of=instead_of, actor=user
        )
        key = panel.made.key if panel.made else None
        told(
            as_json,
            {"number": number, "status": panel.status, "judgement": key},
            f"Panel {number} was settled: {key}.",
        )


@app.command("withdraw")
def panels_withdraw(
    number: Number, who: Who, reason: Reason, case: CaseName = None, as_json: JsonOption = False
) -> None:
    """Ask no further: nothing comes of the panel."""
    with changing(who) as user:
        from windroos.apps.compass import actions

        panel = actions.withdraw_panel(stored_case(case), number, reason=reason, actor=user)
        data = {"number": number, "status": panel.status}
        told(as_json, data, f"Panel {number} was withdrawn.")


def _row(
    language: Language,
    rating: float,
    reason: str | None,
    grounds: str | None,
    passage: str | None,
    confidence: str | None,
) -> dict[str, Any]:
    said = basis(
        language,
        reason=reason,
        grounds=grounds,
        passage=passage,
        confidence=confidence or "medium",
        date=None,
    )
    return {"rating": rating, **said}


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given is not None else None
    except ValueError:
        fail(f"--closes: “{given}” is not a day; write it as YYYY-MM-DD")


def _data(one: Shown) -> dict[str, Any]:
    panel = one.panel
    return {
        "number": panel.pk,
        **panel.question,
        "why": panel.why,
        "status": panel.status,
        "closes": panel.closes.isoformat() if panel.closes else None,
        "asked": one.asked,
        "given": one.given,
        "waitsForYou": one.waiting,
        "disclosed": one.disclosed,
        "opinions": [
            {
                "assessor": voice.name or None,
                "rating": voice.opinion.rating,
                "before": voice.opinion.blind,
                "confidence": voice.opinion.confidence,
                "reason": voice.reason,
            }
            for voice in one.opinions
        ],
        "judgement": panel.made.key if panel.made else None,
    }
