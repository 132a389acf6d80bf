"""The tables of regions side by side: a field of one region has its code in its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from windroos.apps.compass.presenting import words
from windroos.apps.compass.weighing.compared import MOST, Comparison
from windroos.apps.compass.weighing.rows import Row as Weighed
from windroos.report.table_file import Column, Value
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.weighed import WEIGHING, numbers, weighing
from windroos.site.tables.words import columns


def _comparison(asked: Asked) -> Comparison:
    shown = asked.weighed(MOST)
    return Comparison(asked.case, [Weighed(r, asked.case, asked.chosen) for r in shown])


def _beside(comparison: Comparison, kinds: Mapping[Any, str]) -> list[Column]:
    """The same fields for each region."""
    return [
        Column(f"{field.name}_{row.code}", field.kind, f"{row.name}: {field.means}", field.values)
        for row in comparison.rows
        for field in columns("comparison", **kinds)
    ]


def _compared_components(asked: Asked) -> Contents:
    comparison = _comparison(asked)
    kinds = dict.fromkeys(("value", "lower", "upper", "contribution"), "number")
    fields = [
        *columns(
            "comparison-components",
            role="string",
            theme="string",
            as_of="date",
            aspect="string",
            component="string",
            label="string",
        ),
        *_beside(comparison, kinds),
    ]
    rows = [
        {
            **weighing(asked),
            "aspect": aspect.id,
            "component": line.component.id,
            "label": words(line.component.label),
            **{
                f"{name}_{cell.row.code}": value
                for cell in line.cells
                for name, value in numbers(cell.node).items()
            },
        }
        for aspect, lines in comparison.groups
        for line in lines
    ]
    return Contents(fields, rows)


def _compared_preconditions(asked: Asked) -> Contents:
    comparison = _comparison(asked)
    kinds = dict.fromkeys(("outcome", "reason", "conditions"), "string")
    fields = [
        *columns(
            "comparison-preconditions",
            role="string",
            theme="string",
            as_of="date",
            precondition="string",
            number="string",
            label="string",
        ),
        *_beside(comparison, kinds),
    ]
    rows = []
    for precondition, gates in comparison.gates:
        line: dict[str, Value] = {
            **weighing(asked),
            "precondition": precondition.id,
            "number": precondition.number,
            "label": words(precondition.label),
        }
        for gate, row in gates:
            line |= {
                f"outcome_{row.code}": gate.outcome,
                f"reason_{row.code}": words(gate.reason),
                f"conditions_{row.code}": words(gate.conditions) or None,
            }
        rows.append(line)
    return Contents(fields, rows)


COMPARED_TABLES = (
    DataTable(
        "comparison-components",
        gettext_lazy("Comparison: components"),
        gettext_lazy("One component, with its value in each of the regions that are compared."),
        _compared_components,
        page="compass:compare",
        parameters=(*WEIGHING, "region"),
        asks="region",
        weighed=True,
    ),
    DataTable(
        "comparison-preconditions",
        gettext_lazy("Comparison: preconditions"),
        gettext_lazy("One precondition, with its outcome in each of the regions compared."),
        _compared_preconditions,
        page="compass:compare",
        parameters=(*WEIGHING, "region"),
        asks="region",
        weighed=True,
    ),
)
