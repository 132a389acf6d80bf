"""Weight stability intervals: how far one weight can move before the outcome changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.aggregate import score
from windroos.decide.arrays import TOLERANCE, Floats, ranks
from windroos.decide.tree import Tree

from .bands import Places, cuts_of, places_of
from .shares import (
    ends_of,
    free_nodes,
    scores_at,
    shares_of,
    table_of,
    weights_at,
)
from .walking import walk


@dataclass(frozen=True)
class StabilityIntervals:
    """The interval around every node's share within which an outcome stays.

    A alternatives, N nodes. A node's share is its weight with those of its siblings made to sum to
    one; as it moves, the siblings keep their proportions. The ends are those of the interval's
    closure: at the end itself the outcome may be the other one already.
    """

    share: Floats
    """(N,) the present share."""
    free: NDArray[np.bool_]
    """(N,) whether the share can move at all: not that of the root, of an only child, or of a
    node whose siblings all weigh nothing. Where not, the interval is the share itself."""
    verdict_lower: Floats
    """(A, N) the verdict of an alternative stays from here"""
    verdict_upper: Floats
    """(A, N) to here."""
    best_lower: Floats
    """(N,) the same alternatives are best from here"""
    best_upper: Floats
    """(N,) to here."""
    ranking_lower: Floats
    """(N,) every alternative keeps its rank from here"""
    ranking_upper: Floats
    """(N,) to here."""
    exact: bool
    """Whether the ends are roots of the formula (an arithmetic tree), or were found by bracketing
    on a grid and halving (any other tree)."""


def stability(
    tree: Tree,
    values: ArrayLike,
    thresholds: Mapping[str, float],
    weights: ArrayLike | None = None,
) -> StabilityIntervals:
    """The weight stability interval of every node, for verdicts, for the best and for the ranking.

    In an arithmetic tree the score is n(x) / d(x) with both linear in the share x, unknown cells
    being left out, so that it rises or falls all along. A verdict ends where n = t d, and two
    alternatives change places at a root of n1 d2 - n2 d1, of degree two at most. A ranking first
    breaks between two neighbours in it, so only these are compared. With everything known this is
    the interval of Mareschal (1988, European Journal of Operational Research 33(1), 54-64), and
    the change in a criterion's weight of Triantaphyllou and Sanchez (1997, Decision Sciences
    28(1), 151-194, theorem 1). In any other tree the ends are found by `walking.walk`.

    `values` is (A, L) and `weights` (N,), without sample dimensions. Alternatives within the
    tolerance of `ranks` are equal, and the ranking stays only as long as they are. One without a
    score is not ranked; where a weight of 0 hides its only evidence, any weight brings it in, so
    that best and ranking stay at that weight alone. Raises `ValueError` as `score` and
    `verdicts` do.
    """
    cells, raw = table_of(tree, values, weights)
    cuts, share, free = cuts_of(thresholds), shares_of(tree, raw), free_nodes(tree, raw)
    now = score(tree, cells, raw).value
    places = places_of(now, thresholds)
    linear = tree.linear
    verdict = np.broadcast_to(share, (2, len(now), len(share))).copy()
    best, ranking = (np.stack([share, share]) for _ in range(2))
    for node in np.flatnonzero(free).tolist():
        at = float(share[node])
        if linear:
            ends = ends_of(tree, cells, raw, node)
            verdict[..., node] = _verdict_ends(*ends, places, cuts, at)
            best[:, node], ranking[:, node] = _order_ends(*ends, now, at)
        else:
            walked = _walked(tree, cells, raw, node, places, now, thresholds, at)
            verdict[..., node], best[:, node], ranking[:, node] = walked
    return StabilityIntervals(share, free, *verdict, *best, *ranking, exact=linear)


def _verdict_ends(
    above: Floats, below: Floats, places: Places, cuts: Floats, at: float
) -> tuple[Floats, Floats]:
    """(A,) lower and upper end for each alternative; `above` / `below` is the score, (2, A)."""
    scored = places >= 0
    lower, upper = np.zeros(len(places)), np.ones(len(places))
    for cut, sign in ((cuts[places], 1.0), (cuts[places + 1], -1.0)):
        # The verdict stays while `room` is not negative; it is linear between its two ends.
        room = sign * (above - np.where(np.isfinite(cut), cut, 0.0) * below)
        room = np.where(np.isfinite(cut) & scored, room, 0.0)
        fall = room[0] - room[1]
        root = room[0] / np.where(fall == 0, 1.0, fall)
        lower = np.where(room[0] < 0, np.maximum(lower, root), lower)
        upper = np.where(room[1] < 0, np.minimum(upper, root), upper)
    # Without a score: there is none at any share, or one at every share but this.
    hidden = ~scored & (below > 0).any(axis=0)
    return np.where(hidden, at, np.minimum(lower, at)), np.where(hidden, at, np.maximum(upper, at))


def _order_ends(
    above: Floats, below: Floats, now: Floats, at: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The interval in which the best stays, and the one in which the ranking stays."""
    scored = ~np.isnan(now)
    if (~scored & (below > 0).any(axis=0)).any():
        return (at, at), (at, at)
    order = np.argsort(-now, kind="stable")[: np.count_nonzero(scored)]
    first, rest = order[:1].repeat(max(len(order) - 1, 0)), order[1:]
    best = _pair_ends(above, below, now, first, rest, at)
    return best, _pair_ends(above, below, now, order[:-1], rest, at)


