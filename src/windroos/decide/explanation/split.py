"""The change between two assessments, split into what brought it about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import Floats

MOST_FACTORS = 8

SAME, CHANGED, APPEARED, DISAPPEARED, ABSENT = (
    "same",
    "changed",
    "appeared",
    "disappeared",
    "absent",
)
"""What happened to a figure: as it was, another one, none before, none now, none before and now."""

Evaluate = Callable[[frozenset[str]], ArrayLike]
"""What an assessment gives with these factors as they are now, and all others as they were."""


@dataclass(frozen=True)
class Split:
    """The change of every figure (...) by factor; F factors."""

    factors: tuple[str, ...]
    before: Floats
    """(...) with every factor as it was."""
    after: Floats
    """(...) with every factor as it is now."""
    change: Floats
    """(...) `after - before`; NaN where there is no figure on one of the sides."""
    parts: Floats
    """(F, ...) what each factor adds to the change; their sum is the change. NaN where the change
    is, and where every way from before to now passes a combination without a figure."""
    status: NDArray[np.str_]
    """(...) `SAME`, `CHANGED`, `APPEARED`, `DISAPPEARED` or `ABSENT`."""


def split(factors: Sequence[str], evaluate: Evaluate) -> Split:
    """Split the change of figures over the factors by their Shapley value.

    `evaluate` is asked once for every one of the 2^F combinations of old and new and gives an array
    (...): scores (A,), or the contributions of the leaves (A, L). A part is what its factor adds
    when it is the next to become new, averaged over all orders of the factors (Shapley 1953,
    Contributions to the Theory of Games II, 307-317; for a change in time Shorrocks 2013, Journal
    of Economic Inequality 11(1), 99-126), so that nothing depends on an order and the parts add up
    to the change exactly.

    NaN is no figure: a region that had no score has *appeared*, and its score was not zero. Where
    both sides have a figure and a combination between has none, the average is over the orders that
    pass by it; that still adds up. As a leaf that is unknown adds nothing to a score that there is,
    `known_contributions` gives contributions that are split as the score is.

    Raises `ValueError` for no factors, more than eight, two of one name, or arrays of different
    shapes.

    >>> split(["data", "weights"], lambda new: [2.0 ** len(new)]).parts.tolist()
    [[1.5], [1.5]]
    """
    names = _names(factors)
    values = [np.asarray(at, dtype=np.float64) for at in _corners(names, evaluate)]
    table = np.stack(values)  # (2^F, ...): bit f of the index says whether factor f is new
    before, after = table[0], table[-1]
    known = ~np.isnan(table)
    there = np.where(known, table, 0.0)
    # The orders that reach a combination, and that lead on from it, through figures only.
    here, onward = known.astype(np.float64), known.astype(np.float64)
    size, bits = len(table), [1 << place for place in range(len(names))]
    for at in range(1, size):
        here[at] *= sum(here[at ^ bit] for bit in bits if at & bit)
    for at in range(size - 2, -1, -1):
        onward[at] *= sum(onward[at | bit] for bit in bits if not at & bit)
    orders = here[-1]
    parts = np.zeros((len(names), *before.shape))
    for place, bit in enumerate(bits):
        for at in range(size):
            if not at & bit:
                parts[place] += here[at] * onward[at | bit] * (there[at | bit] - there[at])
    parts = np.where(orders > 0, parts / np.where(orders > 0, orders, 1.0), np.nan)
    status = np.select(
        [~known[0] & ~known[-1], ~known[0], ~known[-1], before == after],
        [ABSENT, APPEARED, DISAPPEARED, SAME],
        default=CHANGED,
    )
    return Split(names, before, after, after - before, parts, status)


def known_contributions(contribution: ArrayLike, score: ArrayLike) -> Floats:
    """Contributions (..., A, L) with 0 for a leaf that is unknown where there is a score (..., A);
    NaN stays where there is none."""
    given, scores = np.asarray(contribution, dtype=np.float64), np.asarray(score, dtype=np.float64)
    return np.where(np.isnan(given) & ~np.isnan(scores)[..., None], 0.0, given)


@dataclass(frozen=True)
class VerdictSplit:
    """Which factors brought each verdict (A,) about."""

    factors: tuple[str, ...]
    before: NDArray[np.str_]
    after: NDArray[np.str_]
    suffices: NDArray[np.bool_]
    """(2^F, A) which combinations suffice and have no part that does; bit f of the position on the
    first axis says whether factor f belongs to it."""
    needed: NDArray[np.bool_]
    """(F, A) without this factor, all others being new, the verdict would not be what it is now."""

    def sets(self, alternative: int) -> list[frozenset[str]]:
        """The smallest sets of factors that alone give the new verdict, the fewest factors first;
        empty where the verdict has not changed."""
        sets = [
            frozenset(name for place, name in enumerate(self.factors) if at >> place & 1)
            for at in np.flatnonzero(self.suffices[:, alternative]).tolist()
        ]
        return sorted(sets, key=lambda one: (len(one), sorted(map(self.factors.index, one))))


def split_verdicts(factors: Sequence[str], evaluate: Evaluate) -> VerdictSplit:
    """Which factors suffice, alone or together, to turn the old verdict into the new one.

    `evaluate` gives verdicts (A,), as strings, for every combination of old and new. A set of
    factors suffices when the verdict is the new one with these new and all others old, and is given
    when no smaller set within it suffices: a sufficient reason in the sense of Darwiche and Hirth
    (2020, ECAI, 712-720). More may then undo it: a set that suffices says nothing of sets that hold
    it. Raises `ValueError` as `split` does.
    """
    names = _names(factors)
    table = np.stack([np.asarray(at, dtype=np.str_) for at in _corners(names, evaluate)])
    given = (table == table[-1]) & (table[0] != table[-1])
    held = np.zeros_like(given)  # by a combination within this one
    for at in range(len(table)):
        for bit in (1 << place for place in range(len(names))):
            if at & bit:
                held[at] |= given[at ^ bit] | held[at ^ bit]
    full = len(table) - 1
    needed = np.stack([table[full ^ (1 << place)] != table[-1] for place in range(len(names))])
    return VerdictSplit(names, table[0], table[-1], given & ~held, needed & (table[0] != table[-1]))


def _names(factors: Sequence[str]) -> tuple[str, ...]:
    names = tuple(factors)
    if not 0 < len(names) <= MOST_FACTORS or len(set(names)) < len(names):
        raise ValueError(
            f"A change is split over one to {MOST_FACTORS} factors of different names, not over: "
            f"{', '.join(names) or 'none'}."
        )
    return names


def _corners(names: tuple[str, ...], evaluate: Evaluate) -> list[Any]:
    """What `evaluate` gives for each of the 2^F combinations, in the order of their bits."""
    corners: list[Any] = []
    for at in range(2 ** len(names)):
        new = frozenset(name for place, name in enumerate(names) if at >> place & 1)
        corners.append(np.asarray(evaluate(new)))
    if len({corner.shape for corner in corners}) > 1:
        raise ValueError("The combinations of old and new give arrays of different shapes.")
    return corners
