"""Uniform draws from any cut of the simplex, by walking through it.

Hit-and-run (Smith 1984, Operations Research 32(6), 1296-1308; for weights: Tervonen, van
Valkenhoef, Basturk and Postmus 2013, European Journal of Operational Research 224(3), 552-559):
from a point inside take a random direction, find where the line leaves the body, go to a uniform
point of that stretch, and again. Here every sample is the end of a walk of its own; the walks run
side by side as rows of one array.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Smaller than this the body is flat: rounding would decide what lies in it.
_FLAT = 1e-9
_PILOTS = 512


class NoRoom(ValueError):
    """No weights meet the constraints, or only a set without volume does."""


@dataclass(frozen=True, eq=False)
class Polytope:
    """Weights w of k criteria that add up to one with `normals` @ w <= `limits`, as made by
    `polytope`; `normals` is (m, k), `limits` (m,)."""

    normals: Floats
    limits: Floats
    centre: Floats
    """(k,) the centre of the largest ball inside, where walks begin."""

    def holds(self, weights: Floats) -> NDArray[np.bool_]:
        """(n,) whether each of the (n, k) weights lies inside."""
        return np.all(weights @ self.normals.T <= self.limits, axis=-1)


def polytope(normals: Floats, limits: Floats) -> Polytope:
    """The cut simplex with its Chebyshev centre, by a linear programme; raises `NoRoom`."""
    from scipy.optimize import linprog  # takes half a second, and few ask for it

    k = normals.shape[1]
    flat = normals - normals.mean(axis=1, keepdims=True)  # a step keeps the sum
    reach = np.linalg.norm(flat, axis=1)
    solved = linprog(
        np.append(np.zeros(k), -1.0),
        A_ub=np.column_stack([normals, reach]),
        b_ub=limits,
        A_eq=np.append(np.ones(k), 0.0)[None],
        b_eq=[1.0],
        bounds=[(0, 1)] * k + [(0, 1)],
    )
    if not solved.success:
        raise NoRoom("no weights meet them all")
    if solved.x[-1] < _FLAT:
        raise NoRoom("they leave no room: some weight, or some ratio, is fixed by the others")
    return Polytope(normals, limits, solved.x[:-1])


def steps_of(k: int) -> int:
    """Steps of a walk. In a simplex made round, the slowest body here, the mean forgets where it
    began by a factor of e in some k^2 / 2 steps (tried on complete orders, of which the mean is
    known): after these steps about 1 % is left, and that of a start which is about right itself."""
    return 50 + 2 * k * k


def prepare(body: Polytope) -> tuple[Floats, Floats]:
    """(k, k - 1) directions that make the body about round, and (512, k) points inside that are
    about uniform, to begin walks from.

    A long thin body is crossed slowly by directions that are equally likely; the covariance of
    points inside tells which way it is long. Found with a seed of its own, so that it is the same
    for every run.
    """
    k = body.normals.shape[1]
    # What keeps the sum of weights: all directions but the one in which all rise alike.
    basis = np.linalg.svd(np.ones((1, k)))[2][1:].T
    directions = basis
    rng = np.random.default_rng(0)
    points = np.tile(body.centre, (_PILOTS, 1))
    for _ in range(4):
        points = walk(rng, points, body, directions, steps_of(k))
        within = (points - points.mean(axis=0)) @ basis
        directions = basis @ np.linalg.cholesky(within.T @ within / _PILOTS)
    return directions, points


def walk(
    rng: np.random.Generator, points: Floats, body: Polytope, directions: Floats, steps: int
) -> Floats:
    """Where (n, k) points are after so many steps."""
    n, k = points.shape
    # One product gives the way in weights, and how fast it uses up what each constraint leaves.
    both = np.vstack([directions, body.normals @ directions]).T
    at = np.hstack([points, points @ body.normals.T])
    for _ in range(steps):
        way = rng.standard_normal((n, directions.shape[1])) @ both
        speed = way[:, k:]
        left = np.maximum(body.limits - at[:, k:], 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = left / speed
        ahead = np.where(speed > 0, reach, np.inf).min(axis=1)
        behind = np.where(speed < 0, reach, -np.inf).max(axis=1)
        way *= (behind + rng.random(n) * (ahead - behind))[:, None]
        at += way
    return at[:, :k]
