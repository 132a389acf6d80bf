"""What a single leaf would have to be for another verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.aggregate import score
from windroos.decide.arrays import TOLERANCE, Floats
from windroos.decide.tree import Tree
from windroos.decide.verdict import EFFORTS

from .bands import Places, cuts_of, places_of, reached
from .shares import table_of
from .steps import points_of

_HALVINGS = 60


@dataclass(frozen=True)
class LeafFlips:
    """What one leaf has to be for each verdict; V verdicts in the order of `EFFORTS`."""

    lowest: Floats
    """(A, V, L) the lowest value of the leaf, all else as it is, that gives the verdict; NaN where
    no value does."""
    highest: Floats
    """(A, V, L) the highest such value: all between give it too."""
    needed: Floats
    """(A, V, L) of these the nearest to the present value. For an unknown cell, and where there is
    no score, the least that is needed: `lowest` to rise, `highest` to fall. NaN for the verdict
    there is already."""
    exact: bool
    """Whether by formula (an arithmetic tree) or by halving; on the points of a scale both are."""


def leaf_flips(
    tree: Tree,
    values: ArrayLike,
    thresholds: Mapping[str, float],
    weights: ArrayLike | None = None,
    *,
    points: Mapping[str, ArrayLike] | None = None,
) -> LeafFlips:
    """For every single leaf the values with which each verdict is given.

    A score never falls as a cell rises, so that the values with a verdict lie together. In an
    arithmetic tree the score is linear in a cell that is known; in any other the ends are found by
    halving [0, 1]. An unknown cell counts as soon as it has a value, and its weight with it.
    `points` gives, for leaves on a scale, the values from 0 to 1 that they can take; these are
    tried one by one. Every value returned was tried: the score with it earns the verdict.

    `values` is (A, L), `weights` (N,). Raises `ValueError` as `score` and `verdicts` do, and for
    points outside [0, 1] or none; `TreeError` for points of a leaf that does not exist.
    """
    cells, raw = table_of(tree, values, weights)
    scales = points_of(tree, points)
    cuts, now = cuts_of(thresholds), places_of(score(tree, cells, raw).value, thresholds)
    shape = (len(cells), len(EFFORTS), len(tree.leaves))
    lowest, highest = np.full(shape, np.nan), np.full(shape, np.nan)
    for leaf, name in enumerate(tree.leaves):

        def scored(at: Floats, leaf: int = leaf) -> Floats:
            """(K, A) scores with the leaf at values (K, A)."""
            changed = np.broadcast_to(cells, (len(at), *cells.shape)).copy()
            changed[..., leaf] = at
            return score(tree, changed, raw).value

        if name in scales:
            tried = np.broadcast_to(scales[name][:, None], (len(scales[name]), len(cells)))
            given = places_of(scored(tried), thresholds)[..., None] == np.arange(len(EFFORTS))
            value = np.where(given, tried[..., None], np.nan)
            any_ = given.any(axis=0)
            low = np.where(any_, np.where(given, value, np.inf).min(axis=0), np.nan)
            high = np.where(any_, np.where(given, value, -np.inf).max(axis=0), np.nan)
        else:
            low, high = _ends(scored, cuts, len(cells), linear=tree.linear)
        both = np.stack([low, high]).reshape(2, -1, len(EFFORTS))
        flat = np.moveaxis(np.nan_to_num(both), -1, 1).reshape(-1, len(cells))
        tried = np.moveaxis(scored(flat).reshape(2, len(EFFORTS), -1), 1, -1)
        real = np.isfinite(both) & reached(tried, thresholds)
        lowest[..., leaf], highest[..., leaf] = np.where(real.all(axis=0), both, np.nan)
    return LeafFlips(lowest, highest, _needed(cells, now, lowest, highest), tree.linear)


def _ends(
    scored: Callable[[Floats], Floats], cuts: Floats, rows: int, *, linear: bool
) -> tuple[Floats, Floats]:
    """(A, V) the lowest and highest value for each verdict on a leaf that can take any."""
    at_ends = scored(np.array([[0.0], [1.0]]) * np.ones(rows))
    lowest, highest = (np.full((rows, len(EFFORTS)), np.nan) for _ in range(2))
    # Where the score passes each cut: the first value at or above it, the last one below it.
    above, under = np.zeros((len(cuts), rows)), np.ones((len(cuts), rows))
    for place, cut in enumerate(cuts.tolist()):
        if not np.isfinite(cut):
            continue
        if linear:
            rise = at_ends[1] - at_ends[0]
            crossing = (cut - at_ends[0]) / np.where(rise == 0, 1.0, rise)
            # A hair to either side, where rounding leaves no doubt which verdict it is.
            hair = TOLERANCE / np.where(rise > 0, rise, 1.0)
            above[place] = np.clip(crossing + hair, 0, 1)
            under[place] = np.clip(crossing - hair, 0, 1)
        else:
            below, beyond = np.zeros(rows), np.ones(rows)
            for _ in range(_HALVINGS):
                middle = (below + beyond) / 2
                passes = scored(middle[None])[0] >= cut
                below, beyond = np.where(passes, below, middle), np.where(passes, middle, beyond)
            above[place], under[place] = beyond, below
        above[place] = np.where(at_ends[0] >= cut, 0.0, above[place])
        above[place] = np.where(at_ends[1] < cut, np.nan, above[place])
        under[place] = np.where(at_ends[1] < cut, 1.0, under[place])
        under[place] = np.where(at_ends[0] >= cut, np.nan, under[place])
    for verdict in range(len(EFFORTS)):
        low, high = above[verdict], under[verdict + 1]
        real = (low <= high) & ~np.isnan(at_ends).any(axis=0)
        lowest[:, verdict] = np.where(real, low, np.nan)
        highest[:, verdict] = np.where(real, high, np.nan)
    return lowest, highest


def _needed(cells: Floats, now: Places, lowest: Floats, highest: Floats) -> Floats:
    own = now[:, None] == np.arange(len(EFFORTS))
    falls = now[:, None] > np.arange(len(EFFORTS))
    least = np.where(falls[..., None], highest, lowest)
    nearest = np.clip(cells[:, None, :], lowest, highest)
    needed = np.where(np.isnan(cells)[:, None, :], least, nearest)
    return np.where(own[..., None], np.nan, needed)
