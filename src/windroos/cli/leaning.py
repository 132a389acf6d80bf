"""`windroos documents support`: which verdicts lean on a passage, and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.marking import app  # the group `documents`, with its other commands
from windroos.cli.shared import (
    DEFAULT_CASE,
    CaseOption,
    DayOption,
    JsonOption,
    Language,
    LanguageOption,
    case_of,
    day_of,
    out,
    print_json,
)

if TYPE_CHECKING:
    from windroos.cases import Case, Leaning
    from windroos.cases.leaning import Change


@app.command("support")
def documents_support(
    place: Annotated[
        str | None,
        typer.Argument(help="A place of the case, such as 001-jiangsu-1-s6; all when left out."),
    ] = None,
    case: CaseOption = DEFAULT_CASE,
    whole: Annotated[
        bool, typer.Option("--whole", help="With all other places in its passage.")
    ] = False,
    as_of: DayOption = None,
    language: LanguageOption = Language.dutch,
    as_json: JsonOption = False,
) -> None:
    """Tell which verdicts lean on a passage, and what would become of them without it.

    Without a place: the passages of the case, those first that most leans on.
    """
    from windroos.cases import leaning, leanings
    from windroos.cases.leaning import most_first
    from windroos.cases.resting import passages, together

    day = day_of(as_of)
    value = case_of(case, day)
    if place is None:
        found = sorted(leanings(value, passages(value), as_of=day), key=most_first)
        _most(value, [one for one in found if one.changes], language.value, as_json)
        return
    one = leaning(value, together(value, place) if whole else (place,), as_of=day)
    if as_json:
        print_json(one.as_dict(language.value))
    else:
        _print(one, language.value)


def _most(case: Case, found: list[Leaning], language: str, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {
                    "places": list(one.places),
                    "turns": one.turned_regions,
                    "carries": one.regions,
                    "verdicts": len(one.turning),
                    "points": one.weight,
                }
                for one in found
            ]
        )
        return
    table = Table(title=case.title)
    table.add_column("Passage", no_wrap=True)
    for name in ("Label", "Turns", "Carries"):
        table.add_column(name)
    table.add_column("Points", justify="right", no_wrap=True)
    for one in found:
        table.add_row(
            one.places[0],
            case.locators[one.places[0]].label.get(language),
            ", ".join(one.turned_regions),
            ", ".join(one.regions),
            f"{one.weight:.2f}",
        )
    out.print(table)


def _print(found: Leaning, language: str) -> None:
    for place in found.places:
        label = found.case.locators[place].label.get(language)
        out.print(Text(f"{place}: {label}", "bold"), soft_wrap=True)
    for row in found.rows:
        becomes = "falls away" if row.falls else "stands, and loses its place"
        out.print(Text(f"  {row.table} {row.key}: {becomes}"), soft_wrap=True)
    for part in found.named:
        out.print(Text(f"  {part.part.id}: is named there"), soft_wrap=True)
    if not found.changes:
        out.print("No verdict leans on it: without it every score stays as it is.")
    else:
        table = Table("Region", "Role", "Theme", "Turns")
        table.add_column("Carries", justify="right", no_wrap=True)
        for one in found.changes:
            table.add_row(*_line(one, language), style="bold" if one.turned else "")
        out.print(table)
    for clash in found.contradictions:
        of = clash.of
        grades = (clash.before.grade if clash.before else "none",
                  clash.after.grade if clash.after else "none")  # fmt: skip
        about = " ".join(filter(None, (of.region, of.role, of.indicator, of.series)))
        out.print(Text(f"Contradiction on {about}: {' → '.join(grades)}"), soft_wrap=True)


def _line(one: Change, language: str) -> tuple[Any, ...]:
    turned = [
        f"{move.subject or move.what}: {move.before or 'none'} → {move.after or 'none'}"
        for move in one.turned
    ]
    return (
        one.region.name.get(language),
        one.role,
        one.theme or "all",
        "\n".join(turned) or "nothing",
        _carried(one),
    )


def _carried(one: Change) -> str:
    if one.carries is not None:
        return f"{one.carries:+.3f}"
    return "no score" if one.before.score is None else "the whole score"
