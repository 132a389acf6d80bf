"""What a robustness analysis found, with the error of finding it by samples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Acceptability:
    """The outcome over n samples for A alternatives and L criteria; places and efforts (in the
    order of `decide.EFFORTS`) stand in the last axis.

    Alternatives that tie, as `decide.ranks` has it, share the highest place they take: each
    alternative has one place in a sample, and a place may have several or none. Errors are standard
    errors of Monte Carlo: they tell how far another seed may come out, not how far the spaces
    declared are right.
    """

    samples: int
    rank_counts: Integers | None
    """(A, A) samples in which the alternative took each place, the best first."""
    tied: Integers | None
    """(A,) samples in which the alternative shared its place."""
    unranked: Integers | None
    """(A,) samples in which the alternative had no score, and so no place."""
    pair_counts: Integers | None
    """(A, A) samples in which the alternative (row) came before the other (column)."""
    central_weights: Floats | None
    """(A, L) the mean of the weights that put the alternative first; NaN where none did."""
    central_weights_error: Floats | None
    """(A, L) its standard error; NaN where fewer than two samples did."""
    confidence: Floats | None
    """(A,) the chance to be first at the central weights, all else as uncertain as it is; NaN where
    nothing puts the alternative first."""
    verdict_counts: Integers | None
    """(A, 3) samples in which the score earned each effort."""
    no_score: Integers | None
    """(A,) samples without a score, hence without a verdict."""
    verdict_weights: Floats | None
    """(A, 3, L) the mean of the weights that give each effort; NaN where none do."""
    verdict_confidence: Floats | None
    """(A, 3) the chance of each effort at those weights; NaN where none give it."""
    confidence_samples: int
    """How many samples `confidence` and `verdict_confidence` rest on: 1 where the weights alone are
    uncertain, and the answer is yes or no."""
    score_mean: Floats | None
    """(A,) over the samples with a score; NaN where there are none."""
    score_sd: Floats | None
    """(A,) the standard deviation of the score; NaN where fewer than two samples have one."""

    @property
    def rank_acceptability(self) -> Floats:
        """(A, A) the share of samples in which the alternative takes each place (Lahdelma and
        Salminen 2001, Operations Research 49(3), 444-454). A row adds up to one less the share
        without a score."""
        return _needed(self.rank_counts, "ranks") / self.samples

    @property
    def rank_error(self) -> Floats:
        """(A, A) its standard error."""
        return self._error(self.rank_acceptability)

    @property
    def pairwise_winning(self) -> Floats:
        """(A, A) the share of samples in which the alternative comes before the other (Leskinen et
        al. 2006; Tervonen and Figueira 2008). Both ways may add up to less than one: ties."""
        return _needed(self.pair_counts, "pairs") / self.samples

    @property
    def verdict_acceptability(self) -> Floats:
        """(A, 3) the share of samples in which the score earns each effort; with `no_score` a row
        adds up to one."""
        return _needed(self.verdict_counts, "thresholds") / self.samples

    @property
    def verdict_error(self) -> Floats:
        """(A, 3) its standard error."""
        return self._error(self.verdict_acceptability)

    @property
    def expected_rank(self) -> Floats:
        """(A,) the mean place over the samples with one; NaN where there are none."""
        return self._rank_moments()[0]

    @property
    def expected_rank_error(self) -> Floats:
        """(A,) its standard error."""
        mean, variance, count = self._rank_moments()
        return np.sqrt(variance / np.where(np.isnan(mean), np.nan, count))

    def rank_interval(self, coverage: float = 0.9) -> tuple[Floats, Floats]:
        """The best and the worst place of a central interval, (A,) each, NaN without a place: as
        few samples lie above as below, at most (1 - coverage) / 2. Raises `ValueError` for a
        coverage outside (0, 1)."""
        if not 0 < coverage < 1:
            raise ValueError(f"Coverage is a share between 0 and 1, not {coverage}.")
        counts = _needed(self.rank_counts, "ranks")
        total = counts.sum(axis=1, keepdims=True)
        upto = counts.cumsum(axis=1)
        outside = (1 - coverage) / 2 * total
        # Half a sample of play, as (1 - coverage) / 2 is rounded.
        best = (upto <= outside - 1e-9 * total).sum(axis=1) + 1.0
        worst = (upto < total - outside - 1e-9 * total).sum(axis=1) + 1.0
        none = total[:, 0] == 0
        return np.where(none, np.nan, best), np.where(none, np.nan, worst)

    @property
    def rank_entropy(self) -> Floats:
        """(A,) bits of doubt about the place: 0 when it is certain, log2(A) when all are alike."""
        missing = _needed(self.unranked, "ranks")[:, None] / self.samples
        return _bits(np.hstack([self.rank_acceptability, missing]))

    @property
    def verdict_entropy(self) -> Floats:
        """(A,) bits of doubt about the verdict: 0 when it is certain."""
        missing = _needed(self.no_score, "thresholds")[:, None] / self.samples
        return _bits(np.hstack([self.verdict_acceptability, missing]))

    def holistic(self, metaweights: ArrayLike | None = None) -> Floats:
        """(A,) the holistic acceptability: places weighed and added up (Lahdelma and Salminen
        2001). `metaweights` is (A,), for the best place to the last, not rising; by default the
        rank-order centroid of the places, made to be 1 for the first. It depends on that choice,
        and is no more than an aid to put alternatives in order."""
        size = len(self.rank_acceptability)
        if metaweights is None:
            centroid = np.cumsum(1 / np.arange(size, 0, -1))[::-1]
            given = centroid / centroid[0]
        else:
            given = np.asarray(metaweights, dtype=np.float64)
        if given.shape != (size,) or (np.diff(given) > 0).any() or (given < 0).any():
            raise ValueError(f"Metaweights are {size} numbers of 0 or more that do not rise.")
        return self.rank_acceptability @ given

    def _rank_moments(self) -> tuple[Floats, Floats, Integers]:
        counts = _needed(self.rank_counts, "ranks")
        places = np.arange(1.0, counts.shape[1] + 1)
        total = counts.sum(axis=1)
        some = np.where(total > 0, total, np.nan)
        mean = counts @ places / some
        variance = (counts * (places - mean[:, None]) ** 2).sum(axis=1) / some
        return mean, variance, total

    def _error(self, share: Floats) -> Floats:
        return np.sqrt(share * (1 - share) / self.samples)


def _bits(shares: Floats) -> Floats:
    return -(shares * np.log2(np.where(shares > 0, shares, 1.0))).sum(axis=-1)


def _needed(counts: Integers | None, what: str) -> Integers:
    if counts is None:
        raise ValueError(
            f"This was not asked for: the run had no {what}."
            if what != "thresholds"
            else "There are no verdicts: the method has no thresholds."
        )
    return counts
