"""The evidence agenda: which unknown or doubtful cell, once known, would change a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.aggregate import score
from windroos.decide.arrays import Floats
from windroos.decide.flat import leaf_weights
from windroos.decide.tree import Tree
from windroos.decide.verdict import EFFORTS

from .bands import cuts_of
from .information import Information, answers_of, information
from .shares import raw_weights

_CHUNK = 2_000_000
"""About how many numbers an array of one chunk of samples holds."""


@dataclass(frozen=True)
class Agenda:
    """What knowing each cell is worth; A alternatives, L leaves, K answers, V `VERDICTS`."""

    worth: Information
    """(A, L); NaN for a cell about which nothing is asked."""
    given: Floats
    """(A, L, K, V) the probability of each verdict once the cell has each of its values."""
    mixture: Floats
    """(A, L, V) the probability of each verdict while it is unknown which."""

    def ranked(self) -> NDArray[np.int64]:
        """(C, 2) alternative and leaf of the cells that are asked about: the greatest chance of
        change first, then the greatest gain, then the greatest fall in entropy."""
        worth = self.worth
        asked = np.argwhere(~np.isnan(worth.chance))
        keys = [at[~np.isnan(worth.chance)] for at in (worth.bits, worth.gain, worth.chance)]
        return asked[np.lexsort([-key for key in keys])]


def agenda(
    tree: Tree,
    thresholds: Mapping[str, float],
    values: ArrayLike,
    answers: ArrayLike,
    probability: ArrayLike,
    weights: ArrayLike | None = None,
) -> Agenda:
    """The worth of knowing each cell, all other doubt remaining.

    `values` (S, A, L) are draws of all cells, doubtful ones drawn anew in each, and `weights` (S,
    N) of the weights (or (N,): certain ones); NaN is a cell that stays unknown and is left out.
    `answers` (A, L, K) are the values from 0 to 1 that a cell may turn out to have, the points of a
    scale or the quantiles of an interval (`interval_answers`), and `probability` (A, L, K) how
    likely each is; zeros, or NaN, where nothing is asked or to fill up. Each alternative is scored
    again with the cell at each of its answers in all S draws, and P(v | answer) is the share of the
    draws with that verdict. So the other cells keep their draws: a cell is taken to tell nothing
    about another one. What the answers are worth is in `information`; for partial information on
    one quantity among many see Strong, Oakley and Brennan (2014, Medical Decision Making 34(3),
    311-326).

    In an arithmetic tree the score with the cell at x is (n + w x) / (d + w), with n, d and w of
    the draw: one comparison per answer. In any other tree a score never falls as the cell rises, so
    that the draws with one verdict at the lowest and the highest answer need no other. Work goes in
    chunks of draws, so that beside the draws memory does not grow with S.

    Raises `ValueError` as `score` and `verdicts` do, for shapes that do not fit, or probabilities
    that are negative or infinite.
    """
    cells, raw = np.asarray(values, dtype=np.float64), raw_weights(tree, weights)
    at, likely = np.asarray(answers, np.float64), np.asarray(probability, np.float64)
    if cells.ndim != 3 or raw.ndim > 2 or at.shape != likely.shape or at.ndim != 3:
        raise ValueError(
            f"Values have shape {cells.shape}, weights {raw.shape}, answers {at.shape} and "
            f"probabilities {likely.shape}: expected (samples, alternatives, leaves), (samples, "
            "nodes) and twice (alternatives, leaves, answers)."
        )
    if at.shape[:2] != cells.shape[1:] or (raw.ndim == 2 and raw.shape[0] != cells.shape[0]):
        raise ValueError(
            f"Values are of {cells.shape} samples, alternatives and leaves, but answers of "
            f"{at.shape[:2]} alternatives and leaves, and weights of shape {raw.shape}."
        )
    if not cells.shape[0]:
        raise ValueError("At least one sample is needed.")
    share, asked = answers_of(likely)
    wanted = np.nan_to_num(share) > 0
    if (wanted & ~((at >= 0) & (at <= 1))).any():
        raise ValueError("An answer lies outside [0, 1].")
    cuts = cuts_of(thresholds)[1:-1]
    counts = np.zeros((*at.shape, len(EFFORTS) + 1))
    chunk = max(1, _CHUNK // max(1, cells.shape[1] * len(tree.ids)))
    counting = _counted_linear if tree.linear else _counted_walking
    for begin in range(0, len(cells), chunk):
        part = slice(begin, begin + chunk)
        counting(counts, tree, cells[part], raw[part] if raw.ndim == 2 else raw, at, wanted, cuts)
    given = np.where(asked[..., None, None], counts / len(cells), np.nan)
    worth, mixture = information(given, share)
    return Agenda(worth, given, mixture)


def interval_answers(lower: ArrayLike, upper: ArrayLike, count: int = 5) -> tuple[Floats, Floats]:
    """Answers (..., K) and probabilities (..., K) for a value spread evenly between two ends (...).

    The interval falls into `count` equal slices, each as likely, which answer by their middle. NaN
    is an end that is not known, and stands for 0 and 1. Raises `ValueError` for fewer than one
    slice, or a lower end above its upper end.

    >>> interval_answers([0.2], [0.6], 2)[0].round(2).tolist()
    [[0.3, 0.5]]
    """
    low, high = np.asarray(lower, np.float64), np.asarray(upper, np.float64)
    low, high = np.where(np.isnan(low), 0.0, low), np.where(np.isnan(high), 1.0, high)
    if count < 1 or (low > high).any():
        raise ValueError("An interval needs one slice or more, and a lower end below its upper.")
    middle = (np.arange(count) + 0.5) / count
    answers = low[..., None] + (high - low)[..., None] * middle
    return answers, np.full_like(answers, 1 / count)


def _counted_linear(
    counts: Floats,
    tree: Tree,
    cells: Floats,
    raw: Floats,
    answers: Floats,
    wanted: NDArray[np.bool_],
    cuts: Floats,
) -> None:
    """Add to `counts` (A, L, K, V) the draws of this chunk with each verdict."""
    scores = score(tree, cells, raw)
    below = scores.known
    above = np.where(below > 0, scores.value, 0.0) * below
    leaf_weight = leaf_weights(tree, raw)
    for leaf in np.flatnonzero(wanted.any(axis=(0, 2))).tolist():
        rows = np.flatnonzero(wanted[:, leaf].any(axis=-1))
        own = cells[:, rows, leaf]
        weight = np.broadcast_to(leaf_weight[..., leaf, None], own.shape)
        # Without this cell, and the share known with it.
        rest = above[:, rows] - weight * np.nan_to_num(own)
        known = below[:, rows] + weight * np.isnan(own)
        none = known <= 0
        lost = none.sum(axis=0)
        # The cell gives at least this verdict where w x >= cut d - n.
        needs = [np.where(none, np.inf, cut * known - rest) for cut in cuts]
        for answer in range(answers.shape[-1]):
            earned = weight * answers[rows, leaf, answer]
            reactive, active = (np.count_nonzero(earned >= need, axis=0) for need in needs)
            there = np.stack(
                [len(cells) - lost - reactive, reactive - active, active, lost], axis=-1
            )
            counts[rows, leaf, answer] += np.where(wanted[rows, leaf, answer, None], there, 0)


def _counted_walking(
    counts: Floats,
    tree: Tree,
    cells: Floats,
    raw: Floats,
    answers: Floats,
    wanted: NDArray[np.bool_],
    cuts: Floats,
) -> None:
    """The same, by scoring anew."""
    for leaf in np.flatnonzero(wanted.any(axis=(0, 2))).tolist():
        rows = np.flatnonzero(wanted[:, leaf].any(axis=-1))
        given = wanted[rows, leaf]
        at = np.where(given, answers[rows, leaf], np.nan)
        lowest, highest = np.nanmin(at, axis=-1), np.nanmax(at, axis=-1)
        lines = cells[:, rows]
        low, high = (_places(tree, lines, raw, leaf, end, cuts) for end in (lowest, highest))
        samples, places = np.nonzero(low != high)
        for answer in range(answers.shape[-1]):
            place = low.copy()
            ask = np.nan_to_num(at[:, answer])
            place[:, at[:, answer] == highest] = high[:, at[:, answer] == highest]
            between = (ask > lowest) & (ask < highest)
            pick = between[places]
            if pick.any():
                some = lines[samples[pick], places[pick]][:, None, :]
                weights = raw[samples[pick]] if raw.ndim == 2 else raw
                place[samples[pick], places[pick]] = _places(
                    tree, some, weights, leaf, ask[places[pick]][:, None], cuts
                )[:, 0]
            there = np.stack([(place == v).sum(axis=0) for v in (0, 1, 2, -1)], axis=-1)
            counts[rows, leaf, answer] += np.where(given[:, answer, None], there, 0)


def _places(
    tree: Tree, lines: Floats, raw: Floats, leaf: int, value: Floats, cuts: Floats
) -> NDArray[np.int64]:
    """(S, R) the position in `EFFORTS` of the verdict with the leaf at a value, -1 for none."""
    changed = lines.copy()
    changed[..., leaf] = value
    at = score(tree, changed, raw).value
    place = (at[..., None] >= cuts).sum(axis=-1)
    return np.where(np.isnan(at), -1, place)
