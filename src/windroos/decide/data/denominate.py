"""Denominate: from a total to a share of the size, so that large and small can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from windroos.decide.arrays import Floats, matrix_of
from windroos.decide.declared import Declared

from .columns import Flags, per_column


@dataclass(frozen=True)
class Denominate(Declared, name="denominate"):
    """Parameters of denomination: by which size each column is divided, and on which scale.

    `by` names a size for each column, None for a column that stays as it is. `factors` is one
    number for all columns or one for each: a figure per 1,000 inhabitants has the factor 1000.
    """

    by: tuple[str | None, ...]
    factors: float | tuple[float, ...] = 1.0

    def __post_init__(self) -> None:
        if not self.by:
            raise self.wrong("by", "must name a size, or None, for each column")
        factors = np.asarray(self.factors, dtype=np.float64)
        if factors.ndim and factors.shape != (len(self.by),):
            raise self.wrong("factors", "must be one number, or one for each column in by")
        if not (np.isfinite(factors) & (factors > 0)).all():
            raise self.wrong("factors", "must be finite numbers above 0")

    def __call__(self, matrix: ArrayLike, sizes: Mapping[str, ArrayLike]) -> Denominated:
        return denominate(matrix, sizes, self)


@dataclass(frozen=True)
class Denominated:
    """Denominated figures, and which were lost for want of a denominator."""

    values: Floats
    """(..., A, L) the figures divided; NaN where figure or denominator is unknown, or it is 0."""
    lost: Flags
    """(..., A, L) where the figure is known and its denominator unknown or zero."""
    notes: tuple[str, ...]
    """A sentence for each column that lost figures."""


def denominate(
    matrix: ArrayLike, sizes: Mapping[str, ArrayLike], parameters: Denominate
) -> Denominated:
    """Divide each column by its size: figure / size * factor.

    `matrix` is (..., A, L); `sizes` holds (..., A) for each name in `by`, whose sample dimensions
    broadcast with the matrix's. A size that is unknown or zero makes the figure unknown, which is
    noted: nothing can be said per inhabitant of a place of which the inhabitants are not known.
    Raises `ValueError` for a wrong shape, a size that is not given, or one below 0 or infinite.

    Source: OECD and JRC 2008, Handbook on Constructing Composite Indicators, step 2 (selection of
    data: scale by an appropriate size measure); Becker et al. 2022, Journal of Open Source Software
    7(78), 4567 (COINr's `Denominate`).
    """
    figures = matrix_of(matrix, complete=False)
    alternatives, columns = figures.shape[-2:]
    if len(parameters.by) != columns:
        raise ValueError(
            f"denominate: by has {len(parameters.by)} names and the matrix {columns} columns."
        )
    used = [name for name in dict.fromkeys(parameters.by) if name is not None]
    divisors = {name: _size(name, sizes, alternatives) for name in used}
    lead = np.broadcast_shapes(
        figures.shape[:-2], *(divisor.shape[:-1] for divisor in divisors.values())
    )
    values = np.broadcast_to(figures, (*lead, alternatives, columns)).copy()
    lost = np.zeros(values.shape, dtype=np.bool_)
    notes: list[str] = []
    factors = per_column(parameters.factors, columns, "factors")
    for column, name in enumerate(parameters.by):
        if name is None:
            continue
        size = np.broadcast_to(divisors[name], (*lead, alternatives))
        there = size > 0  # false for NaN
        known = ~np.isnan(values[..., column])
        lost[..., column] = known & ~there
        # In this order equal shares of different sizes are equal to the last digit.
        values[..., column] /= np.where(there, size, np.nan)
        values[..., column] *= factors[column]
        if lost[..., column].any():
            unknown = int((known & np.isnan(size)).sum())
            zero = int((known & (size == 0)).sum())
            notes.append(
                f"Column {column + 1} lost figures: “{name}” is unknown for {unknown} of them and "
                f"zero for {zero}."
            )
    return Denominated(values, lost, tuple(notes))


def _size(name: str, sizes: Mapping[str, ArrayLike], alternatives: int) -> Floats:
    if name not in sizes:
        raise ValueError(
            f"denominate: the size “{name}” is not given; there are: "
            f"{', '.join(sorted(sizes)) or 'none'}."
        )
    size = np.asarray(sizes[name], dtype=np.float64)
    if size.ndim < 1 or size.shape[-1] != alternatives:
        raise ValueError(
            f"denominate: the size “{name}” has shape {size.shape}: expected (..., {alternatives} "
            "alternatives)."
        )
    if np.isinf(size).any() or (size < 0).any():
        raise ValueError(f"denominate: a size “{name}” is infinite or below 0.")
    return size
