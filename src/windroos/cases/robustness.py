"""How sure the verdicts of a weighing are, over all weights, values and methods a case can defend.

>>> from datetime import date
>>> from windroos import cases
>>> case = cases.load("noord_brabant")
>>> found = cases.robustness(case, "innovation", as_of=date(2026, 11, 21), samples=1000)
>>> japan = found["JP"]
>>> japan.likeliest
'active'
>>> round(sum(japan.shares.values()) + japan.no_score, 12)
1.0
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from windroos.cases.case import Case
from windroos.cases.doubts import Doubts
from windroos.cases.modelling import model_of
from windroos.cases.preparing import prepare
from windroos.cases.problems import CaseError
from windroos.cases.results import RegionResult
from windroos.cases.scenario import Scenario
from windroos.cases.weighing import Assessment, weigh
from windroos.decide import EFFORTS
from windroos.decide.explanation import boundary
from windroos.decide.robustness import (
    Acceptability,
    Doubt,
    Measures,
    Model,
    Sampling,
    acceptability,
    doubt,
)
from windroos.decide.robustness.sampling import Cancel, Progress

# What the doubt is due to is asked in samples of its own, each of which costs several scorings.
_SPLIT = 4096
_RANK_COVERAGE = 0.9
# Below this a share of the doubt is the noise of the draws.
_NOISE = 0.005


@dataclass(frozen=True, eq=False)
class RegionRobustness:
    """How sure the outcome for one region is.

    Shares are of the samples drawn; the preconditions play no part in them: `result` says how they
    stand.
    """

    result: RegionResult
    shares: Mapping[str, float]
    """By effort, the share of the samples in which the score earns it."""
    no_score: float
    """The share of the samples without a score."""
    error: float
    """The standard error of the largest share: how far another seed may come out."""
    mean: float | None
    spread: float | None
    """Mean and standard deviation of the score."""
    rank: float | None
    """The mean place, 1 for the highest score."""
    ranks: tuple[int, int] | None
    """The places between which it comes out nine times out of ten."""
    entropy: float
    """Bits of doubt about the verdict: 0 when all samples agree, 1.58 when three are alike."""
    central_weights: Mapping[str, float] | None
    """By leaf, the mean of the weights that put the region first; None where none do."""
    due_to: Mapping[str, float]
    """By `weights`, `values` and `method`, the share of the doubt about the verdict; empty where
    there is none."""
    margin: float | None
    """How far the score lies from the nearest other verdict."""
    nearest: str | None
    """That verdict."""

    @property
    def likeliest(self) -> str | None:
        """The effort that the score earns most often; None where there is never a score."""
        best = max(EFFORTS, key=lambda effort: self.shares[effort])
        return best if self.shares[best] > 0 else None

    @property
    def certainty(self) -> float:
        """How often that is."""
        return max(self.shares.values())

    def as_dict(self, language: str = "nl") -> dict[str, Any]:
        """As plain data, ready for JSON."""
        result = self.result
        return {
            "code": result.region.code,
            "name": result.region.name.get(language),
            "score": result.score,
            "provisional": result.provisional,
            "advice": result.advice,
            "decision": result.decision,
            "shares": dict(self.shares),
            "noScore": self.no_score,
            "error": self.error,
            "likeliest": self.likeliest,
            "scoreMean": self.mean,
            "scoreSd": self.spread,
            "expectedRank": self.rank,
            "rankInterval": list(self.ranks) if self.ranks else None,
            "entropy": self.entropy,
            "centralWeights": dict(self.central_weights) if self.central_weights else None,
            "dueTo": dict(self.due_to),
            "margin": self.margin,
            "nearest": self.nearest,
        }


@dataclass(frozen=True, eq=False)
class Robustness:
    """The robustness of a weighing; regions in the order of `assessment`."""

    assessment: Assessment
    doubts: Doubts
    sampling: Sampling
    model: Model
    found: Acceptability
    doubt: Doubt

    def __getitem__(self, code: str) -> RegionRobustness:
        return self._by_code[code]

    def __iter__(self) -> Iterator[RegionRobustness]:
        return iter(self._by_code.values())

    @cached_property
    def _by_code(self) -> Mapping[str, RegionRobustness]:
        return {
            result.region.code: _region(self, result, position)
            for position, result in enumerate(self.assessment)
        }

    def wins(self, code: str, other: str) -> float:
        """The share of the samples in which the one comes before the other."""
        places = list(self._by_code)
        return float(self.found.pairwise_winning[places.index(code), places.index(other)])

    def as_dict(
        self, language: str = "nl", regions: Collection[str] | None = None
    ) -> dict[str, Any]:
        """As plain data, ready for JSON; of some regions only, by their codes."""
        assessment = self.assessment
        return {
            "case": assessment.case.name,
            "framework": f"{assessment.framework.id} {assessment.framework.version}",
            **({"scenario": assessment.scenario.as_dict()} if assessment.scenario else {}),
            "role": assessment.role.id,
            "theme": assessment.theme.id if assessment.theme else None,
            "asOf": assessment.as_of.isoformat(),
            "samples": self.sampling.samples,
            "seed": self.sampling.seed,
            "regions": [
                region.as_dict(language)
                for code, region in self._by_code.items()
                if regions is None or code in regions
            ],
        }


def robustness(
    case: Case,
    role: str,
    theme: str | None = None,
    *,
    as_of: date | None = None,
    regions: Sequence[str] | None = None,
    scenario: Scenario | None = None,
    doubts: Doubts | None = None,
    samples: int | None = None,
    seed: int | None = None,
    threads: int = 1,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Robustness:
    """Draw samples of a weighing within the limits of `doubts` (those of the case's framework).

    The same seed gives the same, on any number of threads. `progress` is told of the samples done
    and to do. Other arguments and errors are those of `weigh`; `CaseError` also for no regions, for
    numbers of samples, seeds or threads that cannot be, and for limits that do not fit the tree;
    `decide.robustness.Cancelled` when asked to stop.
    """
    assessment = weigh(case, role, theme, as_of=as_of, regions=regions, scenario=scenario)
    if not assessment.regions:
        raise CaseError("how sure a verdict is can be asked of one region or more")
    limits = doubts or assessment.framework.doubts
    prepared = prepare(case, role, theme, as_of=as_of, regions=regions)
    try:
        sampling = Sampling(
            limits.samples if samples is None else samples,
            limits.seed if seed is None else seed,
        )
        model = model_of(prepared, assessment.framework, limits)
        found = acceptability(
            model,
            sampling,
            Measures(confidence=0),
            threads=threads,
            progress=progress,
            cancelled=cancelled,
        )
        split = doubt(
            model,
            Sampling(min(sampling.samples, _SPLIT), sampling.seed),
            threads=threads,
            cancelled=cancelled,
        )
    except ValueError as error:  # of limits that do not fit, or arguments that cannot be
        raise CaseError(str(error)) from error
    return Robustness(assessment, limits, sampling, model, found, split)


def _region(whole: Robustness, result: RegionResult, at: int) -> RegionRobustness:
    found, model = whole.found, whole.model
    assert found.no_score is not None
    assert found.score_mean is not None
    assert found.score_sd is not None
    assert found.central_weights is not None
    shares: dict[str, float] = dict(
        zip(EFFORTS, found.verdict_acceptability[at].tolist(), strict=True)
    )
    central = found.central_weights
    first = None if np.isnan(central[at]).any() else central[at]
    assert model.tree is not None
    lowest, highest = (float(end[at]) for end in found.rank_interval(_RANK_COVERAGE))
    near = boundary(
        [math.nan if result.score is None else result.score], whole.assessment.role.thresholds
    )
    margin = _number(float(near.margin[0]))
    return RegionRobustness(
        result=result,
        shares=shares,
        no_score=float(found.no_score[at]) / found.samples,
        error=float(found.verdict_error[at].max()),
        mean=_number(float(found.score_mean[at])),
        spread=_number(float(found.score_sd[at])),
        rank=_number(float(found.expected_rank[at])),
        ranks=None if math.isnan(lowest) else (int(lowest), int(highest)),
        entropy=float(found.verdict_entropy[at]),
        central_weights=None
        if first is None
        else dict(zip(model.tree.leaves, first.tolist(), strict=True)),
        due_to=_due_to(whole.doubt, at),
        margin=margin,
        nearest=str(near.nearest[0]) if margin is not None else None,
    )


def _due_to(split: Doubt, at: int) -> Mapping[str, float]:
    """The share of the doubt about the verdict that each factor has."""
    shares = split.verdict_shares
    if shares is None or np.isnan(shares[at]).any():
        return {}
    kept = np.where(shares[at] > _NOISE, shares[at], 0.0)
    if not kept.sum() > 0:
        return {}
    kept = kept / kept.sum()
    return {factor.kind: share for factor, share in zip(split.factors, kept.tolist(), strict=True)}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
