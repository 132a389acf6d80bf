"""MR-Sort: a category is reached when a majority of criteria reach its profile and none forbids."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import TOLERANCE, Floats, directions_of, matrix_of, weights_of
from windroos.decide.declared import Declared
from windroos.decide.products import sums
from windroos.decide.verdict import EFFORTS

from .profiles import (
    Sorted,
    Thresholds,
    check_cut,
    check_profiles,
    compared,
    oriented_profiles,
    thresholds,
)


@dataclass(frozen=True)
class MrSort(Declared, name="mr-sort"):
    """Profiles, majority and vetoes.

    `profiles` are the lower limits of all categories but the worst, worst first, in the unit of
    each criterion. `majority` is the share of weight that must reach a profile. A `veto` says how
    far below a profile a single criterion forbids the category. `categories` are named worst first.
    """

    profiles: tuple[tuple[float, ...], ...]
    majority: float = 0.5
    veto: Thresholds | None = None
    categories: tuple[str, ...] = EFFORTS

    def __post_init__(self) -> None:
        check_profiles(self, self.profiles, self.categories)
        check_cut(self, "majority", self.majority)
        if not (thresholds(self, "veto", self.profiles, none=np.inf) > 0).all():
            raise self.wrong("veto", "must be above 0")

    def __call__(
        self, matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
    ) -> MrSortResult:
        return mr_sort(matrix, weights, directions, self)


@dataclass(frozen=True)
class MrSortResult(Sorted):
    """The categories, and why."""

    majority: Floats
    """(..., A, H) weight of the criteria that reach each profile."""
    vetoed: NDArray[np.bool_]
    """(..., A, H) whether a criterion forbids it; of the matrix's sample dimensions only."""


def mr_sort(
    matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None, parameters: MrSort
) -> MrSortResult:
    """The best category whose profile an alternative reaches.

    `matrix` is (..., A, L), `weights` (..., L). It reaches a profile when the criteria on which it
    is at least as good weigh the majority or more, and on no criterion it is worse by the veto or
    more; a profile, majority or veto is reached within rounding. A constant column is no special
    case; a criterion without weight counts in no majority, but its veto stands. Raises `ValueError`
    for a missing value, a wrong shape, or profiles that are not in order.

    Source: Leroy, Mousseau & Pirlot (2011), Learning the parameters of a multiple criteria sorting
    method, ADT 2011, LNCS 6992, 219-233, a case of Bouyssou & Marchant (2007), European Journal of
    Operational Research 178(1), 217-245 (two categories) and 246-276 (more). That a veto reached
    already forbids is as in Meyer & Olteanu (2017), Computers & Operations Research 81, 216-230,
    and the R package MCDA.
    """
    values = matrix_of(matrix)
    alternatives, criteria = values.shape[-2:]
    signs = directions_of(directions, criteria)
    w = weights_of(weights, criteria)
    profiles = oriented_profiles(parameters.profiles, signs)
    behind, slack = compared(profiles, values * signs)
    reached = (behind <= slack).astype(np.float64)
    flat = reached.reshape(*reached.shape[:-3], alternatives * len(profiles), criteria)
    weight = sums(flat, w)
    majority = weight.reshape(*weight.shape[:-1], alternatives, len(profiles))
    veto = thresholds(parameters, "veto", parameters.profiles, none=np.inf)
    vetoed = np.asarray((behind >= veto - slack).any(axis=-1))
    reaches = (majority >= parameters.majority - TOLERANCE) & ~vetoed
    category = (reaches * np.arange(1, len(profiles) + 1)).max(axis=-1)
    return MrSortResult(category, parameters.categories, majority, vetoed)
