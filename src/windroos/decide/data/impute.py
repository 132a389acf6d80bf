"""Impute: a stand-in for what is unknown, always with the mask of what was stood in for.

An imputed figure is an assumption and not evidence. Every result says which cells it concerns, so
that no page or table shows one as known. `draw` keeps what is unknown uncertain; the others hide
the uncertainty, and are there for a comparison with how others do it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats, Integers, matrix_of
from windroos.decide.declared import Declared

from .columns import Flags, extent, known_count, mean, median

STATISTICS = ("mean", "median")
OTHERWISE = ("unknown", "all")
Groups = Sequence[Hashable]


@dataclass(frozen=True)
class Imputed:
    """Figures with stand-ins, and which they are."""

    values: Floats
    """The figures; NaN where nothing could stand in. Known figures are as they were."""
    imputed: Flags
    """In the shape of the matrix given: true where a stand-in was put."""


@dataclass(frozen=True, kw_only=True)
class _Donors(Declared):
    """From whom a stand-in may be taken: common to imputing by a statistic and by drawing.

    With `by_group` those known in the alternative's own group, else all that are known. A group
    with fewer than `least` known figures gives none: then `otherwise` leaves the cell `"unknown"`,
    or takes from `"all"` (if they are at least `least`), as for an alternative without a group.
    """

    by_group: bool = False
    least: int = 1
    otherwise: str = "unknown"

    def __post_init__(self) -> None:
        if self.least < 1:
            raise self.wrong("least", "must be 1 or more")
        if self.otherwise not in OTHERWISE:
            raise self.wrong("otherwise", f"must be one of {', '.join(OTHERWISE)}")


@dataclass(frozen=True)
class Impute(_Donors, name="impute"):
    """Parameters of imputing by the mean or the median, of all or of the group (`_Donors`)."""

    statistic: str = "mean"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.statistic not in STATISTICS:
            raise self.wrong("statistic", f"must be one of {', '.join(STATISTICS)}")

    def __call__(self, matrix: ArrayLike, groups: Groups | None = None) -> Imputed:
        return impute(matrix, groups, self)


def impute(
    matrix: ArrayLike, groups: Groups | None = None, parameters: Impute = Impute()
) -> Imputed:
    """Put the mean or median of the known figures where one is unknown.

    `matrix` is (..., A, L), `groups` the group of each of the A alternatives, None or NaN for one
    without. Each column and each sample is imputed by itself. A column with nothing known stays
    unknown. Raises `ValueError` for a wrong shape, or groups that are given or lacking against
    `by_group`.

    Source: OECD and JRC 2008, Handbook on Constructing Composite Indicators, step 3 (unconditional
    mean, median; conditional on a group); COINr's `i_mean`, `i_median`, `i_mean_grp` and
    `i_median_grp`. The variance is understated: use `draw` where it matters.
    """
    figures = matrix_of(matrix, complete=False)
    statistic = mean if parameters.statistic == "mean" else median
    unknown = np.isnan(figures)
    values = figures.copy()
    for takers, donors in _pools(figures.shape[-2], groups, parameters):
        given = figures[..., donors, :]
        # A mean of equals is that figure, which the last digit of a sum may miss.
        within = np.clip(statistic(given), *extent(given))
        usual = np.where(known_count(given) >= parameters.least, within, np.nan)
        open_ = np.isnan(values[..., takers, :])
        values[..., takers, :] = np.where(open_, usual[..., None, :], values[..., takers, :])
    return Imputed(values, unknown & ~np.isnan(values))


@dataclass(frozen=True)
class ImputeByDraw(_Donors, name="impute-draw"):
    """Parameters of imputing as uncertainty: `samples` draws from what is known (`_Donors`)."""

    samples: int = 1000
    seed: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.samples < 1:
            raise self.wrong("samples", "must be 1 or more")
        if self.seed < 0:
            raise self.wrong("seed", "must be 0 or more")

    def __call__(self, matrix: ArrayLike, groups: Groups | None = None, first: int = 0) -> Imputed:
        return draw(matrix, groups, self, first)


def draw(
    matrix: ArrayLike,
    groups: Groups | None = None,
    parameters: ImputeByDraw = ImputeByDraw(),
    first: int = 0,
) -> Imputed:
    """Stand in for each unknown cell, in each sample anew, with a known figure of its column.

    `matrix` is (A, L) and gives values (n, A, L) and a mask (A, L). Each donor is as likely, and
    cells are drawn independently of each other: a relation between columns is not kept. `first` is
    the number of the first sample: samples 100 to 199 of a seed are the same drawn by themselves
    or within a larger run, so that a run in chunks, on any number of threads, gives the same.
    Raises `ValueError` as `impute`, and for a matrix that has samples already.

    Source: the random hot deck (Andridge and Little 2010, International Statistical Review 78(1),
    40-64), with the spread between draws kept as in multiple imputation (Rubin 1987, Multiple
    Imputation for Nonresponse in Surveys).
    """
    figures = matrix_of(matrix, complete=False)
    if figures.ndim != 2:
        raise ValueError(
            f"The matrix has shape {figures.shape}: draws are from one matrix (alternatives, "
            "criteria), and give the samples."
        )
    if first < 0:
        raise ValueError(f"The first sample is number 0 or more, not {first}.")
    rows, columns = np.nonzero(np.isnan(figures))
    start, count, known = _pooled(figures, groups, parameters)
    begins, counts = start[rows, columns], count[rows, columns]
    bits = np.random.PCG64(parameters.seed)
    bits.advance(first * rows.size)  # each number drawn moves the generator one step
    chance = np.random.Generator(bits).random((parameters.samples, rows.size))
    # 1 - 2**-53 times a count can round up to it
    picks = begins + np.minimum((chance * counts).astype(np.int64), np.maximum(counts - 1, 0))
    values = np.repeat(figures[None], parameters.samples, axis=0)
    values[:, rows, columns] = np.where(counts > 0, known[picks], np.nan)
    return Imputed(values, np.isnan(figures) & (count > 0))


@dataclass(frozen=True)
class ImputeLast(Declared, name="impute-last"):
    """Parameters of carrying the last known figure forward, for at most `max_age` (None: ever).

    The age is in the unit of the times, years if those are years.
    """

    max_age: float | None = None

    def __post_init__(self) -> None:
        if self.max_age is not None and not self.max_age >= 0:
            raise self.wrong("max_age", "must be 0 or more, or None for no maximum")

    def __call__(self, panel: ArrayLike, times: ArrayLike) -> Carried:
        return carry_forward(panel, times, self)


@dataclass(frozen=True)
class Carried(Imputed):
    """A panel of figures with earlier ones standing in for the unknown."""

    age: Floats
    """How old each figure is, in the unit of the times: 0 where known, NaN where still unknown."""


def carry_forward(
    panel: ArrayLike, times: ArrayLike, parameters: ImputeLast = ImputeLast()
) -> Carried:
    """Put the last figure known before where one is unknown: never a later one.

    `panel` is (..., T, A, L) and `times` (T,), rising. Raises `ValueError` for a wrong shape, or
    times that do not rise.

    Source: last observation carried forward, COINr's `impute_panel(imp_type = "latest")`; COINr's
    `max_time` counts time points, `max_age` here is in the unit of the times.
    """
    figures = matrix_of(panel, complete=False)
    moments = np.asarray(times, dtype=np.float64)
    if figures.ndim < 3 or moments.shape != (figures.shape[-3],):
        raise ValueError(
            f"The panel has shape {figures.shape} and there are times of shape {moments.shape}: "
            "expected (..., times, alternatives, criteria) and (times,)."
        )
    if not (np.isfinite(moments).all() and (np.diff(moments) > 0).all()):
        raise ValueError("The times of a panel must be finite and rise, each once.")
    known = ~np.isnan(figures)
    order = np.arange(len(moments)).reshape(-1, 1, 1)
    last = np.maximum.accumulate(np.where(known, order, -1), axis=-3)
    age = np.where(last >= 0, moments[order] - moments[last], np.nan)
    if parameters.max_age is not None:
        age = np.where(age <= parameters.max_age, age, np.nan)
    carried = np.take_along_axis(figures, np.maximum(last, 0), axis=-3)
    values = np.where(np.isnan(age), np.nan, carried)
    return Carried(values, ~known & ~np.isnan(values), age)


def _pools(
    alternatives: int, groups: Groups | None, parameters: _Donors
) -> Iterator[tuple[Flags, Flags]]:
    """Who takes from whom, each (A,): the group first, then all where that is declared."""
    everyone = np.ones(alternatives, dtype=np.bool_)
    if parameters.by_group:
        if groups is None:
            raise ValueError(f"{parameters.name}: by_group is declared and no groups are given.")
        if len(groups) != alternatives:
            raise ValueError(
                f"{parameters.name}: {len(groups)} groups and {alternatives} alternatives."
            )
        for label in dict.fromkeys(groups):
            if label is not None and label == label:  # NaN is no group either
                members = np.array([group == label for group in groups])
                yield members, members
    elif groups is not None:
        raise ValueError(f"{parameters.name}: groups are given and by_group is not declared.")
    if not parameters.by_group or parameters.otherwise == "all":
        yield everyone, everyone


def _pooled(
    figures: Floats, groups: Groups | None, parameters: _Donors
) -> tuple[Integers, Integers, Floats]:
    """The known figures of every pool in one row, and for each cell where its own begin and how
    many they are, each (A, L): 0 of them where nobody can give."""
    start = np.zeros(figures.shape, dtype=np.int64)
    count = np.zeros(figures.shape, dtype=np.int64)
    pools: list[Floats] = [np.full(1, np.nan)]  # for a cell to which nobody gives
    filled = 1
    for takers, donors in _pools(figures.shape[0], groups, parameters):
        for column in range(figures.shape[1]):
            given = figures[donors, column]
            given = given[~np.isnan(given)]
            if given.size >= parameters.least:
                served = takers & (count[:, column] == 0)
                start[served, column], count[served, column] = filled, given.size
                pools.append(given)
                filled += given.size
    return start, count, np.concatenate(pools)
