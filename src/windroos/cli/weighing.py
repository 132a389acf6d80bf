"""`windroos assess` and `windroos explain`: neither needs Django or a database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from windroos.cli.shared import (
    DEFAULT_CASE,
    CaseOption,
    DayOption,
    JsonOption,
    Language,
    LanguageOption,
    RoleOption,
    ThemeOption,
    case_of,
    fail,
    out,
    print_json,
)
from windroos.cli.show import print_assessment, print_explanation
from windroos.link.text import fold

if TYPE_CHECKING:
    from windroos.cases import Assessment

app = typer.Typer()


@app.command()
def assess(
    case: CaseOption = DEFAULT_CASE,
    role: RoleOption = None,
    theme: ThemeOption = None,
    as_of: DayOption = None,
    as_json: JsonOption = False,
    language: LanguageOption = Language.dutch,
) -> None:
    """Weigh every region of a case for a role."""
    assessment = weighed(case, role, theme, as_of)
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


def weighed(case: str, role: str | None, theme: str | None, as_of: str | None) -> Assessment:
    from windroos.cases import weigh

    value = case_of(case)
    chosen = value.framework.roles[0].id if role is None else role
    try:
        day = date.fromisoformat(as_of) if as_of is not None else None
    except ValueError:
        fail(f"“{as_of}” is not a day; write YYYY-MM-DD, such as 2026-11-21")
    return weigh(value, chosen, theme, as_of=day)


def region_code(assessment: Assessment, wanted: str) -> str:
    """The code of a region given by its code or its name, capitals and accents aside."""
    regions = [result.region for result in assessment]
    named = {fold(name): r.code for r in regions for name in (r.name.en, r.name.nl, r.code)}
    if fold(wanted) not in named:
        names = ", ".join(f"{region.code} ({region.name.nl})" for region in regions)
        fail(f"no weighed region “{wanted}”; there are: {names}")
    return named[fold(wanted)]
