"""Treat: draw in outliers, so that one extreme figure does not set the scale for all the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import Floats, Integers, matrix_of
from windroos.decide.declared import Declared

from .columns import Flags, extent, skewness_and_kurtosis
from .transforms import BoxCox, Fitted, Log, fit


@dataclass(frozen=True)
class Treat(Declared, name="treat"):
    """Parameters of the treatment of outliers.

    A column has outliers when its absolute skewness is at least `skewness` *and* its kurtosis is at
    least `kurtosis`. `max_points` is how many of its figures may be winsorised, one number for all
    columns or one for each; None leaves a column untreated. `transform` is what is tried where
    winsorising did not help: `Log`, `BoxCox`, or None for nothing.
    """

    skewness: float = 2.0
    kurtosis: float = 3.5
    max_points: int | tuple[int | None, ...] = 5
    transform: Log | BoxCox | None = field(default_factory=Log)

    def __post_init__(self) -> None:
        if not self.skewness >= 0:
            raise self.wrong("skewness", "must be 0 or more")
        if not np.isfinite(self.kurtosis):
            raise self.wrong("kurtosis", "must be a finite number")
        points = self.max_points if isinstance(self.max_points, tuple) else (self.max_points,)
        if self.max_points is None or any(limit is not None and limit < 0 for limit in points):
            raise self.wrong("max_points", "must be 0 or more, in a tuple None to leave a column")
        if self.transform is not None and not isinstance(self.transform, Log | BoxCox):
            raise self.wrong("transform", "must be log, box-cox or None")

    def __call__(self, matrix: ArrayLike) -> Treated:
        return treat(matrix, self)


@dataclass(frozen=True)
class TreatmentLog:
    """What was done to each column of a matrix, and what is needed to do the same again.

    Each field is (..., L), a column of a sample each.
    """

    method: NDArray[np.str_]
    """`"none"`, `"winsorise"`, `"log"` or `"box-cox"`."""
    points: Integers
    """How many figures were winsorised; 0 where a transformation took the place of it."""
    points_tried: Integers
    """How many figures were winsorised before that was given up for a transformation, or kept."""
    passes: Flags
    """False where outliers remain, by the thresholds."""
    skewness_before: Floats
    kurtosis_before: Floats
    skewness_after: Floats
    kurtosis_after: Floats
    """NaN, as the others, where a column is constant or too short to have one."""
    floor: Floats
    """Winsorised: what lies below is put on it; NaN where there is no floor."""
    ceiling: Floats
    """Winsorised: what lies above is put on it; NaN where there is no ceiling."""
    low: Floats
    """Transformed: the lowest figure; NaN, as the fields below, where it was not."""
    high: Floats
    shift: Floats
    power: Floats
    mirrored: Floats
    """Transformed: see `windroos.decide.data.transforms.Fitted`."""

    def replay(self, matrix: ArrayLike) -> Treated:
        """Treat other figures as the first ones were treated, (..., A, L) with the same L columns.

        Floors and ceilings are those of the first figures, so are the ends of a transformation: a
        figure beyond the end where its formula fails counts as that end. Skewness and kurtosis are
        not looked at again, and the log is this log. Raises `ValueError` for a wrong shape.
        """
        figures = matrix_of(matrix, complete=False)
        columns = self.method.shape[-1]
        if figures.shape[-1] != columns:
            raise ValueError(f"The log has {columns} columns, the matrix {figures.shape[-1]}.")
        floor, ceiling = self.floor[..., None, :], self.ceiling[..., None, :]
        lifted = np.where(figures < floor, floor, figures)
        values = np.where(lifted > ceiling, ceiling, lifted)
        transformed = (self.method == "log") | (self.method == "box-cox")
        if transformed.any():
            fitted = Fitted(
                # Where nothing is transformed any valid numbers will do: they are not used.
                *(
                    np.where(transformed, given, blank)
                    for given, blank in (
                        (self.low, 0.0),
                        (self.high, 1.0),
                        (self.shift, 1.0),
                        (self.power, 0.0),
                        (self.mirrored, 0.0),
                    )
                )
            )
            values = np.where(transformed[..., None, :], fitted(values), values)
        moved = ~np.isnan(figures) & (values != figures)
        return Treated(values, moved, self)

    def as_dict(self) -> dict[str, Any]:
        """The log as plain data, ready for JSON; `read_log` gives it back."""
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}


@dataclass(frozen=True)
class Treated:
    """Treated figures with the log of what was done."""

    values: Floats
    """(..., A, L) the figures after treatment; NaN stays NaN."""
    changed: Flags
    """(..., A, L) which figures are no longer what they were."""
    log: TreatmentLog


def read_log(data: Mapping[str, Any]) -> TreatmentLog:
    """The log that `TreatmentLog.as_dict` wrote; raises `ValueError` for other fields than its."""
    names = [one.name for one in fields(TreatmentLog)]
    if set(data) != set(names):
        strange = sorted(set(data) ^ set(names))
        raise ValueError(f"A log of treatment has exactly its own fields; at fault: {strange[0]}.")
    kinds = {"method": np.str_, "points": np.int64, "points_tried": np.int64, "passes": np.bool_}
    return TreatmentLog(
        **{name: np.array(data[name], dtype=kinds.get(name, np.float64)) for name in names}
    )


def treat(matrix: ArrayLike, parameters: Treat = Treat()) -> Treated:
    """Winsorise columns with outliers, and transform those which that does not help.

    `matrix` is (..., A, L); each column of each sample is treated by itself:

    1. A column within the thresholds stays as it is; so does one that is constant or of which fewer
       than four figures are known, for which kurtosis does not exist.
    2. Its highest figure (its lowest, when the skewness is negative) is put on the next one, and so
       on until the column is within the thresholds. It never takes more than `max_points` figures:
       tied figures move together, or not at all.
    3. If it is still outside, the transformation is applied to the figures as they were, in the
       place of winsorising; the log says whether that helped. Without one it stays winsorised.

    The direction of a criterion plays no part: treat before normalising. Raises `ValueError` for a
    wrong shape or an infinite figure.

    Source: the procedure of the JRC as COINr's `Treat` carries it out (Becker et al. 2022, Journal
    of Open Source Software 7(78), 4567), whose thresholds, skewness and kurtosis these are. Indices
    treated so refer for the thresholds to Groeneveld and Meeden 1984, The Statistician 33(4),
    391-399. Two differences: COINr lets tied figures pass `winmax`, which it documents as a
    maximum; and its default transformation, `log_CT`, lengthens a tail below, for which ours,
    `log_CT_plus` of COINr, is turned about.
    """
    figures = matrix_of(matrix, complete=False)
    shape = (*figures.shape[:-2], figures.shape[-1])
    limits = np.broadcast_to(_limits(parameters.max_points, shape[-1]), shape)
    skew, kurt = skewness_and_kurtosis(figures)
    outlying = (limits >= 0) & _outside(skew, kurt, parameters)
    values = figures.copy()
    method = np.full(shape, "none", dtype="<U9")
    tried = np.zeros(shape, dtype=np.int64)
    floor, ceiling, low, high, shift, power, mirrored = (np.full(shape, np.nan) for _ in range(7))
    if outlying.any():
        before = np.moveaxis(figures, -2, -1)[outlying].T  # (A, columns with outliers)
        after, up, down, helped = _winsorise(before, skew[outlying], limits[outlying], parameters)
        tried[outlying] = np.count_nonzero(up | down, axis=0)
        if parameters.transform is None:
            helped = np.ones_like(helped)
        bottom, top = extent(after)
        floor[outlying] = np.where(helped & up.any(axis=0), bottom, np.nan)
        ceiling[outlying] = np.where(helped & down.any(axis=0), top, np.nan)
        method[outlying] = np.where(helped & (tried[outlying] > 0), "winsorise", "none")
        if parameters.transform is not None and not helped.all():
            fitted = fit(before[:, ~helped], parameters.transform)
            after[:, ~helped] = fitted(before[:, ~helped])
            hard = outlying.copy()
            hard[outlying] = ~helped
            method[hard] = parameters.transform.name
            low[hard], high[hard], shift[hard] = fitted.low, fitted.high, fitted.shift
            power[hard], mirrored[hard] = fitted.power, fitted.mirrored
        np.moveaxis(values, -2, -1)[outlying] = after.T
    skew_after, kurt_after = skewness_and_kurtosis(values)
    log = TreatmentLog(
        method=method,
        points=np.where(method == "winsorise", tried, 0),
        points_tried=tried,
        passes=~_outside(skew_after, kurt_after, parameters),
        skewness_before=skew,
        kurtosis_before=kurt,
        skewness_after=skew_after,
        kurtosis_after=kurt_after,
        floor=floor,
        ceiling=ceiling,
        low=low,
        high=high,
        shift=shift,
        power=power,
        mirrored=mirrored,
    )
    return Treated(values, ~np.isnan(figures) & (values != figures), log)


def _winsorise(
    figures: Floats, skew: Floats, limits: Integers, parameters: Treat
) -> tuple[Floats, Flags, Flags, Flags]:
    """Columns (A, C) with outliers and their skewness (C,), winsorised until within the thresholds
    or at their limit; which figures went up, which down, and (C,) which columns it helped. One turn
    moves one figure (or those tied) of every open column."""
    values = figures.copy()
    up, down = np.zeros(values.shape, dtype=np.bool_), np.zeros(values.shape, dtype=np.bool_)
    helped = np.zeros(skew.shape, dtype=np.bool_)
    open_ = np.flatnonzero(limits > 0)
    high_tail = skew[open_] >= 0
    while open_.size:
        column = values[:, open_]
        turned = np.where(np.isnan(column), -np.inf, np.where(high_tail, column, -column))
        at_end = turned == turned.max(axis=0)
        following = np.where(at_end, -np.inf, turned).max(axis=0)
        moved = up[:, open_] | down[:, open_] | at_end
        allowed = np.isfinite(following) & (np.count_nonzero(moved, axis=0) <= limits[open_])
        open_, high_tail, at_end = open_[allowed], high_tail[allowed], at_end[:, allowed]
        following = np.where(high_tail, following[allowed], -following[allowed])
        column = np.where(at_end, following, column[:, allowed])
        values[:, open_] = column
        down[:, open_] |= at_end & high_tail
        up[:, open_] |= at_end & ~high_tail
        skew, kurt = skewness_and_kurtosis(column)
        outside = _outside(skew, kurt, parameters)
        helped[open_] = ~outside
        open_, high_tail = open_[outside], skew[outside] >= 0
    return values, up, down, helped


def _outside(skew: Floats, kurt: Floats, parameters: Treat) -> Flags:
    """Where the thresholds are passed; not where there is no skewness or kurtosis."""
    return (np.abs(skew) >= parameters.skewness) & (kurt >= parameters.kurtosis)


def _limits(max_points: int | tuple[int | None, ...], columns: int) -> Integers:
    """(L,) how many figures may be winsorised; -1 for a column to be left as it is."""
    if not isinstance(max_points, tuple):
        return np.full(columns, max_points, dtype=np.int64)
    if len(max_points) != columns:
        raise ValueError(
            f"treat: max_points has {len(max_points)} numbers and the matrix {columns} columns."
        )
    return np.array([-1 if limit is None else limit for limit in max_points], dtype=np.int64)


def _plain(array: NDArray[Any]) -> Any:
    """Nested lists with None for NaN, which JSON does not know."""
    if array.dtype != np.float64:
        return array.tolist()
    plain = array.astype(object)
    plain[np.isnan(array)] = None
    return plain.tolist()
