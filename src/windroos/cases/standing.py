"""How a decision stands on a day, and what can still change the verdict of a score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from windroos.cases.case import Case, Decision
from windroos.cases.results import RegionResult
from windroos.decide import verdicts

# How a decision stands on a day, those that count first.
IN_FORCE, COMING, REPLACED, OVER = STATES = ("in-force", "coming", "replaced", "over")


def in_force(case: Case, decision: Decision, on: date) -> bool:
    """Whether a decision holds on a day, on all themes or on one of its own."""
    return any(
        case.decision(decision.region, decision.role, on, theme) == decision
        for theme in decision.themes or (None,)
    )


def state(case: Case, decision: Decision, on: date) -> str:
    """Where a decision stands on a day, as in `STATES`."""
    if in_force(case, decision, on):
        return IN_FORCE
    if case.replaced(decision, on):
        return REPLACED
    return COMING if on.year < decision.period[0] else OVER


@dataclass(frozen=True, slots=True)
class Openness:
    """What can still change the verdict of a score.

    `components` and `gates` are how many components that weigh, and preconditions, are unknown;
    `wide`, whether the ends of the bounds earn another verdict than the score does.
    """

    components: int
    gates: int
    wide: bool


def openness(result: RegionResult) -> Openness:
    """What keeps a region without advice."""
    weighed = result.weighed
    framework, role = weighed.framework, weighed.prepared.role
    ends = verdicts([result.lower, result.upper], framework.role(role).thresholds).tolist()
    return Openness(
        components=sum(
            result.nodes[component.id].known <= 0 and framework.weighs(component.id, role)
            for component in framework.components
        ),
        gates=sum(gate.outcome == "unknown" for gate in result.gates),
        wide=any(end != result.provisional for end in ends),
    )
