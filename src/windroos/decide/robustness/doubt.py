"""What the doubt about a score, and about a verdict, is due to: weights, values or method.

Two sets of samples, A and B; a factor's part of a sample is taken from B and the rest from A. From
how the outcome changes follow the factor's Sobol indices (estimators of Saltelli et al. 2010 and
Jansen 1999, as in `sobol`), with a group of variables as one factor. This asks nothing of how a
group is drawn within itself, so that weights, which add up to one, are no difficulty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from windroos.decide.arrays import TOLERANCE

from .model import Model
from .sampling import (
    METHOD,
    OTHER_METHOD,
    OTHER_VALUES,
    OTHER_WEIGHTS,
    VALUES,
    WEIGHTS,
    Cancel,
    Chunk,
    Progress,
    Sampling,
    run,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Factor:
    """Something uncertain, as one thing: which parts of a sample it is."""

    kind: str
    """`"weights"`, `"values"` or `"method"`."""
    id: str
    """The node whose children are weighed, or empty; the number of the criterion, or empty."""
    weights: tuple[int, ...] = ()
    """Columns of the drawn weights."""
    levels: tuple[int, ...] = ()
    """Columns of the drawn levels."""


@dataclass(frozen=True, eq=False)
class Doubt:
    """The split of doubt over F factors for A alternatives.

    First order: the share of the variance that would go, on average, if the factor were settled.
    Total order: the share that would stay if everything else were. Indices are NaN for an
    alternative of which nothing varies. Estimates: a small index may come out a little below 0.
    """

    factors: tuple[Factor, ...]
    samples: int
    variance: Floats
    """(A,) of the score; NaN where some sample has no score."""
    first: Floats
    """(A, F) of the score."""
    total: Floats
    """(A, F) of the score."""
    first_error: Floats
    """(A, F) standard error."""
    total_error: Floats
    """(A, F) standard error."""
    verdict_doubt: Floats | None
    """(A,) the chance that two samples give different verdicts: 1 - sum p^2."""
    verdict_first: Floats | None
    """(A, F) the same shares, of that chance: indices of the three verdicts together, each as an
    output of 0 or 1 (Gamboa, Janon, Klein and Lagnoux 2014, Electronic Journal of Statistics 8,
    575-603)."""
    verdict_total: Floats | None
    """(A, F)"""

    @property
    def shares(self) -> Floats:
        """(A, F) the doubt about the score, shared out among the factors: it adds up to one.

        The Shapley effects (Owen 2014, SIAM/ASA Journal on Uncertainty Quantification 2, 245-251),
        which up to three factors follow from the indices of first and total order. Raises
        `ValueError` for more factors.
        """
        return _shapley(self.first, self.total)

    @property
    def verdict_shares(self) -> Floats | None:
        """(A, F) the same of the doubt about the verdict; None without thresholds."""
        if self.verdict_first is None or self.verdict_total is None:
            return None
        return _shapley(self.verdict_first, self.verdict_total)


def factors_of(model: Model, *, fine: bool = False) -> tuple[Factor, ...]:
    """The factors of a model that are uncertain, or could be: weights, values, method.

    `fine` takes apart the weights by the node whose children they weigh (where each node's are
    drawn apart, and there is more than one child) and the values by criterion.
    """
    cells = model.values.cells
    factors: list[Factor] = []
    if fine and model.drawn_by_node:
        assert model.tree is not None
        factors += [
            Factor("weights", model.tree.ids[branch.parent], weights=branch.children)
            for branch in model.tree.branches
            if len(branch.children) > 1
        ]
    else:
        width = model.criteria if model.tree is None else len(model.tree.ids)
        factors.append(Factor("weights", "", weights=tuple(range(width))))
    columns = sorted(set(cells[:, 1].tolist())) if fine else []
    if fine:
        factors += [
            Factor(
                "values", str(column), levels=tuple(np.nonzero(cells[:, 1] == column)[0].tolist())
            )
            for column in columns
        ]
    elif len(cells):
        factors.append(Factor("values", "", levels=tuple(range(len(cells)))))
    if len(model.methods) > 1:
        factors.append(Factor("method", ""))
    return tuple(factors)


def doubt(
    model: Model,
    sampling: Sampling | None = None,
    *,
    fine: bool = False,
    threads: int = 1,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Doubt:
    """Split the doubt of a model over its factors (`factors_of`).

    Each sample costs F + 2 scorings, F factors. Bit-identical for the same model and seed on any
    number of threads. Raises what `acceptability` raises.
    """
    sampling = sampling or Sampling(4096)
    factors = factors_of(model, fine=fine)
    centre = _centre(model, sampling)

    def task(chunk: Chunk) -> _Sums:
        return _sums(model, chunk, factors, centre)

    whole: _Sums | None = None
    for part in run(
        task, sampling, model.chunk, threads=threads, progress=progress, cancelled=cancelled
    ):
        whole = part if whole is None else whole.plus(part)
    assert whole is not None
    return _doubt(factors, sampling.samples, whole)


@dataclass(frozen=True, eq=False)
class _Sums:
    score: Floats
    """(2, A) sums of the centred score at A and B together, and of its squares."""
    changes: Floats
    """(4, F, A) sums of the two estimators' terms, and of their squares."""
    verdict: Floats | None
    """(4, A) samples of A and B that give each verdict, and none."""
    verdict_changes: Floats | None
    """(2, F, A) sums of the two estimators' terms over the verdicts."""

    def plus(self, other: _Sums) -> _Sums:
        return _Sums(
            self.score + other.score,
            self.changes + other.changes,
            _added(self.verdict, other.verdict),
            _added(self.verdict_changes, other.verdict_changes),
        )


