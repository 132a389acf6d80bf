"""One run of the compass: every region of a case weighed for a role and a theme on a day."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from windroos.cases.case import Case, Theme
from windroos.cases.contradictions import contradictions
from windroos.cases.framework import Framework, Role
from windroos.cases.preparing import Prepared, prepare
from windroos.cases.problems import CaseError
from windroos.cases.results import NodeResult, RegionResult, Weighed
from windroos.cases.scenario import Scenario, apply
from windroos.decide import CommonScale, advise, ranks, score, verdicts

__all__ = ["Assessment", "NodeResult", "RegionResult", "weigh"]


@dataclass(frozen=True, eq=False)
class Assessment:
    """The weighing of a case for one role and theme on a day.

    `framework` is the one weighed with: that of the case, or as `scenario` has it; `role` is the
    one of that framework, with its thresholds.
    """

    case: Case
    framework: Framework
    scenario: Scenario | None
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
        return {
            "case": self.case.name,
            "framework": f"{self.framework.id} {self.framework.version}",
            **({"scenario": self.scenario.as_dict()} if self.scenario else {}),
            "role": self.role.id,
            "theme": self.theme.id if self.theme else None,
            "asOf": self.as_of.isoformat(),
            "figures": self.origins(),
            "regions": [self._region(result, language) for result in self.regions],
        }

    @cached_property
    def contradicted(self) -> Mapping[str, tuple[str, ...]]:
        """By the code of a region the open contradictions on it, in this role or whichever."""
        open_ones = [one for one in contradictions(self.case) if one.open]
        return {
            result.region.code: tuple(
                one.id for one in open_ones if one.concerns(result.region.code, self.role.id)
            )
            for result in self.regions
        }

    def origins(self) -> list[dict[str, Any]]:
        """Where the figures of each indicator that is weighed come from on the day of the weighing:
        the snapshot of a dataset, or without one the case itself."""
        case, names = self.case, self.framework.measured
        found: list[dict[str, Any]] = []
        for name in names:
            series = case.framework.series.get(name)
            edition = case.readings.of(series, self.as_of) if series else None
            found.append(
                {
                    "indicator": name,
                    "dataset": edition.key if edition else None,
                    "snapshot": edition.sha256 if edition else None,
                    "since": edition.day.isoformat() if edition else None,
                }
            )
        return found

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
                for component in self.framework.components
            },
        }


def weigh(
    case: Case,
    role: str,
    theme: str | None = None,
    *,
    as_of: date | None = None,
    regions: Sequence[str] | None = None,
    scenario: Scenario | None = None,
) -> Assessment:
    """Weigh the regions of a case for a role, on one theme or on all, as of a day (today).

    Evidence counts from the day its source came out; decisions in the years they hold for.
    `regions` limits the weighing to some codes. `scenario` puts other weights, thresholds and
    goalposts in place of those of the framework; it costs milliseconds, as the evidence is
    gathered once for each role, theme and day.

    >>> from windroos import cases
    >>> case, day = cases.load("noord_brabant"), date(2026, 11, 21)
    >>> other = cases.Scenario("innovation", weights={"environment": 0})
    >>> cases.weigh(case, "innovation", as_of=day)["JP"].rank
    6
    >>> cases.weigh(case, "innovation", as_of=day, scenario=other)["JP"].rank
    4

    Raises `CaseError` for an unknown role, theme or region, naming those there are, and
    `ScenarioError` for a scenario that cannot be.
    """
    prepared = prepare(case, role, theme, as_of=as_of, regions=regions)
    framework = case.framework
    if scenario is not None:
        if scenario.role != role:
            raise CaseError(f"the scenario is for the role “{scenario.role}”, not for “{role}”")
        framework = apply(framework, scenario)
    return Assessment(
        case=case,
        framework=framework,
        scenario=scenario,
        role=framework.role(role),
        theme=prepared.theme,
        as_of=prepared.as_of,
        regions=results(prepared, framework),
        common_scales=prepared.common_scales,
    )


def results(prepared: Prepared, framework: Framework) -> tuple[RegionResult, ...]:
    """What evidence that was gathered comes to, by a framework that differs in numbers only.

    Arrays until the last step, so that whatever is weighed is weighed at once.
    """
    cells = prepared.placed(framework)
    tree = framework.tree(prepared.role)
    # The ends of the bounds are reached with every cell at its lowest, and at its highest.
    lowest = np.where(np.isnan(cells[1]), 0.0, cells[1])
    highest = np.where(np.isnan(cells[2]), 1.0, cells[2])
    scores = score(tree, np.stack([cells[0], lowest, highest]))
    value, lower, upper = scores.value
    thresholds = framework.role(prepared.role).thresholds
    provisional, at_lower, at_upper = verdicts(scores.value, thresholds)
    advice = advise(provisional, at_lower, at_upper, prepared.outcomes)
    weighed = Weighed(prepared, framework, tree, cells, scores)
    columns = zip(
        prepared.regions,
        ranks(value).tolist(),
        value.tolist(),
        lower.tolist(),
        upper.tolist(),
        scores.known[0].tolist(),
        provisional.tolist(),
        advice.tolist(),
        prepared.decisions,
        prepared.gates,
        strict=True,
    )
    return tuple(
        RegionResult(
            region, rank or None, _number(at), low, high, known, so_far or None, advised, taken,
            gates, weighed, position,
        )
        for position, (
            region, rank, at, low, high, known, so_far, advised, taken, gates,
        ) in enumerate(columns)
    )  # fmt: skip


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
