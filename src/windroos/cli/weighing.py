"""`windroos assess` and `windroos explain`: neither needs Django, but for a kept scenario."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from windroos.cli.options import spread
from windroos.cli.shared import (
    DEFAULT_CASE,
    AsOption,
    CaseOption,
    DayOption,
    JsonOption,
    Language,
    LanguageOption,
    RoleOption,
    ThemeOption,
    case_of,
    day_of,
    fail,
    out,
    print_json,
)
from windroos.cli.show import print_assessment, print_explanation
from windroos.cli.turning import (
    GoalpostsOption,
    KeptOption,
    ThresholdOption,
    WeightOption,
    kept_value,
    overrides,
)
from windroos.link.text import fold

if TYPE_CHECKING:
    from windroos.cases import Assessment, Scenario

app = typer.Typer()


@dataclass(frozen=True)
class Weighing:
    """The options that say what to weigh: by the framework, a kept scenario or other numbers."""

    case: CaseOption = DEFAULT_CASE
    role: RoleOption = None
    theme: ThemeOption = None
    as_of: DayOption = None
    scenario: KeptOption = None
    weight: WeightOption = None
    threshold: ThresholdOption = None
    goalposts: GoalpostsOption = None
    who: AsOption = None

    def asked(self) -> Asked:
        """The weighing that the options ask for. A scenario that was kept brings its own role and
        theme."""
        role, theme, given = self.role, self.theme, None
        if self.scenario is not None:
            given, its_theme = kept_value(self.case, self.scenario, self.who)
            role, theme = role or given.role, theme or its_theme
        assessment = weighed(self.case, role, theme, self.as_of)
        if given is not None or self.weight or self.threshold or self.goalposts:
            turned = overrides(
                assessment.role.id, self.weight, self.threshold, self.goalposts, upon=given
            )
            assessment = weighed(self.case, role, theme, self.as_of, turned)
        return Asked(assessment, theme)


@dataclass(frozen=True)
class Asked:
    """What a command was asked to weigh."""

    assessment: Assessment
    theme: str | None


@app.command()
@spread
def assess(
    weighing: Weighing,
    keep: Annotated[
        Path | None,
        typer.Option("--record", help="Also write a record to this file, for windroos verify."),
    ] = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """Weigh every region of a case for a role, by the framework or otherwise.

    A scenario that was kept brings its own role and theme.
    """
    assessment = weighing.asked().assessment
    if keep is not None:
        _write(keep, assessment)
    if as_json:
        print_json(assessment.as_dict(language.value))
        return
    print_assessment(out, assessment, language.value)


@app.command()
def explain(
    region: Annotated[str, typer.Argument(help="Code or name of the region.")],
    case: CaseOption = DEFAULT_CASE,
    role: RoleOption = None,
    theme: ThemeOption = None,
    as_of: DayOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """Tell why a region comes out as it does, down to the passage or figure."""
    from windroos.cases import explain as explain_region

    assessment = weighed(case, role, theme, as_of)
    explanation = explain_region(assessment, region_code(assessment, region), language.value)
    if as_json:
        print_json(explanation)
        return
    print_explanation(out, explanation)


def weighed(
    case: str,
    role: str | None,
    theme: str | None,
    as_of: str | None,
    scenario: Scenario | None = None,
) -> Assessment:
    from windroos.cases import weigh

    day = day_of(as_of)
    value = case_of(case, day)
    chosen = value.framework.roles[0].id if role is None else role
    return weigh(value, chosen, theme, as_of=day, scenario=scenario)


def _write(file: Path, assessment: Assessment) -> None:
    from windroos.cases import record

    text = json.dumps(record(assessment), indent=2, ensure_ascii=False, allow_nan=False)
    try:
        file.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}")


def region_code(assessment: Assessment, wanted: str) -> str:
    """The code of a region given by its code or its name, capitals and accents aside."""
    regions = [result.region for result in assessment]
    named = {fold(name): r.code for r in regions for name in (r.name.en, r.name.nl, r.code)}
    if fold(wanted) not in named:
        names = ", ".join(f"{region.code} ({region.name.nl})" for region in regions)
        fail(f"no weighed region “{wanted}”; there are: {names}")
    return named[fold(wanted)]
