"""Weights from principal components, by the procedure of the OECD handbook.

Shapes: `...` are leading sample dimensions, A alternatives, L criteria, K components kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import Floats, matrix_of
from windroos.decide.declared import Declared

from .objective import correlation_of

_TURNS = 500
_STILL = 1e-12
_NOTHING = 1e-9


@dataclass(frozen=True)
class PrincipalComponents(Declared, name="principal-components"):
    """Parameters of weights from principal components.

    `components` is how many are kept; None keeps those whose eigenvalue is at least
    `least_eigenvalue` and that explain at least `least_share` of the variance each, and more until
    together they explain `together`: the handbook's three rules. `kaiser` gives every criterion the
    same length while the components are turned.
    """

    components: int | None = None
    least_eigenvalue: float = 1.0
    least_share: float = 0.10
    together: float = 0.60
    kaiser: bool = True

    def __post_init__(self) -> None:
        if self.components is not None and self.components < 1:
            raise self.wrong("components", f"must be 1 or more, or None, not {self.components}")
        if not self.least_eigenvalue >= 0:
            raise self.wrong("least_eigenvalue", f"must be 0 or more, not {self.least_eigenvalue}")
        for parameter in ("least_share", "together"):
            if not 0 <= getattr(self, parameter) <= 1:
                raise self.wrong(parameter, f"must lie from 0 to 1, not {getattr(self, parameter)}")

    def __call__(self, matrix: ArrayLike) -> ComponentsResult:
        return principal_components(matrix, self)


@dataclass(frozen=True)
class ComponentsResult:
    """Weights from principal components with what they are made of."""

    weights: Floats
    """(..., L), summing to one."""
    eigenvalues: Floats
    """(..., L) of the correlations, falling."""
    kept: NDArray[np.int64]
    """(...) the number of components kept."""
    loadings: Floats
    """(..., L, L) of criteria (rows) on components (columns) after varimax; 0 where not kept."""
    explained: Floats
    """(..., L) the variance each turned component explains; 0 where not kept."""


def principal_components(
    matrix: ArrayLike, parameters: PrincipalComponents = PrincipalComponents()
) -> ComponentsResult:
    """Weights of (..., A, L) figures from their principal components.

    The procedure of the OECD and JRC (2008, Handbook on Constructing Composite Indicators, step 6,
    pp. 89-91, after Nicoletti, Scarpetta and Boylaud 2000): principal components of the
    correlations; keep some; turn them by varimax (Kaiser 1958, Psychometrika 23(3), 187-200);
    square the loadings and make each component's sum to one; give every criterion to the component
    on which it loads most, where its weight is that square times the share of the kept variance
    that the component explains; make the weights sum to one.

    The weights say how figures move together, not what matters: a criterion that nobody shares its
    movement with may get much or next to nothing, with how many components are kept. The handbook
    itself keeps four for its example, of which the last has an eigenvalue of 0.9; the three rules
    keep two, so name the number where it matters. Columns of equals get no weight and move no
    other; where all are, weights are equal. Raises `ValueError` for a missing figure, and for more
    components than criteria.
    """
    figures = matrix_of(matrix)
    n = figures.shape[-1]
    if parameters.components is not None and parameters.components > n:
        raise ValueError(f"{parameters.components} components cannot be kept of {n} criteria.")
    related = correlation_of(figures)
    varies = np.ptp(figures, axis=-2) > 0
    related = related * varies[..., None] * varies[..., None, :]
    values, vectors = np.linalg.eigh(related)
    values = np.maximum(values[..., ::-1], 0)
    loadings = vectors[..., ::-1] * np.sqrt(values)[..., None, :]
    kept = _kept(values, parameters)
    turned = np.zeros_like(loadings)
    for count in np.unique(kept):  # at most as many as criteria
        at = kept == count
        criteria = np.maximum(varies[at].sum(axis=-1), 1)[..., None]
        turned[at, :, :count] = _varimax(loadings[at][..., :count], criteria, parameters.kaiser)
    explained = (turned**2).sum(axis=-2)
    square = turned**2 / np.where(explained > 0, explained, 1)[..., None, :]
    home = np.argmax(turned**2, axis=-1)
    raw = np.take_along_axis(square * explained[..., None, :], home[..., None], axis=-1)[..., 0]
    raw = np.where(varies, raw, 0.0)
    whole = raw.sum(axis=-1, keepdims=True)
    weights = np.where(whole > 0, raw / np.where(whole > 0, whole, 1), 1 / n)
    return ComponentsResult(weights, values, kept, turned, explained)


def _kept(values: Floats, parameters: PrincipalComponents) -> NDArray[np.int64]:
    if parameters.components is not None:
        return np.full(values.shape[:-1], parameters.components, dtype=np.int64)
    whole = values.sum(axis=-1, keepdims=True)
    share = values / np.where(whole > 0, whole, 1)
    enough = (values >= parameters.least_eigenvalue - 1e-9) & (
        share >= parameters.least_share - 1e-9
    )
    # The first ones, until what they explain together has been reached.
    short = np.cumsum(share, axis=-1) - share < parameters.together - 1e-9
    kept = np.maximum(enough.sum(axis=-1), (short & (whole > 0)).sum(axis=-1))
    return np.maximum(kept, 1).astype(np.int64)


def _varimax(loadings: Floats, criteria: NDArray[np.int64], kaiser: bool) -> Floats:
    """(S, L, K) turned so that the squares within a component differ most, between the (S, 1)
    criteria that vary; the greatest loading of each is positive, since the sign of a component is
    nobody's. Two components at a time, by the angle that is best for them (Kaiser 1958)."""
    length = np.sqrt((loadings**2).sum(axis=-1, keepdims=True))
    # A column of equals is left with some rounding, which is not to be made as long as the others.
    length = np.where((length > _NOTHING) & kaiser, length, 1.0)
    turned = loadings / length
    planes = list(combinations(range(turned.shape[-1]), 2))
    moving = np.arange(len(turned))  # each sample stops by itself, whatever the others do
    for _ in range(_TURNS):
        at = turned[moving]
        most = np.zeros(len(moving))
        for one, other in planes:
            x, y = at[..., one], at[..., other]
            angle = _best_angle(x, y, criteria[moving])
            most = np.maximum(most, np.abs(angle))
            sine, cosine = np.sin(angle)[:, None], np.cos(angle)[:, None]
            at[..., one], at[..., other] = x * cosine + y * sine, y * cosine - x * sine
        turned[moving] = at
        moving = moving[most > _STILL]
        if not moving.size:
            break
    turned = turned * length
    most = np.take_along_axis(turned, np.abs(turned).argmax(axis=-2)[..., None, :], axis=-2)
    return turned * np.where(most < 0, -1.0, 1.0)


def _best_angle(x: Floats, y: Floats, criteria: NDArray[np.int64]) -> Floats:
    """(S,) the turn of two components (S, L) after which the squares within them differ most; 0
    where every turn is as good."""
    u, v = x**2 - y**2, 2 * x * y
    a, b = u.sum(axis=-1, keepdims=True), v.sum(axis=-1, keepdims=True)
    across = (2 * u * v).sum(axis=-1, keepdims=True) - 2 * a * b / criteria
    along = (u**2 - v**2).sum(axis=-1, keepdims=True) - (a**2 - b**2) / criteria
    flat = np.hypot(across, along) <= _STILL * (u**2 + v**2).sum(axis=-1, keepdims=True)
    return np.where(flat, 0.0, np.arctan2(across, along) / 4)[..., 0]
