"""What changed between two weighings, and what brought it about: data, framework or weights.

The parts add up exactly to the change of each score (`decide.explanation.split`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from windroos.cases.case import Region
from windroos.cases.framework import Criterion, Framework
from windroos.cases.preparing import Floats
from windroos.cases.problems import CaseError
from windroos.cases.results import RegionResult
from windroos.cases.weighing import Assessment, weigh
from windroos.decide.explanation import Split, known_contributions, split, split_verdicts

DATA, FRAMEWORK, WEIGHTS = "data", "framework", "weights"
FACTORS = (DATA, FRAMEWORK, WEIGHTS)
"""`data`: judgements, figures, and the day they are looked at. `framework`: everything of the
compass but its weights. `weights`: of criteria that were there before."""


@dataclass(frozen=True, slots=True)
class ComponentChange:
    """What one component adds to the change of a score."""

    criterion: Criterion
    change: float
    parts: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class RegionChange:
    """What changed for one region."""

    region: Region
    status: str
    """`same`, `changed`, `appeared`, `disappeared` or `absent`: what happened to its score."""
    before: RegionResult | None
    after: RegionResult | None
    change: float | None
    """Of the score; None where it has none on one of the sides."""
    parts: Mapping[str, float]
    """By factor; they add up to `change`. Empty where that is None, and where every way from the
    one weighing to the other passes one without a score."""
    components: tuple[ComponentChange, ...]
    """Those that change, the greatest first."""
    sufficient: tuple[frozenset[str], ...]
    """The smallest sets of factors that alone give the new verdict; empty where it is the same."""

    @property
    def moved(self) -> bool:
        """Whether the compass says something else: verdict or advice."""
        before, after = self.before, self.after
        if before is None or after is None:
            return before is not after
        return (before.provisional, before.advice) != (after.provisional, after.advice)

    def as_dict(self, language: str = "nl") -> dict[str, Any]:
        """As plain data, ready for JSON."""
        return {
            "code": self.region.code,
            "name": self.region.name.get(language),
            "status": self.status,
            "before": _outcome(self.before),
            "after": _outcome(self.after),
            "change": self.change,
            "parts": dict(self.parts),
            "components": [
                {
                    "id": one.criterion.id,
                    "label": one.criterion.label.get(language),
                    "change": one.change,
                    "parts": dict(one.parts),
                }
                for one in self.components
            ],
            "sufficient": [sorted(factors) for factors in self.sufficient],
        }


@dataclass(frozen=True, eq=False)
class Difference:
    """The change from one weighing to another, by region."""

    before: Assessment
    after: Assessment
    regions: tuple[RegionChange, ...]

    def __iter__(self) -> Iterator[RegionChange]:
        return iter(self.regions)

    def __getitem__(self, code: str) -> RegionChange:
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> Mapping[str, RegionChange]:
        return {change.region.code: change for change in self.regions}

    def as_dict(self, language: str = "nl") -> dict[str, Any]:
        """As plain data, ready for JSON."""
        return {
            "case": self.after.case.name,
            "role": self.after.role.id,
            "theme": self.after.theme.id if self.after.theme else None,
            "before": _side(self.before),
            "after": _side(self.after),
            "regions": [change.as_dict(language) for change in self.regions],
        }


def difference(before: Assessment, after: Assessment) -> Difference:
    """Split what changed between two weighings for the same role and theme.

    The two may be of other days, of other states of a case, with other scenarios or versions of the
    framework. Raises `CaseError` for weighings of different roles or themes.
    """
    asked = [(one.role.id, one.theme.id if one.theme else None) for one in (before, after)]
    if asked[0] != asked[1]:
        raise CaseError("two weighings can be compared when they are for the same role and theme")
    mixer = _Mixer(before, after)
    scores = split(FACTORS, mixer.scores)
    parts = split(FACTORS, mixer.contributions)
    verdicts = split_verdicts(FACTORS, mixer.verdicts)
    return Difference(
        before,
        after,
        tuple(
            _region(mixer, scores, parts, tuple(verdicts.sets(at)), at, region)
            for at, region in enumerate(mixer.regions)
        ),
    )


class _Mixer:
    """Weighings with some things as they are now and the others as they were."""

    def __init__(self, before: Assessment, after: Assessment) -> None:
        self.before, self.after = before, after
        regions = {result.region.code: result.region for side in (before, after) for result in side}
        self.regions = tuple(sorted(regions.values(), key=lambda region: region.name.nl))
        components = {
            c.id: c for side in (before, after) for c in side.framework.components
        }  # as they are now, where they still are
        self.components = tuple(components.values())
        self.weighed: dict[frozenset[str], Mapping[str, RegionResult]] = {}

    def results(self, new: frozenset[str]) -> Mapping[str, RegionResult]:
        """The weighing with these factors new, by region; none where the parts do not fit."""
        if new not in self.weighed:
            self.weighed[new] = self._weigh(new)
        return self.weighed[new]

    def _weigh(self, new: frozenset[str]) -> Mapping[str, RegionResult]:
        data = self.after if DATA in new else self.before
        compass = (self.after if FRAMEWORK in new else self.before).framework
        weights = (self.after if WEIGHTS in new else self.before).framework
        role = self.after.role.id
        theme = self.after.theme.id if self.after.theme else None
        framework = _weighted(compass, weights, role)
        case = data.case
        if framework != case.framework:
            case = replace(case, package=replace(case.package, framework=framework))
        codes = [result.region.code for result in data]
        try:
            found = weigh(case, role, theme, as_of=data.as_of, regions=codes)
        except ValueError:  # such as weights that leave a node of the other framework without any
            return {}
        return {result.region.code: result for result in found}

    def scores(self, new: frozenset[str]) -> Floats:
        """(R,)"""
        found = self.results(new)
        return np.array(
            [_score(found.get(region.code)) for region in self.regions], dtype=np.float64
        )

    def contributions(self, new: frozenset[str]) -> Floats:
        """(R, C) of the components; they add up to the score."""
        found = self.results(new)
        table = np.full((len(self.regions), len(self.components)), math.nan)
        for row, region in enumerate(self.regions):
            result = found.get(region.code)
            if result is not None:
                # What is a component in the one framework may lie deeper in the other.
                own = {c.id for c in result.weighed.framework.components}
                table[row] = [
                    result.nodes[c.id].contribution if c.id in own else math.nan
                    for c in self.components
                ]
        return known_contributions(table, self.scores(new))

    def verdicts(self, new: frozenset[str]) -> NDArray[np.str_]:
        """(R,)"""
        found = self.results(new)
        results = [found.get(region.code) for region in self.regions]
        return np.array([(one.provisional or "") if one else "" for one in results])


def _weighted(compass: Framework, weights: Framework, role: str) -> Framework:
    """The one framework with the weights of the other, for the criteria that both have."""
    if compass is weights:
        return compass
    criteria = tuple(
        replace(
            criterion,
            weights={**criterion.weights, role: weights.by_id[criterion.id].weight(role)},
        )
        if criterion.id in weights.by_id
        and weights.by_id[criterion.id].weight(role) != criterion.weight(role)
        else criterion
        for criterion in compass.criteria
    )
    return replace(compass, criteria=criteria)


def _region(
    mixer: _Mixer,
    scores: Split,
    parts: Split,
    sufficient: tuple[frozenset[str], ...],
    at: int,
    region: Region,
) -> RegionChange:
    change = float(scores.change[at])
    known = not math.isnan(change)
    shared = known and not np.isnan(scores.parts[:, at]).any()
    components = [
        ComponentChange(
            criterion, float(parts.change[at, column]), _by_factor(parts.parts[:, at, column])
        )
        for column, criterion in enumerate(mixer.components)
        if shared and np.any(np.abs(np.nan_to_num(parts.parts[:, at, column])) > 0)
    ]
    return RegionChange(
        region=region,
        status=str(scores.status[at]),
        before=mixer.results(frozenset()).get(region.code),
        after=mixer.results(frozenset(FACTORS)).get(region.code),
        change=change if known else None,
        parts=_by_factor(scores.parts[:, at]) if shared else {},
        components=tuple(sorted(components, key=lambda one: -abs(one.change))),
        sufficient=sufficient,
    )


def _by_factor(values: Floats) -> Mapping[str, float]:
    return dict(zip(FACTORS, values.tolist(), strict=True))


def _score(result: RegionResult | None) -> float:
    return math.nan if result is None or result.score is None else result.score


def _outcome(result: RegionResult | None) -> dict[str, Any] | None:
    if result is None:
        return None
    return {
        "score": result.score,
        "lower": result.lower,
        "upper": result.upper,
        "known": result.known,
        "provisional": result.provisional,
        "advice": result.advice,
        "decision": result.decision,
    }


def _side(side: Assessment) -> dict[str, Any]:
    return {
        "case": side.case.name,
        "framework": f"{side.framework.id} {side.framework.version}",
        **({"scenario": side.scenario.as_dict()} if side.scenario else {}),
        "asOf": side.as_of.isoformat(),
    }
