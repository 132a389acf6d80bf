"""Who could learn from whom: every pair of regions, both ways."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from .standing import Floats, Rules, Standing, Words
from .time import AHEAD, BEFORE, lead

SAME, DIFFERENT, DOUBTFUL, UNKNOWN = "same", "different", "doubtful", "unknown"
BETTER, WORSE, ALIKE = "better", "worse", "alike"

Index = NDArray[np.intp]
Signs = NDArray[np.int8]


def same(standing: Standing, rows: Index, columns: Index) -> Words:
    """Whether two regions have the same problem, for each of rows × columns.

    They do when their burdens differ by no more than `band` spreads. Where standard errors are
    known, the whole range that holds the difference with probability `confidence` must lie on one
    side of that; else it is doubtful.
    """
    distance = np.abs(_differences(standing.burden, rows, columns))
    margin = _margins(standing.burden_error, standing.rules, rows, columns)
    band = standing.rules.band * standing.burden_spread
    with np.errstate(invalid="ignore"):
        return np.select(
            [
                np.isnan(distance) | np.isnan(band),
                distance + margin <= band,
                distance - margin > band,
            ],
            [UNKNOWN, SAME, DIFFERENT],
            DOUBTFUL,
        )


def outcome(standing: Standing, rows: Index, columns: Index) -> Words:
    """Whether the column's result is clearly better or worse than the row's.

    Clear is: `clear` spreads or more, and beyond what the standard errors could explain.
    """
    distance = -_differences(standing.result, rows, columns)
    margin = _margins(standing.result_error, standing.rules, rows, columns)
    least = standing.rules.clear * standing.result_spread
    with np.errstate(invalid="ignore"):
        clear = (np.abs(distance) >= least) & (np.abs(distance) > margin)
        return np.select(
            [np.isnan(distance) | np.isnan(least), clear & (distance > 0), clear & (distance < 0)],
            [UNKNOWN, BETTER, WORSE],
            ALIKE,
        )


def by_result(standing: Standing, rows: Index, columns: Index) -> Signs:
    """+1 where the row could learn from the column: the same problem and a clearly better result;
    -1 where it is the other way round, 0 where neither is known to hold."""
    alike = same(standing, rows, columns) == SAME
    seen = outcome(standing, rows, columns)
    signs = (seen == BETTER).astype(np.int8) - (seen == WORSE).astype(np.int8)
    return np.where(alike, signs, 0).astype(np.int8)


def by_experience(standing: Standing, rows: Index, columns: Index) -> Signs:
    """+1 where the row could learn from the column, which was where the row is now `experience`
    years ago or more and has gone on since; -1 the other way round, else 0."""
    ahead = _experienced(standing, columns, rows).T
    return ahead.astype(np.int8) - _experienced(standing, rows, columns).astype(np.int8)


def learning(standing: Standing) -> tuple[Signs, Signs]:
    """(R, R) by result and by experience: +1 where the region of the row could learn from that of
    the column, -1 where it could teach it. Each is the negative of its transpose."""
    every = np.arange(len(standing.regions))
    return by_result(standing, every, every), by_experience(standing, every, every)


def _experienced(standing: Standing, series: Index, levels: Index) -> NDArray[np.bool_]:
    way = standing.way
    found = lead(standing.years, way[series], way[levels, -1])
    with np.errstate(invalid="ignore"):
        long = found.years >= standing.rules.experience
    return np.isin(found.words, (AHEAD, BEFORE)) & long


def _differences(values: Floats, rows: Index, columns: Index) -> Floats:
    return values[rows][:, None] - values[columns][None, :]


def _margins(errors: Floats, rules: Rules, rows: Index, columns: Index) -> Floats:
    """Half the range that holds a difference, from the standard errors of both; 0 where neither
    is known, and with one known that one alone."""
    known = np.nan_to_num(errors)
    quantile = NormalDist().inv_cdf((1 + rules.confidence) / 2)
    return quantile * np.hypot(known[rows][:, None], known[columns][None, :])
