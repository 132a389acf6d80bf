"""Weights of which only some pairs are ordered, drawn exactly.

The simplex falls apart into k! equal pieces, one for each complete order of the weights; a partial
order leaves those that are its linear extensions. So a uniform draw is a linear extension drawn
uniformly, and a uniform draw from its piece. Extensions are counted over the sets that can come
first, 2^k of them, and drawn backwards through the counts: counting them is #P-complete (Brightwell
and Winkler 1991, Order 8(3), 225-242), so for many criteria there is no quick way.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST = 16
"""Criteria for which the counts are made: 2^16 of them."""


@lru_cache(maxsize=64)
def extensions(k: int, pairs: tuple[tuple[int, int], ...]) -> Floats:
    """(2^k,) how many orders each set of criteria has, as a bit mask, with i before j for every
    pair (i, j) in it. The last entry is the number for all k: 0 when the pairs go round in a
    circle. Exact, since 16! is below 2^53."""
    sets = np.arange(2**k)
    after = _after(k, pairs)
    counts = np.zeros(2**k)
    counts[0] = 1
    sizes = np.array([int(s).bit_count() for s in sets])
    for size in range(1, k + 1):
        these = sets[sizes == size]
        for i in range(k):  # i comes last of the set when nothing in it must come after
            ends = these[(these >> i & 1 == 1) & (these & after[i] == 0)]
            counts[ends] += counts[ends ^ (1 << i)]
    counts.setflags(write=False)
    return counts


def draw_extension(
    rng: np.random.Generator, n: int, k: int, pairs: tuple[tuple[int, int], ...]
) -> NDArray[np.int64]:
    """(n, k) orders drawn uniformly from those that the pairs allow: criteria, the first first."""
    counts = extensions(k, pairs)
    bits = 1 << np.arange(k)
    after = np.array(_after(k, pairs))
    left = np.full(n, 2**k - 1)
    orders = np.empty((n, k), dtype=np.int64)
    for place in range(k - 1, -1, -1):
        sets = left[:, None]
        may = ((sets & bits) != 0) & ((sets & after) == 0)
        ways = np.where(may, counts[sets & ~bits], 0.0).cumsum(axis=1)
        at = (ways <= rng.random((n, 1)) * ways[:, -1:]).sum(axis=1)
        orders[:, place] = at
        left &= ~bits[at]
    return orders


def _after(k: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Per criterion the set of those that must come after it."""
    after = [0] * k
    for i, j in pairs:
        after[i] |= 1 << j
    return after
