"""Normalise: every column on one scale on which more is better.

Each method takes (..., A, L) figures and (L,) directions, 1 where more is better and -1 where less
is, and says what its output means. Each sample is normalised by itself. NaN stays NaN and plays no
part in what the others get. A column whose known figures are all the same tells nobody apart: it is
marked `constant`, and gets what the method's docstring says, never NaN. The methods stand in
`scales`, `distances`, `places` and `shares`; here is what they share.

Sources: OECD and JRC 2008, Handbook on Constructing Composite Indicators, step 5, for all but the
vector and the sum; Hwang and Yoon 1981, Multiple Attribute Decision Making, for those; COINr's
`n_minmax`, `n_zscore`, ... for how ends and ties are taken, where a docstring does not say else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats, directions_of, matrix_of

from .columns import Flags, extent

Numbers = float | tuple[float, ...]


@dataclass(frozen=True)
class Normalised:
    """Normalised figures, and what they mean."""

    values: Floats
    """(..., A, L) the figures on the new scale; more is better."""
    low: float
    high: float
    """No value lies below `low` or above `high`; infinite where the scale has no end."""
    meaning: str
    """What the numbers say, in a sentence."""
    constant: Flags
    """(..., L) the columns that tell nobody apart: all known figures are the same, or none is
    known."""


def prepared(
    matrix: ArrayLike, directions: ArrayLike | None
) -> tuple[Floats, Floats, Floats, Flags]:
    """Figures turned so that more is better, their ends, and which columns are constant."""
    figures = matrix_of(matrix, complete=False)
    figures = figures * directions_of(directions, figures.shape[-1])
    lowest, highest = extent(figures)
    return figures, lowest, highest, lowest == highest


def ratio(figures: Floats, lowest: Floats, highest: Floats) -> Floats:
    """(x - lowest) / (highest - lowest); 0 in a constant column."""
    width = np.where(highest > lowest, highest - lowest, 1.0)
    return (figures - lowest[..., None, :]) / width[..., None, :]


def positive(matrix: ArrayLike, directions: ArrayLike | None) -> tuple[Floats, Flags, Flags]:
    """Figures of 0 or more, the columns where more is better, and which columns are constant."""
    figures = matrix_of(matrix, complete=False)
    if (figures < 0).any():
        raise ValueError("A figure lies below 0: this method takes parts of a positive whole.")
    lowest, highest = extent(figures)
    return figures, directions_of(directions, figures.shape[-1]) > 0, lowest == highest


def part_of_highest(figures: Floats) -> Floats:
    """x / highest of figures of 0 or more; 1 in a column of zeros."""
    highest = extent(figures)[1][..., None, :]
    parts = figures / np.where(highest > 0, highest, 1.0)
    return np.where((highest > 0) | np.isnan(figures), parts, 1.0)


def part_of_best(matrix: ArrayLike, directions: ArrayLike | None) -> tuple[Floats, Flags]:
    """x / highest where more is better, lowest / x where less is; and which columns are constant.

    Raises `ValueError` for a figure below 0, or of 0 where less is better.
    """
    figures, better, constant = positive(matrix, directions)
    if ((figures == 0) & ~better).any():
        raise ValueError("A figure is 0 where less is better: it has no reciprocal.")
    lowest = extent(figures)[0][..., None, :]
    reciprocal = lowest / np.where(better, 1.0, figures)
    return np.where(better, part_of_highest(figures), reciprocal), constant