def _added(one: Floats | None, other: Floats | None) -> Floats | None:
    return None if one is None or other is None else one + other


@dataclass(frozen=True, eq=False)
class _Drawn:
    """A set of samples, before weights are brought to the leaves."""

    weights: Floats
    levels: Floats
    taken: NDArray[np.intp]

    def outcome(self, model: Model) -> tuple[Floats, NDArray[np.int8] | None]:
        """(n, A) scores, and verdicts by number: 0, 1, 2, and 3 for none."""
        scores = model.scores(model.leaves(self.weights), self.levels, self.taken)
        if not model.judged:
            return scores, None
        active, reactive = model.thresholds(self.taken)
        verdict = (scores >= reactive - TOLERANCE).astype(np.int8)
        verdict += scores >= active - TOLERANCE
        verdict[np.isnan(scores)] = 3
        return scores, verdict

    def mixed(self, other: _Drawn, factor: Factor) -> _Drawn:
        """These samples with a factor's part of the other ones."""
        weights, levels = self.weights, self.levels
        if factor.weights:
            columns = list(factor.weights)
            weights = weights.copy()
            weights[:, columns] = other.weights[:, columns]
        if factor.levels:
            columns = list(factor.levels)
            levels = levels.copy()
            levels[:, columns] = other.levels[:, columns]
        return _Drawn(weights, levels, other.taken if factor.kind == "method" else self.taken)


def _draw(model: Model, chunk: Chunk, streams: tuple[int, int, int]) -> _Drawn:
    weights, values, method = streams
    return _Drawn(
        model.draw_weights(chunk, weights),
        model.draw_levels(chunk, values),
        model.draw_methods(chunk, method),
    )


_FIRST, _OTHER = (WEIGHTS, VALUES, METHOD), (OTHER_WEIGHTS, OTHER_VALUES, OTHER_METHOD)


def _centre(model: Model, sampling: Sampling) -> Floats:
    """(A,) about the mean score, from the first samples: estimators err less about it."""
    few = Chunk(sampling.seed, 0, min(model.chunk, sampling.samples))
    scores, _ = _draw(model, few, _FIRST).outcome(model)
    return scores.mean(axis=0)


