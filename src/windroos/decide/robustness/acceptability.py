"""How often each place and each verdict comes out, over all weights, values and methods declared.

The family of SMAA (stochastic multicriteria acceptability analysis): Lahdelma, Hokkanen and
Salminen 1998; Lahdelma and Salminen 2001; Tervonen and Figueira 2008, Journal of Multi-Criteria
Decision Analysis 15, 1-14. Verdicts are treated as SMAA-TRI treats categories (Tervonen, Figueira,
Lahdelma, Almeida Dias and Salminen 2009, European Journal of Operational Research 192, 236-242).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from windroos.decide.declared import Declared

from .confidence import confidence_factors, verdict_confidence
from .counting import PairCounts, RankCounts, VerdictCounts, count_true, order_of
from .model import Model
from .outcome import Acceptability
from .sampling import METHOD, VALUES, WEIGHTS, Cancel, Chunk, Progress, Sampling, run

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True)
class Measures(Declared, name="robustness-measures"):
    """What is counted; what is not asked for costs nothing.

    `ranks`: places, and central weights. `scores`: their mean and
    standard deviation. `pairs`: pairwise winning, A^2 comparisons a sample.
    `verdict_weights`: the mean weights of each verdict. `confidence`: samples for the confidence
    factors, 0 for none; each costs a scoring for every alternative that can be first, and for every
    verdict that can be.
    """

    ranks: bool = True
    scores: bool = True
    pairs: bool = True
    verdict_weights: bool = True
    confidence: int = 1000

    def __post_init__(self) -> None:
        if self.pairs and not self.ranks:
            raise self.wrong("pairs", "needs ranks")
        if self.confidence < 0 or self.confidence == 1:
            raise self.wrong("confidence", f"must be 0, or 2 samples or more: {self.confidence}")


def acceptability(
    model: Model,
    sampling: Sampling | None = None,
    measures: Measures | None = None,
    *,
    threads: int = 1,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Acceptability:
    """Draw samples of a model and count what comes out.

    Bit-identical for the same model, seed and measures on any number of threads; memory does not
    grow with the number of samples. `progress` is told of the samples done. Raises `Cancelled` when
    asked to stop, and what the parts of the model raise.
    """
    sampling, measures = sampling or Sampling(), measures or Measures()
    tally = Tally(model.alternatives, model.criteria, measures, judged=model.judged)

    def task(chunk: Chunk) -> Part:
        leaves = model.leaves(model.draw_weights(chunk, WEIGHTS))
        taken = model.draw_methods(chunk, METHOD)
        scores = model.scores(leaves, model.draw_levels(chunk, VALUES), taken)
        return tally.count(leaves, scores, model.thresholds(taken) if model.judged else None)

    for part in run(
        task, sampling, model.chunk, threads=threads, progress=progress, cancelled=cancelled
    ):
        tally.add(part)
    central, central_error = tally.central_weights
    verdict_weights = tally.verdict_weights
    confidence = at_verdicts = None
    drawn = 0
    if measures.confidence:
        drawn = 1 if model.exact else measures.confidence
        again = Sampling(max(drawn, 2), sampling.seed)
        if central is not None:
            confidence = confidence_factors(
                model, central, again, threads=threads, cancelled=cancelled
            )
        if verdict_weights is not None:
            at_verdicts = verdict_confidence(
                model, verdict_weights, again, threads=threads, cancelled=cancelled
            )
    ranks, pairs, verdicts = tally.ranks, tally.pairs, tally.verdicts
    mean, deviation = tally.moments
    return Acceptability(
        samples=sampling.samples,
        rank_counts=ranks.table if ranks else None,
        tied=ranks.tied if ranks else None,
        unranked=ranks.unranked if ranks else None,
        pair_counts=pairs.wins if pairs else None,
        central_weights=central,
        central_weights_error=central_error,
        confidence=confidence,
        verdict_counts=verdicts.table if verdicts else None,
        no_score=verdicts.no_score if verdicts else None,
        verdict_weights=verdict_weights,
        verdict_confidence=at_verdicts,
        confidence_samples=drawn,
        score_mean=mean,
        score_sd=deviation,
    )


@dataclass(frozen=True, eq=False)
class Part:
    """Sums of one chunk that are no whole numbers, and so are added in order."""

    scored: Floats | None
    """(3, A) samples with a score, their mean, and the squares about it."""
    firsts: Floats | None
    """(2, A, L) sums of the weights, and of their squares, that put an alternative first."""
    verdicts: Floats | None
    """(3, A, L) sums of the weights that give each effort."""


class Tally:
    """Counts over chunks. `count` may be called from several threads, `add` from one, in order."""

    def __init__(
        self, alternatives: int, criteria: int, measures: Measures, *, judged: bool
    ) -> None:
        self.ranks = RankCounts(alternatives) if measures.ranks else None
        self.pairs = PairCounts(alternatives) if measures.pairs else None
        self.verdicts = VerdictCounts(alternatives) if judged else None
        self._shape = (alternatives, criteria)
        self._scored = np.zeros((3, alternatives)) if measures.scores else None
        self._firsts = np.zeros((2, alternatives, criteria)) if measures.ranks else None
        weigh = judged and measures.verdict_weights
        self._verdicts = np.zeros((3, alternatives, criteria)) if weigh else None

    def count(
        self, leaves: Floats, scores: Floats, thresholds: tuple[Floats, Floats] | None
    ) -> Part:
        """Count a chunk: (n, L) weights and their (n, A) scores."""
        firsts = verdicts = None
        if self.ranks is not None:
            order = order_of(scores)
            self.ranks.add(order)
            if self.pairs is not None:
                self.pairs.add(order)
            rows, winners = order.winners()
            firsts = self._sum_by(winners, leaves[rows])
        if self.verdicts is not None and thresholds is not None:
            active, reactive = self.verdicts.add(scores, *thresholds)
            if self._verdicts is not None:
                verdicts = _weights_by_verdict(leaves, scores, active, reactive)
        moments = None if self._scored is None else _moments(scores)
        return Part(moments, firsts, verdicts)

    def add(self, part: Part) -> None:
        if self._scored is not None and part.scored is not None:
            self._scored = _merged(self._scored, part.scored)
        if self._firsts is not None and part.firsts is not None:
            self._firsts += part.firsts
        if self._verdicts is not None and part.verdicts is not None:
            self._verdicts += part.verdicts

    @property
    def moments(self) -> tuple[Floats | None, Floats | None]:
        if self._scored is None:
            return None, None
        count, mean, squares = self._scored
        return (
            np.where(count > 0, mean, np.nan),
            np.sqrt(squares / np.where(count > 1, count - 1, np.nan)),
        )

    @property
    def central_weights(self) -> tuple[Floats | None, Floats | None]:
        if self._firsts is None or self.ranks is None:
            return None, None
        count = self.ranks.table[:, :1].astype(np.float64)
        count[count == 0] = np.nan
        mean = self._firsts[0] / count
        squares = np.maximum(self._firsts[1] / count - mean**2, 0.0)
        return mean, np.sqrt(squares / np.where(count > 1, count - 1, np.nan))

    @property
    def verdict_weights(self) -> Floats | None:
        if self._verdicts is None or self.verdicts is None:
            return None
        count = self.verdicts.table[..., None].astype(np.float64)
        count[count == 0] = np.nan
        return np.moveaxis(self._verdicts, 0, 1) / count

    def _sum_by(self, winners: NDArray[np.int64], weights: Floats) -> Floats:
        size, criteria = self._shape
        at = (winners[:, None] * criteria + np.arange(criteria)).ravel()
        flat = weights.ravel()
        sums = [np.bincount(at, weights=w, minlength=size * criteria) for w in (flat, flat * flat)]
        return np.array(sums, dtype=np.float64).reshape(2, size, criteria)


def _weights_by_verdict(
    leaves: Floats, scores: Floats, active: Booleans, reactive: Booleans
) -> Floats:
    whole = (~np.isnan(scores)).astype(np.float64).T @ leaves
    reached = reactive.astype(np.float64).T @ leaves
    most = active.astype(np.float64).T @ leaves
    return np.stack([whole - reached, reached - most, most])


def _moments(scores: Floats) -> Floats:
    """(3, A) of one chunk: samples with a score, their mean, the squares about it."""
    n = len(scores)
    count: Floats | float = n
    about = scores[0].copy()
    if np.isnan(scores.min()):
        known = ~np.isnan(scores)
        count = count_true(known).astype(np.float64)
        about = np.nanmax(np.where(known, scores, -np.inf), axis=0)
        about[~np.isfinite(about)] = 0.0
        away = np.where(known, scores - about, 0.0)
    else:
        away = scores - about
    total = np.ones(n) @ away
    mean = total / np.maximum(count, 1)
    squares = np.maximum(np.einsum("na,na->a", away, away) - total * mean, 0.0)
    return np.stack([np.broadcast_to(count, mean.shape), about + mean, squares])


def _merged(one: Floats, other: Floats) -> Floats:
    """The moments of two sets of samples together (Chan, Golub and LeVeque 1983, The American
    Statistician 37(3), 242-247)."""
    count = one[0] + other[0]
    apart = other[1] - one[1]
    share = other[0] / np.maximum(count, 1)
    return np.stack([count, one[1] + apart * share, one[2] + other[2] + apart**2 * one[0] * share])
