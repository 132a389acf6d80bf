"""What is known of the cells: some exactly, others within a range, as a rating, or not at all.

Every kind of doubt is declared on (A, L) arrays and finds by itself the cells it is about. It
draws by its quantile function from numbers uniform on [0, 1): one number for each uncertain cell,
so that a cell is one factor, in a sample and in a sensitivity analysis alike. Cells are drawn
independently of one another. Values lie in [0, 1].

>>> cells = Values(
...     [[0.5, 0.2], [np.nan, 0.9]],
...     (
...         Interval([[0.4, np.nan], [np.nan, np.nan]], [[0.7, np.nan], [np.nan, np.nan]]),
...         Unknown([[False, False], [True, False]]),
...     ),
... )
>>> cells.fill([[0.5, 0.25]]).round(3).tolist()
[[[0.55, 0.2], [0.25, 0.9]]]
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


class Uncertain:
    """A kind of doubt: `places` is (A, L), true for the cells it is about."""

    places: Booleans

    def quantile(self, u: Floats, values: Floats) -> Floats:
        """(n, m) values of its m cells, in row order, at the (n, m) levels `u` in [0, 1); `values`
        is the (A, L) of the whole."""
        raise NotImplementedError


class Interval(Uncertain):
    """Anything between `lower` and `upper`, (A, L) each; NaN where the cell is not of this kind.

    Without a `mode` all values between are equally likely, with one (A, L) they rise towards it and
    fall beyond: a triangle (for an interval around a best guess). An interval without width is
    exact, and needs no draw. Raises `ValueError` for ends outside [0, 1] or the wrong way round, or
    a mode outside its interval.
    """

    def __init__(self, lower: ArrayLike, upper: ArrayLike, mode: ArrayLike | None = None) -> None:
        low, high = _cells(lower, "lower end"), _cells(upper, "upper end")
        if low.shape != high.shape or (np.isnan(low) != np.isnan(high)).any():
            raise ValueError(
                "An interval has both its ends: give lower and upper for the same cells."
            )
        if (low > high).any():
            raise ValueError(f"{_place(low > high)} has a lower end above its upper end.")
        self.places = high > low
        self._low, self._width = low[self.places], (high - low)[self.places]
        self._peak: Floats | None = None
        if mode is not None:
            top = _cells(mode, "mode")
            wrong = self.places & ~((top >= low) & (top <= high))
            if wrong.any():
                raise ValueError(f"{_place(wrong)} has its mode outside its interval.")
            self._peak = (top[self.places] - self._low) / self._width

    def quantile(self, u: Floats, values: Floats) -> Floats:
        if self._peak is None:
            return self._low + u * self._width
        peak = self._peak
        rising = np.sqrt(u * peak)
        falling = 1 - np.sqrt((1 - u) * (1 - peak))
        return self._low + self._width * np.where(u < peak, rising, falling)


class Normal(Uncertain):
    """The value with a standard `error`, (A, L) on the scale of the cell: normal, and clipped to
    [0, 1], so that an end can have a chance of its own. NaN or 0 where there is none. `mean` is
    (A, L), by default the value of the cell."""

    def __init__(self, error: ArrayLike, mean: ArrayLike | None = None) -> None:
        given = np.asarray(error, dtype=np.float64)
        if (given < 0).any() or np.isinf(given).any():
            raise ValueError(f"{_place((given < 0) | np.isinf(given))} has no possible error.")
        self.places = given > 0
        self._error = given[self.places]
        self._mean = None if mean is None else _cells(mean, "mean")[self.places]

    def quantile(self, u: Floats, values: Floats) -> Floats:
        from scipy.special import ndtri  # takes half a second, and few ask for it

        mean = values[self.places] if self._mean is None else self._mean
        # A generator can give 0 itself, whose quantile is no number.
        return np.clip(mean + self._error * ndtri(np.maximum(u, 2.0**-54)), 0.0, 1.0)


class Ordinal(Uncertain):
    """A rating on a scale of points, of which the point beside it could be meant as well.

    `points` are the (P,) values of the scale, rising; `rated` is (A, L), true for the cells so
    rated, each of which stands at a point. With a chance of `beside` it is a neighbouring point,
    either equally likely; at an end of the scale there is but one, with half that chance. With
    `within_step` the rating means any value within half a step of its point instead.
    """

    def __init__(
        self,
        rated: ArrayLike,
        points: Sequence[float],
        *,
        beside: float | None = None,
        within_step: bool = False,
    ) -> None:
        self.places = np.asarray(rated, dtype=bool)
        self._points = np.asarray(points, dtype=np.float64)
        rising = self._points.ndim == 1 and len(self._points) > 1
        if not (rising and (np.diff(self._points) > 0).all()):
            raise ValueError("A scale has two points or more, from low to high.")
        if self._points[0] < 0 or self._points[-1] > 1:
            raise ValueError("The points of a scale lie in [0, 1].")
        if (beside is None) != within_step:
            raise ValueError("Give the chance of a point beside the rating, or within_step.")
        if beside is not None and not 0 <= beside <= 1:
            raise ValueError(f"The chance of a point beside lies in [0, 1], not {beside}.")
        self._beside = beside

    def quantile(self, u: Floats, values: Floats) -> Floats:
        points = self._points
        at = np.abs(points[:, None] - values[self.places]).argmin(axis=0)
        if not np.allclose(points[at], values[self.places], rtol=0, atol=1e-9):
            raise ValueError("A cell that is rated does not stand at a point of its scale.")
        if self._beside is None:
            middles = (points[1:] + points[:-1]) / 2
            low = np.concatenate([points[:1], middles])[at]
            high = np.concatenate([middles, points[-1:]])[at]
            return low + u * (high - low)
        step = np.where(u < self._beside / 2, -1, np.where(u >= 1 - self._beside / 2, 1, 0))
        return points[np.clip(at + step, 0, len(points) - 1)]


class Assessors(Uncertain):
    """What several assessors said, (A, L, R); NaN where one said nothing. One of them is right,
    each equally likely. Cells on which fewer than two spoke, or all agree, are not of this kind."""

    def __init__(self, ratings: ArrayLike) -> None:
        said = np.asarray(ratings, dtype=np.float64)
        if said.ndim != 3 or (said < 0).any() or (said > 1).any():
            raise ValueError("Ratings are (alternatives, criteria, assessors) and lie in [0, 1].")
        ordered = np.sort(said, axis=-1)  # NaN comes last
        count = (~np.isnan(said)).sum(axis=-1)
        last = np.take_along_axis(ordered, np.maximum(count - 1, 0)[..., None], axis=-1)[..., 0]
        self.places = (count > 1) & (last > ordered[..., 0])
        self._ratings, self._count = ordered[self.places], count[self.places]

    def quantile(self, u: Floats, values: Floats) -> Floats:
        return self._ratings[np.arange(len(self._count)), (u * self._count).astype(np.intp)]


class Unknown(Uncertain):
    """Not known, and taken to be anything: `places` is (A, L), true for such cells.

    `like="uniform"`: all of [0, 1] equally likely, so that nothing is presumed. `like="observed"`:
    one of the values known of other alternatives on the criterion, each equally likely, which
    presumes that what is unknown is so by chance; a criterion on which nothing is known is uniform.
    An unknown cell that is not declared is left out of the score, as `decide.score` does.
    """

    def __init__(self, places: ArrayLike, like: str = "uniform") -> None:
        if like not in ("uniform", "observed"):
            raise ValueError(f"An unknown cell is drawn uniform or observed, not {like}.")
        self.places = np.asarray(places, dtype=bool)
        self.like = like

    def quantile(self, u: Floats, values: Floats) -> Floats:
        if self.like == "uniform":
            return u
        drawn = u.copy()
        columns = np.nonzero(self.places)[1]
        for column in np.unique(columns):
            known = np.sort(values[:, column][~np.isnan(values[:, column])])
            if len(known):
                mine = columns == column
                drawn[:, mine] = known[(u[:, mine] * len(known)).astype(np.intp)]
        return drawn


class Drawn(Uncertain):
    """One of the values it was drawn to have, each equally likely: `draws` is (S, A, L), of which
    the cells that differ between samples are of this kind (`decide.data.ImputeByDraw`)."""

    def __init__(self, draws: ArrayLike) -> None:
        drawn = np.asarray(draws, dtype=np.float64)
        if drawn.ndim != 3 or not len(drawn) or (drawn < 0).any() or (drawn > 1).any():
            raise ValueError("Draws are (samples, alternatives, criteria) and lie in [0, 1].")
        self.places = (drawn != drawn[0]).any(axis=0) & ~np.isnan(drawn).all(axis=0)
        self._draws = drawn[:, self.places]

    def quantile(self, u: Floats, values: Floats) -> Floats:
        return self._draws[(u * len(self._draws)).astype(np.intp), np.arange(self._draws.shape[1])]


class Values:
    """The cells of a problem: (A, L) `known` values with NaN for what is unknown, and what is not
    certain about them. Raises `ValueError` for another shape, a value that is infinite, or a cell
    of which two kinds of doubt are declared."""

    def __init__(self, known: ArrayLike, uncertain: Sequence[Uncertain] = ()) -> None:
        self.known = np.array(known, dtype=np.float64)
        if self.known.ndim != 2 or 0 in self.known.shape or np.isinf(self.known).any():
            raise ValueError(
                f"Cells are finite numbers, (alternatives, criteria), not {self.known.shape}."
            )
        self.known.setflags(write=False)
        self.uncertain = tuple(kind for kind in uncertain if kind.places.any())
        times = np.zeros(self.known.shape, dtype=int)
        for kind in uncertain:
            if kind.places.shape != self.known.shape:
                raise ValueError(
                    f"{type(kind).__name__} is about {kind.places.shape} cells of "
                    f"{self.known.shape}."
                )
            times += kind.places
        if (times > 1).any():
            raise ValueError(f"{_place(times > 1)} is declared uncertain in two ways.")

    @property
    def shape(self) -> tuple[int, int]:
        return self.known.shape

    @cached_property
    def cells(self) -> NDArray[np.int64]:
        """(M, 2) row and column of each uncertain cell, in the order of the columns of `fill`."""
        return np.concatenate(
            [np.argwhere(kind.places) for kind in self.uncertain] or [np.empty((0, 2), np.int64)]
        )

    def fill(self, u: ArrayLike) -> Floats:
        """(n, A, L) values at the (n, M) levels `u` in [0, 1) of the uncertain cells; NaN where a
        cell is unknown and not declared."""
        levels = np.asarray(u, dtype=np.float64)
        if levels.ndim != 2 or levels.shape[1] != len(self.cells):
            raise ValueError(f"Levels have shape {levels.shape}: expected (n, {len(self.cells)}).")
        filled = np.repeat(self.known[None], len(levels), axis=0)
        start = 0
        for kind in self.uncertain:
            rows, columns = np.nonzero(kind.places)
            mine = levels[:, start : start + len(rows)]
            filled[:, rows, columns] = kind.quantile(mine, self.known)
            start += len(rows)
        return filled

    def draw(self, rng: np.random.Generator, n: int) -> Floats:
        """(n, A, L) values."""
        return self.fill(rng.random((n, len(self.cells))))


def _cells(given: ArrayLike, what: str) -> Floats:
    cells = np.asarray(given, dtype=np.float64)
    if cells.ndim != 2:
        raise ValueError(f"The {what} has shape {cells.shape}: expected (alternatives, criteria).")
    outside = (cells < 0) | (cells > 1)
    if outside.any():
        raise ValueError(f"{_place(outside)} has a {what} outside [0, 1].")
    return cells


def _place(wrong: Booleans) -> str:
    row, column = np.argwhere(wrong)[0][:2].tolist()
    return f"The cell of alternative {row + 1} on criterion {column + 1}"
