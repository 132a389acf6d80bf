"""Counting places: the part of a robustness analysis that takes the time.

Counts are whole numbers, so the order in which threads add to them does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from windroos.decide.arrays import TOLERANCE, ranks

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

# Places in a table of counts above which adding one by one beats making a table per chunk.
_LARGE = 2**21
# Bits of a short key, and the most that tell scores apart: the roundings on the way from a score to
# its level then add up to less than one level.
_SHORT = 32
_EXACT = 50
# Comparisons of pairs held at a time, one byte each.
_PAIRS = 2**21


@dataclass(frozen=True, eq=False)
class Order:
    """The places of a chunk of scores, by `order_of`.

    Rows without ties and with a score for every alternative of `scored` stand in `sorted_`:
    positions in `scored`, the lowest score first. The others are ranked by `decide.ranks`, in
    `ranked`.
    """

    alternatives: int
    scored: Integers
    """The alternatives that have a score in some sample."""
    plain: Booleans
    """(n,) which rows stand in `sorted_`."""
    sorted_: Integers
    ranked: Integers
    """(rows not plain, A) their places; 0 for no score."""

    def places(self) -> NDArray[np.int32]:
        """(n, A) the place of each alternative in each sample, 0 for none."""
        places = np.zeros((len(self.plain), self.alternatives), dtype=np.int32)
        count = len(self.scored)
        rows = np.nonzero(self.plain)[0][:, None]
        places[rows, self.scored[self.sorted_]] = np.arange(count, 0, -1, dtype=np.int32)
        places[~self.plain] = self.ranked
        return places

    def winners(self) -> tuple[Integers, Integers]:
        """Rows and alternatives of all first places; ties for the first place share it."""
        rows, firsts = np.nonzero(self.ranked == 1)
        plain = np.nonzero(self.plain)[0]
        others = np.nonzero(~self.plain)[0]
        best = self.scored[self.sorted_[:, -1]] if len(self.scored) else np.empty(0, np.int64)
        return np.concatenate([plain, others[rows]]), np.concatenate([best, firsts])


def order_of(scores: Floats) -> Order:
    """The order of (n, A) scores, exactly as `decide.ranks` has it.

    Sorting numbers is faster than sorting their positions, and the shorter the numbers the faster.
    So a score is written into the upper bits of an integer and its position into the lower ones,
    and the integers are sorted. What that rounds away is caught: a row in which neighbours lie so
    close that they may tie, or that rounding may have turned them, is sorted anew by longer
    integers, and ranked from the scores themselves where these are too short as well.
    """
    n, alternatives = scores.shape
    scored, given = np.arange(alternatives), scores
    plain = np.ones(n, dtype=bool)
    low, high = np.min(scores), np.max(scores)
    if np.isnan(low):
        missing = np.isnan(scores)
        scored = np.nonzero(~missing.all(axis=0))[0]
        plain = np.logical_not(missing[:, scored].any(axis=1))
        if len(scored):
            low, high = np.nanmin(scores), np.nanmax(scores)
        # A row of which a score is missing is not plain, whatever stands in its place.
        given = np.where(missing, low, scores)[:, scored]
    count = len(scored)
    if count == 0 or not TOLERANCE < high - low < np.inf:
        none = np.zeros(n, dtype=bool)
        return Order(alternatives, scored, none, np.empty((0, count), np.int64), ranks(scores))
    range_ = float(high - low)
    bits = max(count - 1, 1).bit_length()
    # Short keys for as long as few rows have neighbours that they do not tell apart.
    if count * count < 2 ** (_SHORT - bits - 5):
        positions, sure = _sorted(given, low, range_, bits, np.uint32)
        again = np.nonzero(plain & ~sure)[0]
        if again.size:
            positions[again], sure[again] = _sorted(given[again], low, range_, bits, np.uint64)
    else:
        positions, sure = _sorted(given, low, range_, bits, np.uint64)
    plain &= sure
    if plain.all():
        return Order(alternatives, scored, plain, positions, np.empty((0, alternatives), np.int64))
    return Order(alternatives, scored, plain, positions[plain], ranks(scores[~plain]))


def _sorted(
    scores: Floats, low: float, range_: float, bits: int, kind: type[np.unsignedinteger[Any]]
) -> tuple[Integers, Booleans]:
    """Positions by score in every row, the lowest first, and (n,) in which rows it is sure that
    none ties and none was turned. `bits` of an integer hold the position, the others the score."""
    levels = 2.0 ** min(kind(0).itemsize * 8 - bits, _EXACT) - 1
    keys = ((scores - low) * (levels / range_)).astype(kind)
    keys <<= kind(bits)
    keys |= np.arange(scores.shape[1], dtype=kind)
    keys.sort(axis=1)
    # Scores within the tolerance lie so many levels apart at most: rounding adds less than this,
    # and rounding down one.
    rounding = levels * 2.0**-_EXACT
    tied = int(min(TOLERANCE * levels / range_ + rounding, levels)) + 1
    doubtful = min(((tied + 1) << bits) - 1, int(np.iinfo(kind).max))
    gaps = keys[:, 1:] - keys[:, :-1]
    sure = np.ones(len(keys), dtype=bool)
    if gaps.size and gaps.min() <= doubtful:
        sure = np.logical_not((gaps <= doubtful).any(axis=1))
    keys &= kind((1 << bits) - 1)
    return keys.astype(np.int64), sure


class RankCounts:
    """How often each alternative took each place, tied, or had none."""

    def __init__(self, alternatives: int) -> None:
        self.alternatives = alternatives
        self.tied: Integers = np.zeros(alternatives, dtype=np.int64)
        self.unranked: Integers = np.zeros(alternatives, dtype=np.int64)
        # By place from the last, then by alternative: the order in which keys are sorted.
        self._table = np.zeros((alternatives, alternatives), dtype=np.int64)
        self._lock = Lock()

    def add(self, order: Order) -> None:
        count, size = len(order.scored), self.alternatives
        part: Integers | None = None
        at: Integers | None = None
        if order.sorted_.size:
            first = (size - count) * size
            # Places count from the best: with fewer scored the last places stay empty.
            start = np.arange(count) * size + first
            if count == size:
                at = (order.sorted_ + start).ravel()
            else:
                at = (order.scored[order.sorted_] + start).ravel()
            if size * size <= _LARGE:
                part = np.bincount(at, minlength=size * size).reshape(size, size)
        places = order.ranked
        rows, alternatives = np.nonzero(places)
        tied = _tied(places)
        with self._lock:
            if part is not None:
                self._table += part
            elif at is not None:
                np.add.at(self._table.reshape(-1), at, np.int64(1))
            np.add.at(self._table, (size - places[rows, alternatives], alternatives), 1)
            self.tied += tied.sum(axis=0)
            self.unranked += (places == 0).sum(axis=0)
            if count < size:
                missing = np.ones(size, dtype=bool)
                missing[order.scored] = False
                self.unranked[missing] += len(order.sorted_)

    @property
    def table(self) -> Integers:
        """(A, A) samples in which each alternative (row) took each place (column), best first."""
        return self._table[::-1].T.copy()


class PairCounts:
    """How often each alternative came before each other one."""

    def __init__(self, alternatives: int) -> None:
        self.wins: Integers = np.zeros((alternatives, alternatives), dtype=np.int64)
        self._lock = Lock()

    def add(self, order: Order) -> None:
        places = order.places()
        size = places.shape[1]
        # No score comes before nothing, and nothing comes before it.
        ahead = np.where(places == 0, np.iinfo(np.int32).max, places)
        behind = np.where(places == 0, -1, places)
        block = int(np.clip(_PAIRS // (size * size), 1, 255))
        wins = np.zeros((size, size), dtype=np.int64)
        for start in range(0, len(places), block):
            rows = slice(start, start + block)
            before = ahead[rows, :, None] < behind[rows, None, :]
            wins += before.view(np.uint8).sum(axis=0, dtype=np.uint8)  # at most 255 rows
        with self._lock:
            self.wins += wins


class VerdictCounts:
    """How often each alternative earned each effort, in the order of `decide.EFFORTS`."""

    def __init__(self, alternatives: int) -> None:
        self.none = np.zeros(alternatives, dtype=np.int64)
        self.reactive = np.zeros(alternatives, dtype=np.int64)
        self.active = np.zeros(alternatives, dtype=np.int64)
        self.no_score = np.zeros(alternatives, dtype=np.int64)
        self._lock = Lock()

    def add(self, scores: Floats, active: Floats, reactive: Floats) -> tuple[Booleans, Booleans]:
        """Count, and give back (n, A) whether a score reaches active and reactive. The thresholds
        are (n, 1) or (1, 1), reached within `TOLERANCE` as in `decide.verdicts`."""
        is_active, is_reactive = scores >= active - TOLERANCE, scores >= reactive - TOLERANCE
        n = len(scores)
        actives, reached = count_true(is_active), count_true(is_reactive)
        missing = count_true(np.isnan(scores)) if np.isnan(scores.min()) else np.int64(0)
        with self._lock:
            self.active += actives
            self.reactive += reached - actives
            self.none += n - reached - missing
            self.no_score += missing
        return is_active, is_reactive

    @property
    def table(self) -> Integers:
        """(A, 3)"""
        return np.stack([self.none, self.reactive, self.active], axis=-1)


def count_true(flags: Booleans) -> Integers:
    """(A,) how many of the (n, A) flags are true: added as bytes, as long as a byte can hold it."""
    whole = np.zeros(flags.shape[1], dtype=np.int64)
    for start in range(0, len(flags), 255):
        whole += flags[start : start + 255].view(np.uint8).sum(axis=0, dtype=np.uint8)
    return whole


def _tied(places: Integers) -> Booleans:
    """(n, A) whether an alternative shares its place with another."""
    size = places.shape[1]
    ordered = np.sort(places, axis=1)
    same = (ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] > 0)
    shared = np.zeros((len(places), size + 1), dtype=bool)
    rows, columns = np.nonzero(same)
    shared[rows, ordered[rows, columns]] = True
    return np.take_along_axis(shared, places, axis=1) & (places > 0)
