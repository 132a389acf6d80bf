"""`windroos diff` and `windroos verify`: what changed between two weighings and why, and whether a
recorded one still holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from windroos.cli.report_checking import json_of, verify_file
from windroos.cli.shared import (
    DEFAULT_CASE,
    AsOption,
    CaseOption,
    JsonOption,
    Language,
    LanguageOption,
    RoleOption,
    ThemeOption,
    case_of,
    day_of,
    out,
    print_json,
)
from windroos.cli.show import STYLES
from windroos.cli.turning import GoalpostsOption, KeptOption, ThresholdOption, WeightOption
from windroos.cli.weighing import Weighing, weighed

if TYPE_CHECKING:
    from windroos.cases import Difference

app = typer.Typer()


@app.command()
def diff(
    before: Annotated[str, typer.Option(help="The former day, YYYY-MM-DD.")],
    after: Annotated[
        str | None, typer.Option(help="The later day, YYYY-MM-DD; today if left out.")
    ] = None,
    case: CaseOption = DEFAULT_CASE,
    other: Annotated[
        str | None,
        typer.Option("--after-case", help="Another case or package to compare with, later."),
    ] = None,
    role: RoleOption = None,
    theme: ThemeOption = None,
    scenario: KeptOption = None,
    weight: WeightOption = None,
    threshold: ThresholdOption = None,
    goalposts: GoalpostsOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also the regions in which nothing changed.")
    ] = False,
    who: AsOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """What changed between two days, and what brought it about: data, framework or weights.

    Weights, thresholds, goalposts and a scenario are those of the later one.
    """
    from windroos.cases import difference

    old = weighed(case, role, theme, before)
    later = Weighing(other or case, role, theme, after, scenario, weight, threshold, goalposts, who)
    found = difference(old, later.asked().assessment)
    if as_json:
        print_json(found.as_dict(language.value))
        return
    _print(out, found, language.value, everything)


@app.command()
def verify(
    file: Annotated[
        Path, typer.Argument(help="A record of windroos assess --record, or a report as .json.")
    ],
    case: Annotated[
        str | None,
        typer.Option("--case", help="Case or package to check against; that of the record."),
    ] = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="Check the record by itself, without a case.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check a recorded assessment or a report: that it is whole, and can be had again."""
    from windroos.cases import verify as check
    from windroos.cases.reports import FORMAT

    record = json_of(file)
    if isinstance(record, dict) and record.get("format") == FORMAT:
        verify_file(record, case, alone=alone, as_json=as_json)
        return
    checks = check(record)  # of what is no record no case is looked for
    if not alone:
        checks = check(record, case_of(case or record["case"], day_of(record["asOf"])))
    if as_json:
        print_json([{"what": c.what, "holds": c.holds, "told": c.told} for c in checks])
    else:
        for one in checks:
            mark = Text("holds ", "green") if one.holds else Text("FAILS ", "bold red")
            out.print(mark + Text(one.what + (f": {one.told}" if one.told else "")))
    if not all(one.holds for one in checks):
        raise SystemExit(1)


def _print(console: Console, found: Difference, language: str, everything: bool) -> None:
    old, new = found.before, found.after
    table = Table(title=f"{new.role.label.get(language)}: from {old.as_of} to {new.as_of}")
    table.add_column("Region")
    for name in ("Was", "Is"):
        table.add_column(name, no_wrap=True)
    for name in ("Score", "Change", "Data", "Framework", "Weights"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Most by")
    shown = [
        one for one in found if everything or one.status not in ("same", "absent") or one.moved
    ]
    for one in sorted(shown, key=lambda one: -abs(one.change or 0)):
        sides = [side.advice if side else None for side in (one.before, one.after)]
        score = one.after.score if one.after else None
        table.add_row(
            one.region.name.get(language),
            *(Text(side or "-", STYLES.get(side or "", "dim")) for side in sides),
            "unknown" if score is None else f"{score:.2f}",
            one.status if one.change is None else f"{one.change:+.3f}",
            *(
                f"{one.parts[name]:+.3f}" if one.parts else ""
                for name in ("data", "framework", "weights")
            ),
            ", ".join(c.criterion.label.get(language) for c in one.components[:2]),
        )
    if not shown:
        console.print("Nothing changed.")
        return
    console.print(table)
