"""Redundancy: what in a tree says the same twice, and what counts more or less than its weight.

Pearson correlations on the alternatives known on both criteria ("pairwise"); a pair with fewer than
`LEAST` of them has none. What was left out is counted and said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.aggregate import score
from windroos.decide.arrays import Floats, Integers, matrix_of
from windroos.decide.declared import Declared
from windroos.decide.flat import leaf_weights
from windroos.decide.tree import Tree

from .columns import mean

LEAST = 3
"""With fewer alternatives a correlation says nothing: two always lie on a line."""


class Pair(NamedTuple):
    """Two leaves that are flagged."""

    first: str
    second: str
    correlation: float
    alternatives: int
    """How many are known on both."""
    siblings: bool
    """Whether they have the same parent."""
    kind: str
    """`"alike"` or `"opposed"`."""


@dataclass(frozen=True)
class Redundancy:
    """The audit of a tree on one set of cells."""

    correlations: Floats
    """(L, L); NaN where fewer than three alternatives are known on both, or one is constant."""
    counts: Integers
    """(L, L) the number of alternatives known on both."""
    pairs: tuple[Pair, ...]
    """The pairs flagged, siblings first, the strongest first."""
    alpha_leaves: Floats
    """(N,) Cronbach's alpha of the leaves beneath each node; NaN with fewer than two."""
    alpha_children: Floats
    """(N,) Cronbach's alpha of the scores of each node's children; NaN with fewer than two."""
    weights: Floats
    """(L,) the part of the whole weight that each leaf has (`decide.flat.leaf_weights`)."""
    main_effects: Floats
    """(L,) the part of the score's variance that goes with each leaf (`main_effects`)."""
    importance: Floats
    """(L,) the main effects made to sum to one: to be laid beside `weights`."""
    linear: bool
    """Whether every node is arithmetic; else a leaf's weight is not the derivative of the score."""
    notes: tuple[str, ...]
    """What was left out."""


@dataclass(frozen=True)
class AuditRedundancy(Declared, name="audit-redundancy"):
    """Parameters of the audit: at or below which correlation siblings are flagged as working
    against each other (`opposed`), and from which size on any other two leaves as saying the same
    (`alike`, whichever the sign)."""

    alike: float = 0.9
    opposed: float = -0.4

    def __post_init__(self) -> None:
        if not 0 < self.alike <= 1:
            raise self.wrong("alike", "must be above 0 and at most 1")
        if not -1 <= self.opposed < 0:
            raise self.wrong("opposed", "must be below 0 and at least -1")

    def __call__(
        self, tree: Tree, values: ArrayLike, weights: ArrayLike | None = None
    ) -> Redundancy:
        return audit_redundancy(tree, values, weights, self)


def audit_redundancy(
    tree: Tree,
    values: ArrayLike,
    weights: ArrayLike | None = None,
    parameters: AuditRedundancy = AuditRedundancy(),
) -> Redundancy:
    """Audit a tree on the cells (A, L), with the tree's weights or others (N,) (as `score`).

    The score is that of `score`: what is unknown is left out of it. Raises `ValueError` as `score`
    does, and for cells or weights with samples: flags are of one set of cells.

    Source: OECD and JRC 2008, Handbook on Constructing Composite Indicators, step 4; the
    defaults are those at which COINr's `get_corr_flags` (0.9) and `plot_corr` (-0.4) flag.
    """
    cells = matrix_of(values, complete=False)
    if cells.ndim != 2 or (weights is not None and np.ndim(weights) != 1):
        raise ValueError("An audit is of one set of cells and weights, without sample dimensions.")
    scores = score(tree, cells, weights)
    r, counts = correlations(cells)
    effects = main_effects(scores.value, cells)
    whole = np.nansum(effects)
    raw = tree.weights if weights is None else np.asarray(weights, dtype=np.float64)
    beneath = _leaves_beneath(tree)
    columns = {leaf: column for column, leaf in enumerate(tree.leaves)}
    by_leaves = np.full(len(tree.ids), np.nan)
    by_children = np.full(len(tree.ids), np.nan)
    for branch in tree.branches:
        leaves = [columns[leaf] for leaf in beneath[tree.ids[branch.parent]]]
        by_leaves[branch.parent] = cronbach_alpha(cells[:, leaves])
        by_children[branch.parent] = cronbach_alpha(scores.node_values[:, list(branch.children)])
    return Redundancy(
        correlations=r,
        counts=counts,
        pairs=_flagged(tree, r, counts, parameters),
        alpha_leaves=by_leaves,
        alpha_children=by_children,
        weights=leaf_weights(tree, raw),
        main_effects=effects,
        importance=effects / whole if whole > 0 else effects,
        linear=tree.linear,
        notes=_notes(cells, counts, scores.value),
    )


def correlations(matrix: ArrayLike) -> tuple[Floats, Integers]:
    """Pearson's r of each pair of columns, (..., L, L), and on how many alternatives it rests.

    Both on the alternatives known on both columns. NaN for fewer than three, and where one of the
    two is constant among them.
    """
    covariance, first, count = _pairwise(matrix_of(matrix, complete=False))
    second = np.swapaxes(first, -1, -2)
    there = (count >= LEAST) & (first > 0) & (second > 0)
    r = covariance / np.sqrt(np.where(there, first * second, 1.0))
    return np.where(there, np.clip(r, -1.0, 1.0), np.nan), count


