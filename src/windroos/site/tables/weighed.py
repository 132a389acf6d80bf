"""The tables of a weighing: the regions, the components of one of them, and some side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from windroos.apps.compass.presenting import words
from windroos.apps.compass.region.components import groups
from windroos.apps.compass.region.leaves import Leaves
from windroos.apps.compass.weighing.compared import MOST
from windroos.apps.compass.weighing.filters import Filters
from windroos.apps.compass.weighing.rows import by_verdict
from windroos.cases.weighing import NodeResult, RegionResult
from windroos.report.table_file import Column, Row, Value
from windroos.site.tables.base import Asked, Contents, DataTable
from windroos.site.tables.words import columns

# What of an address makes a weighing.
WEIGHING = ("role", "theme")


def weighing(asked: Asked) -> dict[str, Value]:
    """What every row of one weighing has in common."""
    assessment = asked.assessment
    return {
        "role": assessment.role.id,
        "theme": assessment.theme.id if assessment.theme else None,
        "as_of": assessment.as_of,
    }


# The regions


def _ranking(asked: Asked) -> Contents:
    chosen = Filters.of(asked.request, asked.case)
    return _regions(asked, by_verdict(filter(chosen.show, asked.assessment)))


def _verdicts(asked: Asked) -> Contents:
    return _regions(asked, asked.weighed(MOST))


def _regions(asked: Asked, shown: Sequence[RegionResult]) -> Contents:
    first = asked.assessment.regions[:1]
    fields = [
        *columns(
            "ranking",
            code="string",
            name="string",
            parent="string",
            role="string",
            theme="string",
            as_of="date",
            advice="string",
            provisional="string",
            decision="string",
            differs="boolean",
            decision_start="year",
            decision_end="year",
            authority="string",
            decided="string",
            score="number",
            lower="number",
            upper="number",
            known="number",
        ),
        *(
            Column(
                f"precondition_{gate.precondition.id}",
                "string",
                _("Whether precondition %(number)s holds") % {"number": gate.precondition.number},
                ("holds", "conditional", "fails", "unknown"),
            )
            for result in first
            for gate in result.gates
        ),
        *(
            Column(
                f"contribution_{component.id}",
                "number",
                _("What “%(component)s” adds to the score; empty: unknown")
                % {"component": words(component.label)},
            )
            for component in asked.case.framework.components
        ),
    ]
    return Contents(fields, [_region(asked, result) for result in shown])


def _region(asked: Asked, result: RegionResult) -> Row:
    taken = result.decision_taken
    return {
        "code": result.region.code,
        "name": words(result.region.name),
        "parent": result.region.parent,
        **weighing(asked),
        "advice": result.advice,
        "provisional": result.provisional,
        "decision": result.decision,
        "differs": result.differs,
        "decision_start": taken.period[0] if taken else None,
        "decision_end": taken.period[1] if taken else None,
        "authority": taken.authority if taken else None,
        "decided": taken.decided if taken else None,
        "score": result.score,
        "lower": result.lower,
        "upper": result.upper,
        "known": result.known,
        **{f"precondition_{gate.precondition.id}": gate.outcome for gate in result.gates},
        **{
            f"contribution_{component.id}": result.nodes[component.id].contribution
            for component in asked.case.framework.components
        },
    }


# The components of one region


def _components(asked: Asked) -> Contents:
    (result,) = asked.weighed(1)
    code = result.region.code
    resolved = asked.readable.resolve(asked.case.locators)
    scales = asked.assessment.common_scales
    leaves = Leaves(asked.case, code, asked.chosen, resolved, scales)
    fields = columns(
        "components",
        region="string",
        name="string",
        role="string",
        theme="string",
        as_of="date",
        aspect="string",
        component="string",
        label="string",
        says="string",
        value="number",
        lower="number",
        upper="number",
        known="number",
        contribution="number",
        judgements="integer",
        figures="integer",
        sources="integer",
    )
    common = {"region": code, "name": words(result.region.name), **weighing(asked)}
    rows = [
        {
            **common,
            "aspect": group.id,
            "component": component.id,
            "label": component.label,
            "says": "; ".join(component.says),
            **numbers(result.nodes[component.id]),
            "known": result.nodes[component.id].known,
            "judgements": sum(len(leaf.said) for leaf in component.leaves),
            "figures": sum(len(leaf.figures) for leaf in component.leaves),
            "sources": component.sources,
        }
        for group in groups(asked.case, leaves, result.cells, result)
        for component in group.components
    ]
    return Contents(fields, rows)


def numbers(node: NodeResult) -> dict[str, Value]:
    """The numbers of a criterion; none of them when nothing is known about it."""
    known = node.known > 0
    return {
        "value": node.value if known else None,
        "lower": node.lower if known else None,
        "upper": node.upper if known else None,
        "contribution": node.contribution if known else None,
    }


WEIGHED_TABLES = (
    DataTable(
        "ranking",
        gettext_lazy("Regions by verdict"),
        gettext_lazy("One weighed region: advice, decision, score, and what makes up the score."),
        _ranking,
        page="compass:overview",
        parameters=(*WEIGHING, "continent", "differs"),
        weighed=True,
    ),
    DataTable(
        "components",
        gettext_lazy("Components of a region"),
        gettext_lazy("One component of one region: its value, its bounds and what it rests on."),
        _components,
        page="compass:overview",
        parameters=(*WEIGHING, "region"),
        asks="region",
        weighed=True,
    ),
    DataTable(
        "comparison-verdicts",
        gettext_lazy("Comparison: verdicts"),
        gettext_lazy("One of the regions that are compared."),
        _verdicts,
        page="compass:compare",
        parameters=(*WEIGHING, "region"),
        asks="region",
        weighed=True,
    ),
)
