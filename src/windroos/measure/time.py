"""Who was there before: how long ago a series reached a level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Words = NDArray[np.str_]

# What is said of a series and a level.
AHEAD = "ahead"  # above it, and since when is known
BEFORE = "before"  # above it since before the series begins
LEVEL = "level"  # exactly on it now
PASSED = "passed"  # under it now, and once at or above it
NOT_REACHED = "not-reached"  # never at or above it in this series
UNKNOWN = "unknown"  # no figure of the last year, or no level


@dataclass(frozen=True, slots=True)
class Lead:
    """Series (S) against levels (L).

    `words` (S, L) are the constants above. `years` (S, L) is how many years ago the series came to
    the level for the last time: NaN unless ahead, and for `before` the least it can be. `gap`
    (S, L) is how many years lie between the two figures around that moment: 1 where every year is
    known, more where the moment is less exact.
    """

    words: Words
    years: Floats
    gap: Floats


def lead(years: Sequence[int], series: ArrayLike, levels: ArrayLike) -> Lead:
    """How long ago each series (S, T) rose to each level (L), seen from the last of the years.

    Between two figures that follow each other the way is taken as a straight line. Of a series
    that passed the level more than once the last time counts: since then it stayed there. A series
    that has no figure of the last year is unknown, also when it was above the level before.
    """
    values = np.asarray(series, dtype=float)
    wanted = np.asarray(levels, dtype=float)
    times = np.asarray(years, dtype=float)
    last_value, last_time = _previous(values, times)
    now = values[:, -1:]

    known = ~np.isnan(values)[:, None, :]
    level = wanted[None, :, None]
    here = values[:, None, :]
    before = last_value[:, None, :]
    with np.errstate(invalid="ignore"):
        reached = known & (here >= level)
        crossing = reached & (before < level)
    crossed = crossing.any(axis=2)
    at = values.shape[1] - 1 - np.argmax(crossing[:, :, ::-1], axis=2)

    row = np.arange(len(values))[:, None]
    start, end = last_value[row, at], values[row, at]
    gap = times[at] - last_time[row, at]
    with np.errstate(invalid="ignore", divide="ignore"):
        moment = last_time[row, at] + gap * (wanted[None, :] - start) / (end - start)
    first = times[np.argmax(~np.isnan(values), axis=1)][:, None]

    words = np.select(
        [
            np.isnan(now) | np.isnan(wanted)[None, :],
            now == wanted[None, :],
            (now > wanted[None, :]) & crossed,
            now > wanted[None, :],
            reached.any(axis=2),
        ],
        [UNKNOWN, LEVEL, AHEAD, BEFORE, PASSED],
        NOT_REACHED,
    )
    ago = np.where(words == AHEAD, times[-1] - moment, np.nan)
    ago = np.where(words == BEFORE, times[-1] - first, ago)
    return Lead(words, ago, np.where(words == AHEAD, gap, np.nan))


def _previous(values: Floats, times: Floats) -> tuple[Floats, Floats]:
    """Of each place the figure before it in its series and its year; NaN where there is none."""
    places = np.where(np.isnan(values), -1, np.arange(values.shape[1])[None, :])
    latest = np.maximum.accumulate(places, axis=1)
    before = np.concatenate([np.full((len(values), 1), -1), latest[:, :-1]], axis=1)
    row = np.arange(len(values))[:, None]
    there = before >= 0
    return (
        np.where(there, values[row, before], np.nan),
        np.where(there, times[before], np.nan),
    )