def cronbach_alpha(items: ArrayLike) -> Floats:
    """How far the columns (..., A, K) measure one thing, (...,): k / (k-1) (1 - sum var / sum cov).

    Covariances are pairwise, as in COINr's `get_cronbach`. NaN with fewer than two columns, a pair
    with fewer than two alternatives in common, or a sum of them that does not vary. Below 0 where
    columns work against each other, and above 1 at times where much is unknown.

    Source: Cronbach 1951, Psychometrika 16(3), 297-334.
    """
    covariance, _, count = _pairwise(matrix_of(items, complete=False))
    k = covariance.shape[-1]
    covariance = covariance / np.maximum(count - 1, 1)
    own = np.trace(covariance, axis1=-2, axis2=-1)
    whole = covariance.sum(axis=(-2, -1))
    there = (count >= 2).all(axis=(-2, -1)) & (whole > 1e-12 * own) & (k > 1)
    alpha = k / max(k - 1, 1) * (1 - own / np.where(there, whole, 1.0))
    return np.where(there, alpha, np.nan)


def main_effects(scores: ArrayLike, matrix: ArrayLike) -> Floats:
    """The part of the variance of scores (..., A) that goes with each column (..., A, L): (..., L).

    It is the first-order measure S = V(E(score | column)) / V(score), Pearson's correlation ratio,
    with the conditional expectation taken as linear: r squared. So correlated columns share in each
    other's effect, and the effects do not add up to one. 0 for a column that is constant; NaN for
    fewer than three alternatives known, or scores that do not vary.

    Source: Paruolo, Saisana and Saltelli 2013, Journal of the Royal Statistical Society A 176(3),
    609-634.
    """
    columns = matrix_of(matrix, complete=False)
    outcome = np.asarray(scores, dtype=np.float64)
    if outcome.ndim < 1 or outcome.shape[-1] != columns.shape[-2]:
        raise ValueError(
            f"Scores have shape {outcome.shape}: expected (..., {columns.shape[-2]} alternatives)."
        )
    lead = np.broadcast_shapes(outcome.shape[:-1], columns.shape[:-2])
    y = np.broadcast_to(outcome, (*lead, outcome.shape[-1]))[..., None]
    x = np.broadcast_to(columns, (*lead, *columns.shape[-2:]))
    covariance, variance, count = _pairwise(x, y)
    _, outcome_variance, _ = _pairwise(y, x)
    of_score = np.swapaxes(outcome_variance, -1, -2)
    squared = covariance**2 / np.where((variance > 0) & (of_score > 0), variance * of_score, 1.0)
    effect = np.where(variance > 0, np.minimum(squared, 1.0), 0.0)
    return np.where((count >= LEAST) & (of_score > 0), effect, np.nan)[..., 0]


def _pairwise(first: Floats, second: Floats | None = None) -> tuple[Floats, Floats, Integers]:
    """Sums of squares about the mean of what is known on both, of columns of two matrices.

    (..., A, I) and (..., A, J) give (..., I, J): of the products, of `first` alone, and the number.
    """
    other = first if second is None else second
    x, known_x = _centred(first)
    y, known_y = _centred(other)
    turned, turned_known = np.swapaxes(x, -1, -2), np.swapaxes(known_x, -1, -2)
    count = turned_known @ known_y
    n = np.maximum(count, 1)
    sum_x, sum_y = turned @ known_y, turned_known @ y
    products = turned @ y - sum_x * sum_y / n
    squares = turned**2 @ known_y
    variation = squares - sum_x**2 / n
    # Rounding leaves a constant column some 1e-16 of its square.
    variation = np.where(variation > 1e-12 * squares, variation, 0.0)
    return products, variation, count.astype(np.int64)


def _centred(matrix: Floats) -> tuple[Floats, Floats]:
    known = ~np.isnan(matrix)
    return np.where(known, matrix - mean(matrix)[..., None, :], 0.0), known.astype(np.float64)


def _leaves_beneath(tree: Tree) -> dict[str, list[str]]:
    beneath = {leaf: [leaf] for leaf in tree.leaves}
    for branch in reversed(tree.branches):
        beneath[tree.ids[branch.parent]] = [
            leaf for child in branch.children for leaf in beneath[tree.ids[child]]
        ]
    return beneath


def _flagged(
    tree: Tree, r: Floats, counts: NDArray[np.int64], parameters: AuditRedundancy
) -> tuple[Pair, ...]:
    parents = {node.id: node.parent for node in tree.nodes}
    pairs: list[Pair] = []
    for i, j in np.argwhere(np.triu(~np.isnan(r), 1)).tolist():
        first, second = tree.leaves[i], tree.leaves[j]
        siblings = parents[first] == parents[second]
        correlation = float(r[i, j])
        if siblings and correlation <= parameters.opposed:
            kind = "opposed"
        elif abs(correlation) >= parameters.alike:
            kind = "alike"
        else:
            continue
        pairs.append(Pair(first, second, correlation, int(counts[i, j]), siblings, kind))
    return tuple(sorted(pairs, key=lambda pair: (not pair.siblings, -abs(pair.correlation))))


def _notes(cells: Floats, counts: Integers, scores: Floats) -> tuple[str, ...]:
    notes: list[str] = []
    unknown = int(np.isnan(cells).sum())
    pairs = counts[np.triu_indices(counts.shape[-1], 1)]
    if unknown:
        notes.append(f"{unknown} of {cells.size} cells are unknown and left out.")
        if pairs.size:
            notes.append(
                f"Correlations rest on {pairs.min()} to {pairs.max()} of {len(cells)} alternatives."
            )
    few = int((pairs < LEAST).sum())
    if few:
        notes.append(
            f"{few} of {pairs.size} pairs have fewer than {LEAST} alternatives in common and no "
            "correlation."
        )
    if np.isnan(scores).any():
        notes.append(f"{int(np.isnan(scores).sum())} of {len(cells)} alternatives have no score.")
    return tuple(notes)
