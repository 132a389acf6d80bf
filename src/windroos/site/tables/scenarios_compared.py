"""The tables of scenarios side by side: a field of one scenario has its number in its name."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from windroos import cases
from windroos.apps.compass.presenting import Choice
from windroos.apps.compass.scenarios import kept as scenarios
from windroos.apps.compass.scenarios.compared import MOST, Comparison
from windroos.apps.compass.scenarios.compared import Column as Beside
from windroos.report.table_file import Column, Row
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.scenarios import FRAMEWORK
from windroos.site.tables.words import columns


def _comparison(asked: Asked) -> Comparison:
    """The framework and the public scenarios that the address names, in its order."""
    kept = {str(one.pk): one for one in scenarios.visible(asked.row, None)}
    named = dict.fromkeys(asked.request.GET.getlist("scenario"))
    ids = [id for id in named if id == FRAMEWORK or id in kept][:MOST]
    if not ids:
        raise Http404("no scenario is named")
    return Comparison(asked.case, [_column(asked, id, kept.get(id)) for id in ids])


def _column(asked: Asked, id: str, kept: scenarios.Scenario | None) -> Beside:
    chosen, scenario, assessment = _weighed(asked, kept)
    name = kept.name if kept else id
    return Beside(id, name, "", chosen, scenario, assessment, basis="")


def _weighed(
    asked: Asked, kept: scenarios.Scenario | None
) -> tuple[Choice, cases.Scenario, cases.Assessment]:
    """For which role and theme a scenario is weighed, and what comes of it."""
    if kept is None:
        return asked.chosen, cases.Scenario(asked.chosen.role), asked.assessment
    chosen = Choice(str(kept.role), kept.theme or None)
    try:
        now = scenarios.assessment(asked.row, kept.value, chosen.theme, timezone.localdate())
    except cases.CaseError as error:
        raise Http404(f"scenario {kept.pk} does not fit the framework any more") from error
    return chosen, kept.value, now


def _compared_regions(asked: Asked) -> Contents:
    comparison = _comparison(asked)
    kinds = {
        "rank": "integer",
        "score": "number",
        "lower": "number",
        "upper": "number",
        "advice": "string",
        "provisional": "string",
    }
    fields = [
        *columns("scenario-regions", code="string", name="string"),
        *_beside(comparison, kinds),
    ]
    rows = [
        {
            "code": line.row.code,
            "name": line.row.name,
            **{
                f"{name}_{cell.column.id}": getattr(cell.result, name)
                for cell in line.cells
                for name in kinds
            },
        }
        for line in comparison.regions
    ]
    return Contents(fields, rows)


def _compared_numbers(asked: Asked) -> Contents:
    comparison = _comparison(asked)
    fields = [
        *columns("scenario-numbers", label="string"),
        *_beside(comparison, {"weighs": "string"}),
    ]
    rows: list[Row] = [
        {
            "label": line.label,
            **{
                f"weighs_{column.id}": cell.text
                for column, cell in zip(comparison.columns, line.cells, strict=True)
            },
        }
        for line in comparison.numbers
    ]
    return Contents(fields, rows)


def _beside(comparison: Comparison, kinds: Mapping[str, str]) -> list[Column]:
    """The same fields for each scenario."""
    return [
        Column(f"{field.name}_{beside.id}", field.kind, f"{beside.name}: {field.means}")
        for beside in comparison.columns
        for field in columns("scenario-regions", **kinds)
    ]


COMPARED_SCENARIO_TABLES = (
    DataTable(
        "scenario-regions",
        _("Comparison of scenarios: regions"),
        _("One weighed region, with its place and advice in each of the scenarios compared."),
        _compared_regions,
        page="compass:scenario_compare",
        parameters=("scenario", "role", "theme"),
        asks="scenario",
    ),
    DataTable(
        "scenario-numbers",
        _("Comparison of scenarios: numbers"),
        _("One number that one of the scenarios compared weighs otherwise."),
        _compared_numbers,
        page="compass:scenario_compare",
        parameters=("scenario", "role", "theme"),
        asks="scenario",
    ),
)