def _pair_ends(
    above: Floats, below: Floats, now: Floats, ahead: Places, behind: Places, at: float
) -> tuple[float, float]:
    """The interval of shares around `at` in which every pair keeps its order."""
    # The lead n1 d2 - n2 d1 as c0 + c1 x + c2 x^2.
    c0 = above[0, ahead] * below[0, behind] - above[0, behind] * below[0, ahead]
    end = above[1, ahead] * below[1, behind] - above[1, behind] * below[1, ahead]
    rise, known = above[1] - above[0], below[1] - below[0]
    c2 = rise[ahead] * known[behind] - rise[behind] * known[ahead]
    c1 = end - c0 - c2
    with np.errstate(divide="ignore", invalid="ignore"):
        # Without cancellation (Press et al. 2007, Numerical Recipes, 3rd ed., section 5.6).
        q = -(c1 + np.copysign(np.sqrt(c1**2 - 4 * c2 * c0), c1)) / 2
        roots = np.stack([q / c2, c0 / q])
    tied = now[ahead] - now[behind] <= TOLERANCE
    parting = tied & (np.max(np.abs([c0, c1, c2]), axis=0) > TOLERANCE)
    if parting.any():
        return at, at
    roots = roots[:, ~tied]
    lower, upper = roots[(roots >= 0) & (roots <= at)], roots[(roots <= 1) & (roots >= at)]
    return float(lower.max(initial=0.0)), float(upper.min(initial=1.0))


def _walked(
    tree: Tree,
    cells: Floats,
    raw: Floats,
    node: int,
    places: Places,
    now: Floats,
    thresholds: Mapping[str, float],
    at: float,
) -> tuple[Floats, Floats, Floats]:
    """The three intervals by walking from the share to 0 and to 1: (2, A), (2,), (2,)."""
    rank = ranks(now)

    def places_kept(share: Floats) -> NDArray[np.bool_]:
        return places_of(scores_at(tree, cells, raw, node, share), thresholds) == places

    def ranks_at(share: Floats) -> Places:
        return ranks(score(tree, cells, weights_at(tree, raw, node, share)).value)

    def best_kept(share: Floats) -> NDArray[np.bool_]:
        return ((ranks_at(share) == 1) == (rank == 1)).all(axis=-1)

    def ranking_kept(share: Floats) -> NDArray[np.bool_]:
        return (ranks_at(share) == rank).all(axis=-1)

    ends = np.array([0.0, 1.0])
    verdict, _ = walk(places_kept, np.full((2, len(now)), at), ends[:, None])
    best, _ = walk(best_kept, np.full(2, at), ends)
    ranking, _ = walk(ranking_kept, np.full(2, at), ends)
    return verdict, best, ranking