def _sums(model: Model, chunk: Chunk, factors: Sequence[Factor], centre: Floats) -> _Sums:
    one, other = _draw(model, chunk, _FIRST), _draw(model, chunk, _OTHER)
    at_a, verdict_a = one.outcome(model)
    at_b, verdict_b = other.outcome(model)
    at_a, at_b = at_a - centre, at_b - centre
    changes = np.empty((4, len(factors), model.alternatives))
    judged = verdict_a is not None and verdict_b is not None
    verdict_changes = np.empty((2, len(factors), model.alternatives)) if judged else None
    for number, factor in enumerate(factors):
        mixed, verdict = one.mixed(other, factor).outcome(model)
        apart = mixed - centre - at_a
        gain, squares = at_b * apart, apart * apart
        changes[:, number] = [
            gain.sum(axis=0),
            (gain * gain).sum(axis=0),
            squares.sum(axis=0),
            (squares * squares).sum(axis=0),
        ]
        if verdict_changes is not None and verdict is not None:
            # Summed over the verdicts, products of 0 and 1 count agreements, squares differences.
            agree = (verdict_b == verdict).astype(np.int64) - (verdict_b == verdict_a)
            verdict_changes[:, number] = agree.sum(axis=0), (verdict != verdict_a).sum(axis=0)
    score = np.stack([at_a.sum(axis=0) + at_b.sum(axis=0), (at_a**2 + at_b**2).sum(axis=0)])
    verdict_sums = None
    if verdict_a is not None and verdict_b is not None:
        both = np.concatenate([verdict_a, verdict_b])
        verdict_sums = np.stack([(both == v).sum(axis=0) for v in range(4)]).astype(np.float64)
    return _Sums(score, changes, verdict_sums, verdict_changes)


def _doubt(factors: tuple[Factor, ...], n: int, sums: _Sums) -> Doubt:
    mean = sums.score[0] / (2 * n)
    variance = sums.score[1] / (2 * n) - mean**2
    # What varies by no more than rounding, in a score of about 1, does not vary.
    variance = np.where(variance > 1e-24, variance, np.where(np.isnan(variance), np.nan, 0.0))
    some = np.where(variance > 0, variance, np.nan)
    means = sums.changes / n
    spread = np.sqrt(np.maximum(means[[1, 3]] - means[[0, 2]] ** 2, 0) / n) / some
    verdict_doubt = verdict_first = verdict_total = None
    if sums.verdict is not None and sums.verdict_changes is not None:
        verdict_doubt = 1 - ((sums.verdict / (2 * n)) ** 2).sum(axis=0)
        verdict_doubt[(sums.verdict == 2 * n).any(axis=0)] = 0.0
        parts = sums.verdict_changes / n / np.where(verdict_doubt > 0, verdict_doubt, np.nan)
        verdict_first, verdict_total = parts[0].T, parts[1].T
    return Doubt(
        factors=factors,
        samples=n,
        variance=variance,
        first=(means[0] / some).T,
        total=(means[2] / (2 * some)).T,
        first_error=spread[0].T,
        total_error=(spread[1] / 2).T,
        verdict_doubt=verdict_doubt,
        verdict_first=verdict_first,
        verdict_total=verdict_total,
    )


def _shapley(first: Floats, total: Floats) -> Floats:
    """(A, F) the mean of what a factor adds to the variance explained, over all orders.

    First in an order it adds its index of first order, last its total one. Of three, in the middle
    it adds the closed index of two factors less that of the other; the closed index of two is one
    less the total index of the third.
    """
    count = first.shape[-1]
    if count > 3:
        raise ValueError("Doubt is shared out among up to three factors: ask without `fine`.")
    if count < 3:
        return (first + total) / 2
    shares = np.empty_like(first)
    for at, (one, other) in enumerate(((1, 2), (0, 2), (0, 1))):
        middle = (1 - total[:, other] - first[:, one]) + (1 - total[:, one] - first[:, other])
        shares[:, at] = first[:, at] / 3 + middle / 6 + total[:, at] / 3
    return shares
