"""`windroos scenario`: other weights, thresholds and goalposts, kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from windroos.cli.shared import (
    AsOption,
    JsonOption,
    Language,
    LanguageOption,
    RoleOption,
    ThemeOption,
    acting,
    database,
    fail,
    out,
    print_json,
    stored_case,
    writing,
)
from windroos.cli.show import print_assessment, print_list
from windroos.cli.turning import (
    GoalpostsOption,
    ThresholdOption,
    WeightOption,
    kept,
    overrides,
)

if TYPE_CHECKING:
    from windroos.apps.compass.models import Scenario as KeptScenario
    from windroos.apps.regions.queries import Case as StoredCase
    from windroos.cases import Assessment

app = typer.Typer(help="Scenarios: other weights, thresholds and goalposts.", no_args_is_help=True)

CaseName = Annotated[str | None, typer.Option("--case", help="The case they belong to.")]
Name = Annotated[str, typer.Argument(help="Name or number of a scenario.")]
Who = Annotated[
    str, typer.Option("--as", help="E-mail address of the account in whose name this is done.")
]
# The framework itself, among scenarios to compare.
FRAMEWORK = "framework"


@app.command("list")
def scenario_list(case: CaseName = None, who: AsOption = None, as_json: JsonOption = False) -> None:
    """List scenarios: those made public; with --as, all that the account may see."""
    with database():
        from windroos.apps.compass.scenarios import kept as scenarios

        stored = stored_case(case)
        found = list(scenarios.visible(stored, acting(who) if who else None))
        if as_json:
            print_json([_data(one) for one in found])
            return
        table = Table("No", "Name", "Role", "Theme", "Overrides", "Made by", "For whom")
        for one in found:
            table.add_row(
                str(one.pk),
                Text(one.name),
                one.role,
                one.theme or "all",
                one.value.query.replace("&", " "),
                one.made_by.name,
                one.visibility,
            )
        print_list(out, table, "No scenario. To save one: windroos scenario save --help")


@app.command("show")
def scenario_show(
    name: Name,
    case: CaseName = None,
    who: AsOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """Tell what a scenario overrides, and what the compass then says."""
    with database():
        stored = stored_case(case)
        saved = kept(stored, name, who)
        assessment = _weighed(stored, saved)
        if as_json:
            print_json(_data(saved) | {"assessment": assessment.as_dict(language.value)})
            return
        out.print(Text(f"{saved.name}: {saved.value.query.replace('&', ' ')}"), soft_wrap=True)
        if saved.note:
            out.print(Text(saved.note), soft_wrap=True)
        print_assessment(out, assessment, language.value)


@app.command("save")
def scenario_save(
    name: Annotated[str, typer.Argument(help="The name to keep it under.")],
    who: Who,
    role: RoleOption = None,
    theme: ThemeOption = None,
    weight: WeightOption = None,
    threshold: ThresholdOption = None,
    goalposts: GoalpostsOption = None,
    note: Annotated[str, typer.Option(help="What it is for.")] = "",
    readers: Annotated[
        str, typer.Option("--for", help="Who may see it: private, case or public.")
    ] = "private",
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Keep a scenario under a name."""
    with writing():
        from windroos.apps.compass import actions, queries

        stored, user = stored_case(case), acting(who)
        chosen = role or queries.value(stored).framework.roles[0].id
        saved = actions.save_scenario(
            stored,
            overrides(chosen, weight, threshold, goalposts),
            name=name,
            note=note,
            theme=theme,
            visibility=readers,
            actor=user,
        )
        if as_json:
            print_json(_data(saved))
            return
        out.print(Text(f"Saved “{saved.name}” as number {saved.pk}."), soft_wrap=True)


@app.command("delete")
def scenario_delete(
    name: Name, who: Who, case: CaseName = None, as_json: JsonOption = False
) -> None:
    """Delete a scenario; it can be restored."""
    with writing():
        from windroos.apps.compass import actions

        stored, user = stored_case(case), acting(who)
        gone = actions.delete_scenario(stored, kept(stored, name, who), actor=user)
        if as_json:
            print_json(_data(gone))
            return
        undo = f"windroos scenario restore {gone.pk} --as {who}"
        out.print(Text(f"Deleted “{gone.name}”. Undo: {undo}"), soft_wrap=True)


@app.command("restore")
def scenario_restore(
    number: Annotated[int, typer.Argument(help="Number of a deleted scenario.", min=1)],
    who: Who,
    case: CaseName = None,
    as_json: JsonOption = False,
) -> None:
    """Bring a deleted scenario back."""
    with writing():
        from windroos.apps.compass import actions
        from windroos.apps.compass.scenarios import kept as scenarios

        stored, user = stored_case(case), acting(who)
        saved = scenarios.find(stored, number, user)
        if saved is None:
            fail(f"there is no scenario {number} to see")
        back = actions.restore_scenario(stored, saved, actor=user)
        if as_json:
            print_json(_data(back))
            return
        out.print(Text(f"Restored “{back.name}”."), soft_wrap=True)


@app.command("compare")
def scenario_compare(
    names: Annotated[
        list[str],
        typer.Argument(help=f"Two to four scenarios; “{FRAMEWORK}” is the framework itself."),
    ],
    case: CaseName = None,
    role: RoleOption = None,
    theme: ThemeOption = None,
    who: AsOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """Lay scenarios beside each other: place, score and advice of every region.

    Each is weighed for its own role and theme, the framework for those of the options.
    """
    if not 2 <= len(names) <= 4:
        fail("name two to four scenarios to compare")
    with database():
        stored = stored_case(case)
        weighed = {
            name: _framework(stored, role, theme)
            if name == FRAMEWORK
            else _weighed(stored, kept(stored, name, who))
            for name in names
        }
    if as_json:
        data = {name: one.as_dict(language.value) for name, one in weighed.items()}
        ranks = {name: {r.region.code: r.rank for r in one} for name, one in weighed.items()}
        print_json({"scenarios": data, "ranks": ranks})
        return
    table = Table("Region")
    for name in weighed:
        table.add_column(Text(name))
    first = next(iter(weighed.values()))
    for result in sorted(first, key=lambda r: r.rank or len(first.regions) + 1):
        cells = [one[result.region.code] for one in weighed.values()]
        table.add_row(result.region.name.get(language.value), *map(_cell, cells))
    out.print(table)


def _cell(result: Any) -> str:
    if result.rank is None:
        return "no score"
    so_far = f" ({result.leaning})" if result.leaning else ""
    return f"{result.rank}  {result.score:.2f}  {result.advice}{so_far}"


def _framework(stored: StoredCase, role: str | None, theme: str | None) -> Assessment:
    from windroos import cases
    from windroos.apps.compass import queries

    value = queries.value(stored)
    return cases.weigh(value, role or value.framework.roles[0].id, theme)


def _weighed(stored: StoredCase, saved: KeptScenario) -> Assessment:
    from django.utils import timezone

    from windroos.apps.compass.scenarios import kept as scenarios

    return scenarios.assessment(stored, saved.value, saved.theme or None, timezone.localdate())


def _data(saved: KeptScenario) -> dict[str, Any]:
    """A kept scenario as plain data."""
    return {
        "number": saved.pk,
        "name": saved.name,
        "note": saved.note,
        "theme": saved.theme or None,
        **saved.value.as_dict(),
        "query": saved.value.query,
        "for": str(saved.visibility),
        "madeBy": saved.made_by.name,
        "changed": saved.changed.isoformat(),
        "version": saved.version,
    }
