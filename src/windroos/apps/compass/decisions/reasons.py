"""Which components speak most for and against effort for a region: what a decision weighs first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from windroos.apps.compass.presenting import Choice, words
from windroos.apps.compass.region.leaves import Leaves
from windroos.apps.compass.weighing.rows import region_url
from windroos.apps.evidence.queries import Resolved
from windroos.cases import Case, RegionResult
from windroos.cases.framework import Criterion, Framework
from windroos.cases.weighing import NodeResult
from windroos.decide import CommonScale

MOST = 3
# A value above the middle of the scale speaks for effort.
MIDDLE = 0.5


@dataclass(frozen=True)
class Reason:
    """A component that speaks for or against: its value, and what the sources say."""

    label: str
    url: str
    speaks_for: bool
    value: float
    says: str


def reasons(
    case: Case,
    result: RegionResult,
    chosen: Choice,
    resolved: Mapping[str, Resolved],
    scales: Mapping[str, CommonScale],
) -> list[Reason]:
    """The three known components that pull the score of a region furthest from the middle.

    A component pulls as hard as its value lies from the middle, times its share of the weight and
    how much of it is known.
    """
    leaves = Leaves(case, result.region.code, chosen, resolved, scales)
    url = region_url(case, result.region.code, chosen)
    known = [one for one in case.framework.components if result.nodes[one.id].known > 0]
    pulls = {one.id: _pull(case.framework, result.nodes[one.id], chosen.role) for one in known}
    strongest = sorted(known, key=lambda one: -pulls[one.id])[:MOST]
    return [
        Reason(
            label=words(one.label),
            url=f"{url}#{one.id}",
            speaks_for=result.nodes[one.id].value >= MIDDLE,
            value=result.nodes[one.id].value,
            says="; ".join(_says(case.framework, result, leaves, one)),
        )
        for one in strongest
        if pulls[one.id] > 0
    ]


def _says(
    framework: Framework, result: RegionResult, leaves: Leaves, component: Criterion
) -> list[str]:
    """What is known of a component, in words."""
    cells = [result.cells[leaf.id] for leaf in framework.leaves_under(component.id)]
    return [leaves.leaf(cell, component).says for cell in cells if cell.known]


def _pull(framework: Framework, node: NodeResult, role: str) -> float:
    return abs(node.value - MIDDLE) * node.known * _share(framework, node.criterion.id, role)


def _share(framework: Framework, id: str, role: str) -> float:
    """The share of the weight that a criterion has in the score of a role."""
    share, criterion = 1.0, framework.by_id[id]
    while criterion.parent is not None:
        total = sum(one.weight(role) for one in framework.children(criterion.parent))
        share *= criterion.weight(role) / total if total else 0
        criterion = framework.by_id[criterion.parent]
    return share
