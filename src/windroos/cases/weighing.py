"""One run of the compass: every region of a case weighed for a role and a theme on a day."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from windroos.cases.case import Case, Decision, Region, Theme
from windroos.cases.cells import Cell, Evidence
from windroos.cases.framework import Criterion, Role
from windroos.cases.preconditions import Gate, gates
from windroos.cases.problems import CaseError
from windroos.decide import CommonScale, advise, bounds, contributions, score, verdicts


@dataclass(frozen=True, slots=True)
class NodeResult:
    """What the tree gives for one criterion and one region; NaN where nothing is known.

    `value`, `lower`, `upper` run from 0 to 1, the latter two over every completion of what is
    unknown; `known` is the share of weight with evidence; `contribution` adds up to the score.
    """

    criterion: Criterion
    value: float
    lower: float
    upper: float
    known: float
    contribution: float


@dataclass(frozen=True)
class RegionResult:
    """The outcome for one region, with everything it rests on."""

    region: Region
    score: float | None
    lower: float
    upper: float
    known: float
    provisional: str | None
    advice: str
    decision_taken: Decision | None
    gates: tuple[Gate, ...]
    nodes: Mapping[str, NodeResult]
    cells: Mapping[str, Cell]

    @property
    def decision(self) -> str | None:
        """The effort decided; None when no decision was taken."""
        return self.decision_taken.effort if self.decision_taken else None

    @property
    def verdict(self) -> str | None:
        """What the compass says: the advice, and while there is none the verdict so far."""
        return self.provisional if self.advice == "undetermined" else self.advice

    @property
    def leaning(self) -> str | None:
        """The verdict of the score while there is no advice; None once there is one."""
        return self.provisional if self.advice == "undetermined" else None

    @property
    def differs(self) -> bool:
        """Whether something else was decided than the compass says."""
        return None not in (self.decision, self.verdict) and self.decision != self.verdict


@dataclass(frozen=True)
class Assessment:
    """The weighing of a case for one role and theme on a day."""

    case: Case
    role: Role
    theme: Theme | None
    as_of: date
    regions: tuple[RegionResult, ...]
    common_scales: Mapping[str, CommonScale]

    def __getitem__(self, code: str) -> RegionResult:
        return self._by_code[code]

    def __iter__(self) -> Iterator[RegionResult]:
        return iter(self.regions)

    @cached_property
    def _by_code(self) -> Mapping[str, RegionResult]:
        return {result.region.code: result for result in self.regions}

    def as_dict(self, language: str = "nl") -> dict[str, Any]:
        """The assessment as plain data, ready for JSON."""
        framework = self.case.framework
        return {
            "case": self.case.name,
            "framework": f"{framework.id} {framework.version}",
            "role": self.role.id,
            "theme": self.theme.id if self.theme else None,
            "asOf": self.as_of.isoformat(),
            "regions": [self._region(result, language) for result in self.regions],
        }

    def _region(self, result: RegionResult, language: str) -> dict[str, Any]:
        return {
            "code": result.region.code,
            "name": result.region.name.get(language),
            "score": result.score,
            "lower": result.lower,
            "upper": result.upper,
            "known": result.known,
            "provisional": result.provisional,
            "advice": result.advice,
            "decision": result.decision,
            "preconditions": [
                {
                    "id": gate.precondition.id,
                    "outcome": gate.outcome,
                    "reason": gate.reason.get(language),
                }
                for gate in result.gates
            ],
            "contributions": {
                component.id: _number(result.nodes[component.id].contribution)
                for component in self.case.framework.components
            },
        }


def weigh(
    case: Case,
    role: str,
    theme: str | None = None,
    *,
    as_of: date | None = None,
    regions: Sequence[str] | None = None,
) -> Assessment:
    """Weigh the regions of a case for a role, on one theme or on all, as of a day (today).

    Evidence counts from the day its source came out; decisions in the years they hold for.
    `regions` limits the weighing to some codes. Raises `CaseError` for an unknown role, theme or
    region, naming those there are.
    """
    chosen_role = _known("role", role, {r.id: r for r in case.framework.roles})
    chosen_theme = _known("theme", theme, case.themes) if theme is not None else None
    weighed = {region.code: region for region in case.weighed}
    chosen = (
        case.weighed
        if regions is None
        else tuple(_known("region", code, weighed) for code in regions)
    )
    day = as_of or date.today()
    evidence = Evidence(case, day)
    tree = case.framework.tree(role)
    leaves = [case.framework.by_id[id] for id in tree.leaves]
    cells = [[evidence.cell(r.code, leaf, role, theme) for leaf in leaves] for r in chosen]

    def array(end: str) -> np.ndarray:
        return np.array(
            [[getattr(cell, end) for cell in row] for row in cells], dtype=float
        ).reshape(len(chosen), len(leaves))

    values, lows, highs = array("value"), array("lower"), array("upper")
    scores = score(tree, values)
    lower, upper = bounds(tree, lows, highs)
    shares = contributions(tree, values)
    node_lows = score(tree, np.where(np.isnan(lows), 0.0, lows)).node_values
    node_highs = score(tree, np.where(np.isnan(highs), 1.0, highs)).node_values
    gated = [gates(evidence, r.code, role, theme) for r in chosen]
    outcomes = np.array([[g.outcome for g in row] for row in gated], dtype=np.str_).reshape(
        len(chosen), -1
    )
    thresholds = chosen_role.thresholds
    provisional = verdicts(scores.value, thresholds)
    advice = advise(provisional, verdicts(lower, thresholds), verdicts(upper, thresholds), outcomes)
    results = []
    for i, region in enumerate(chosen):
        nodes = {
            id: NodeResult(
                criterion=case.framework.by_id[id],
                value=float(scores.node_values[i, n]),
                lower=float(node_lows[i, n]),
                upper=float(node_highs[i, n]),
                known=float(scores.node_known[i, n]),
                contribution=float(shares[i, n]),
            )
            for n, id in enumerate(tree.ids)
        }
        results.append(
            RegionResult(
                region=region,
                score=_number(float(scores.value[i])),
                lower=float(lower[i]),
                upper=float(upper[i]),
                known=float(scores.known[i]),
                provisional=str(provisional[i]) or None,
                advice=str(advice[i]),
                decision_taken=case.decision(region.code, role, day),
                gates=gated[i],
                nodes=nodes,
                cells={leaf.id: cell for leaf, cell in zip(leaves, cells[i], strict=True)},
            )
        )
    return Assessment(case, chosen_role, chosen_theme, day, tuple(results), evidence.common_scales)


def _known(what: str, id: str, things: Mapping[str, Any]) -> Any:
    if id not in things:
        raise CaseError(f"unknown {what} “{id}”; there are: {', '.join(things)}")
    return things[id]


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
