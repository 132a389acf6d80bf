"""What is taken to be true of the weights: a space of them, from which samples are drawn.

>>> rng = np.random.default_rng(1)
>>> WholeSimplex().draw(rng, 2, 3).sum(axis=1).round(12).tolist()
[1.0, 1.0]
>>> bool((Constrained(lower=0.2, upper=0.5).draw(rng, 100, 3) >= 0.2).all())
True

Criteria are numbered from 0, here among those that are drawn together: all leaves, or the children
of one node of a tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.declared import Declared

from .hit_and_run import NoRoom, Polytope, polytope, prepare, steps_of, walk
from .linear_extensions import MOST, draw_extension

Floats = NDArray[np.float64]

# A share of draws accepted below which walking is quicker than drawing and rejecting.
_WORTHWHILE = 0.02
_PILOTS = 4096


class WeightSpace(Declared):
    """A space of weights; `draw` takes samples of it."""

    def draw(
        self, rng: np.random.Generator, n: int, k: int, centre: ArrayLike | None = None
    ) -> Floats:
        """(n, k) weights that add up to one. `centre` is (k,), the weights in hand: the point of a
        space that lies around one and names none. Raises `ParameterError` for a space that does
        not fit k criteria."""
        raise NotImplementedError

    def __call__(
        self, rng: np.random.Generator, n: int, k: int, centre: ArrayLike | None = None
    ) -> Floats:
        return self.draw(rng, n, k, centre)

    def _point(self, own: Sequence[float] | None, k: int, centre: ArrayLike | None) -> Floats:
        given = own if own is not None else centre
        point = np.ones(k) if given is None else np.asarray(given, dtype=np.float64)
        if point.shape != (k,):
            raise self.wrong("point", f"must have {k} weights, one per criterion")
        if not (np.isfinite(point).all() and (point >= 0).all() and point.sum() > 0):
            raise self.wrong("point", "must be weights of 0 or more, of which one counts")
        return point / point.sum()


@dataclass(frozen=True)
class FixedWeights(WeightSpace, name="fixed-weights"):
    """One point: `point`, else the weights in hand, else equal weights."""

    point: tuple[float, ...] | None = None

    def draw(
        self, rng: np.random.Generator, n: int, k: int, centre: ArrayLike | None = None
    ) -> Floats:
        return np.tile(self._point(self.point, k, centre), (n, 1))


@dataclass(frozen=True)
class WholeSimplex(WeightSpace, name="whole-simplex"):
    """All weights, each as likely as any: Dirichlet(1, ..., 1), by exponentials made to sum to one
    (Lahdelma, Hokkanen and Salminen 1998, European Journal of Operational Research 106, 137-143).
    Exact."""

    def draw(
        self, rng: np.random.Generator, n: int, k: int, centre: ArrayLike | None = None
    ) -> Floats:
        return _simplex(rng, n, k)


@dataclass(frozen=True)
class AroundPoint(WeightSpace, name="around-point"):
    """Weights around a point: `point`, else the weights in hand, else equal weights.

    With `concentration` c: Dirichlet(c p), with mean p and variance p (1 - p) / (c + 1)
    (Butler, Jia and Dyer 1997, European Journal of Operational Research 103, 531-546, draw around
    given weights to this end). With `spread` s: every weight is multiplied by a number uniform
    between 1 - s and 1 + s, and they are made to sum to one again. A weight of 0 stays 0.
    """

    point: tuple[float, ...] | None = None
    concentration: float | None = None
    spread: float | None = None

    def __post_init__(self) -> None:
        if (self.concentration is None) == (self.spread is None):
            raise self.wrong("concentration", "or spread must be given, and not both")
        if self.concentration is not None and not 0 < self.concentration < np.inf:
            raise self.wrong("concentration", f"must be above 0, not {self.concentration}")
        if self.spread is not None and not 0 < self.spread < 1:
            raise self.wrong("spread", f"must lie between 0 and 1, not {self.spread}")

    def draw(
        self, rng: np.random.Generator, n: int, k: int, centre: ArrayLike | None = None
    ) -> Floats:
        point = self._point(self.point, k, centre)
        if self.spread is not None:
            drawn = point * (1 + self.spread * (2 * rng.random((n, k)) - 1))
            return drawn / drawn.sum(axis=1, keepdims=True)
        assert self.concentration is not None
        weights, counts = np.zeros((n, k)), point > 0
        weights[:, counts] = rng.dirichlet(self.concentration * point[counts], n)
        return weights


@dataclass(frozen=True)
class RankOrder(WeightSpace, name="rank-order"):
    """All weights in one order: `order` names the criteria, the heaviest first; empty is the order
    in which they stand. Sorted draws from the simplex, exact; their mean is the rank-order
    centroid (Barron and Barrett 1996, Management Science 42(11), 1515-1523)."""

    order: tuple[int, ...] = ()

    def draw(
        self, rng: np.random.Generator, n: int, k: int, centre: ArrayLike | None = None
    ) -> Floats:
        order = self.order or tuple(range(k))
        if sorted(order) != list(range(k)):
            raise self.wrong("order", f"must name each of the criteria 0 to {k - 1} once")
        return _in_order(_simplex(rng, n, k), np.array(order)[None])


@dataclass(frozen=True)
class Constrained(WeightSpace, name="constrained"):
    """All weights that meet linear constraints, each as likely as any.

    `lower` and `upper` bound every weight: one number for all, or one each. `order` holds pairs
    (i, j): criterion i weighs no less than j. `ratios` holds (i, j, low, high): weight i divided by
    weight j lies between low and high.

    How samples are drawn, which `how` tells, all of them uniform:
    - *linear extensions*: only pairs, of at most 16 criteria; exact, nothing is rejected;
    - *rejection* from the simplex, from the bounds, or from the partial order, whichever is
      accepted most; exact;
    - *hit and run*, where less than 2 % would be accepted: uniform in the limit.
    """

    lower: float | tuple[float, ...] = 0.0
    upper: float | tuple[float, ...] = 1.0
    order: tuple[tuple[int, int], ...] = ()
    ratios: tuple[tuple[int, int, float, float], ...] = ()

    def __post_init__(self) -> None:
        for i, j in self.order:
            if i == j or i < 0 or j < 0:
                raise self.wrong("order", f"must hold pairs of two criteria, not {(i, j)}")
        for i, j, low, high in self.ratios:
            if i == j or i < 0 or j < 0 or not 0 <= low < high:
                raise self.wrong(
                    "ratios",
                    "must hold (i, j, low, high) of two criteria with low below high, "
                    f"not {(i, j, low, high)}",
                )

    def how(self, k: int) -> str:
        """How weights of k criteria are drawn."""
        return _plan(self, k).how if k > 1 else "one weight"

    def draw(
        self, rng: np.random.Generator, n: int, k: int, centre: ArrayLike | None = None
    ) -> Floats:
        if k == 1:
            return np.ones((n, 1))
        return _plan(self, k).draw(rng, n)

    def bounds(self, k: int) -> tuple[Floats, Floats]:
        """The bounds of k weights, each (k,)."""
        ends = []
        for parameter, given in (("lower", self.lower), ("upper", self.upper)):
            end = np.asarray(given, dtype=np.float64)
            if end.shape not in ((), (k,)) or not np.isfinite(end).all():
                raise self.wrong(parameter, f"must be a number, or {k} of them")
            ends.append(np.clip(np.broadcast_to(end, k), 0.0, 1.0))
        return ends[0], ends[1]

    def inequalities(self, k: int) -> tuple[Floats, Floats]:
        """The constraints on k weights as (m, k) and (m,): normals @ w <= limits."""
        named = {i for pair in (*self.order, *self.ratios) for i in pair[:2]}
        if named and max(named) >= k:
            raise self.wrong("order", f"or ratios name criterion {max(named)} of {k}")
        low, high = self.bounds(k)
        unit = np.eye(k)
        rows = [unit[j] - unit[i] for i, j in self.order]
        for i, j, least, most in self.ratios:
            rows.append(least * unit[j] - unit[i])
            if np.isfinite(most):
                rows.append(unit[i] - most * unit[j])
        # An upper end that the lower ends of the others see to is no constraint.
        capped = high < 1 - (low.sum() - low)
        normals = np.vstack([-unit, unit[capped], *rows])
        return normals, np.concatenate([-low, high[capped], np.zeros(len(rows))])


@dataclass(frozen=True, eq=False)
class _Plan:
    """A constrained space made ready for k criteria."""

    space: Constrained
    k: int
    body: Polytope
    how: str
    rate: float
    walks: tuple[Floats, Floats] | None = None
    """Directions, and points to begin from."""

    def draw(self, rng: np.random.Generator, n: int) -> Floats:
        if self.walks is not None:
            directions, points = self.walks
            start = points[rng.integers(len(points), size=n)]
            return walk(rng, start, self.body, directions, steps_of(self.k))
        if self.rate == 1:
            return _PROPOSALS[self.how](rng, n, self.space, self.k)
        accepted: list[Floats] = []
        missing = n
        while missing > 0:
            tries = int(1.1 * missing / self.rate) + 16
            proposed = _PROPOSALS[self.how](rng, tries, self.space, self.k)
            accepted.append(proposed[self.body.holds(proposed)])
            missing -= len(accepted[-1])
        return np.concatenate(accepted)[:n]


@lru_cache(maxsize=256)
def _plan(space: Constrained, k: int) -> _Plan:
    try:
        body = polytope(*space.inequalities(k))
    except NoRoom as error:
        raise space.wrong("the constraints", f"cannot be met: {error}") from error
    only_order = not space.ratios and space.lower == 0 and space.upper == 1
    if space.order and only_order and k <= MOST:
        return _Plan(space, k, body, "linear extensions", 1.0)
    rates = {}
    for how in _PROPOSALS:
        if how == "linear extensions" and not (space.order and k <= MOST):
            continue
        proposed = _PROPOSALS[how](np.random.default_rng(0), _PILOTS, space, k)
        rates[how] = float(body.holds(proposed).mean())
    how = max(rates, key=lambda name: rates[name])
    if rates[how] >= _WORTHWHILE:
        # The least below one: what the pilot accepted whole must still be looked at.
        return _Plan(space, k, body, how, min(rates[how], 1 - 1e-9))
    return _Plan(space, k, body, "hit and run", 0.0, prepare(body))


def _simplex(rng: np.random.Generator, n: int, k: int) -> Floats:
    drawn = rng.standard_exponential((n, k))
    drawn /= drawn.sum(axis=1, keepdims=True)
    return drawn


def _in_order(weights: Floats, order: NDArray[np.int64]) -> Floats:
    """The weights of each row given out in an order: the largest to the first named."""
    weights = -np.sort(-weights, axis=1)
    given = np.empty_like(weights)
    np.put_along_axis(given, np.broadcast_to(order, weights.shape), weights, axis=1)
    return given


def _from_simplex(rng: np.random.Generator, n: int, space: Constrained, k: int) -> Floats:
    """Uniform on the simplex above the lower bounds: a smaller simplex, shifted."""
    low, _ = space.bounds(k)
    return low + (1 - low.sum()) * _simplex(rng, n, k)


def _from_bounds(rng: np.random.Generator, n: int, space: Constrained, k: int) -> Floats:
    """Uniform within the bounds for all weights but the one with most room, which takes the rest:
    uniform on the plane of sum one, as its projection is."""
    low, high = space.bounds(k)
    least = np.maximum(low, 1 - (high.sum() - high))
    most = np.minimum(high, 1 - (low.sum() - low))
    drawn = least + (most - least) * rng.random((n, k))
    rest = int(np.argmax(most - least))
    drawn[:, rest] = 0
    drawn[:, rest] = 1 - drawn.sum(axis=1)
    return drawn


def _from_order(rng: np.random.Generator, n: int, space: Constrained, k: int) -> Floats:
    """Uniform on the simplex with some pairs in order."""
    return _in_order(_simplex(rng, n, k), draw_extension(rng, n, k, space.order))


_PROPOSALS = {
    "rejection from the simplex": _from_simplex,
    "rejection from the bounds": _from_bounds,
    "linear extensions": _from_order,
}
