"""ELECTRE TRI-B: categories by outranking of profiles, with thresholds and vetoes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import (
    TOLERANCE,
    Floats,
    Integers,
    directions_of,
    matrix_of,
    weights_of,
)
from windroos.decide.declared import Declared
from windroos.decide.products import over, sums
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

RULES = ("pessimistic", "optimistic")


@dataclass(frozen=True)
class ElectreTri(Declared, name="electre-tri"):
    """Profiles, thresholds, cut and rule.

    `profiles` are the limits between the categories, worst first, in the unit of each criterion. A
    difference up to `q` is indifferent, from `p` on one is better; `v` forbids, and None forbids
    nothing. `cut` is the credibility (λ in the source) from which an alternative outranks. `rule`
    says which of the two assignments is the category. `categories` are named worst first.
    """

    profiles: tuple[tuple[float, ...], ...]
    q: Thresholds = 0.0
    p: Thresholds = 0.0
    v: Thresholds | None = None
    cut: float = 0.75
    rule: str = "pessimistic"
    categories: tuple[str, ...] = EFFORTS

    def __post_init__(self) -> None:
        check_profiles(self, self.profiles, self.categories)
        check_cut(self, "cut", self.cut)
        if self.rule not in RULES:
            raise self.wrong("rule", f"must be one of {', '.join(RULES)}")
        q, p, v = self.limits
        if not (q <= p).all():
            raise self.wrong("q", "must be p or less")
        if not (p <= v).all():
            raise self.wrong("v", "must be p or more")

    @property
    def limits(self) -> tuple[Floats, Floats, Floats]:
        """q, p and v, each (H, L)."""
        q, p = (thresholds(self, name, self.profiles, none=0.0) for name in ("q", "p"))
        return q, p, thresholds(self, "v", self.profiles, none=np.inf)

    def __call__(
        self, matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
    ) -> ElectreTriResult:
        return electre_tri(matrix, weights, directions, self)


@dataclass(frozen=True)
class ElectreTriResult(Sorted):
    """`category` is that of the declared rule."""

    pessimistic: Integers
    """(..., A) the best category whose lower profile the alternative outranks."""
    optimistic: Integers
    """(..., A) the worst category whose upper profile is preferred to the alternative."""
    over_profile: Floats
    """(..., A, H) credibility that the alternative outranks the profile."""
    under_profile: Floats
    """(..., A, H) credibility that the profile outranks the alternative."""


def electre_tri(
    matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None, parameters: ElectreTri
) -> ElectreTriResult:
    """Both assignments of each alternative, and the credibilities that they rest on.

    `matrix` is (..., A, L), `weights` (..., L). Alternative and profile may outrank each other:
    they are indifferent. The optimistic rule therefore asks for a profile that outranks and is not
    outranked. (pyDecision 5.1 and R's OutrankingTools 1.0 take an indifferent alternative as not
    outranking in the pessimistic rule; we follow the definition, as py-mcda and pymcda do.) The
    optimistic category is never worse than the pessimistic.

    A difference equals a threshold within rounding. A constant column is no special case; a
    criterion without weight counts in no concordance, but its veto stands. Raises `ValueError` for
    a missing value, a wrong shape, or profiles that are not in order.

    Source: Yu (1992), ELECTRE TRI, Document du LAMSADE 74; Mousseau & Slowinski (1998), Journal of
    Global Optimization 12, 157-174.
    """
    values = matrix_of(matrix)
    criteria = values.shape[-1]
    signs = directions_of(directions, criteria)
    w = weights_of(weights, criteria)
    profiles = oriented_profiles(parameters.profiles, signs)
    behind, slack = compared(profiles, values * signs)
    over_profile = _credibility(behind, slack, w, *parameters.limits)
    under_profile = _credibility(-behind, slack, w, *parameters.limits)
    outranks = _reached(over_profile, parameters.cut)
    preferred = _reached(under_profile, parameters.cut) & ~outranks
    pessimistic = (outranks * np.arange(1, len(profiles) + 1)).max(axis=-1)
    first = np.argmax(preferred, axis=-1)
    optimistic = np.where(preferred.any(axis=-1), first, len(profiles))
    return ElectreTriResult(
        pessimistic if parameters.rule == "pessimistic" else optimistic,
        parameters.categories,
        pessimistic,
        optimistic,
        over_profile,
        under_profile,
    )


def _credibility(
    behind: Floats, slack: Floats, w: Floats, q: Floats, p: Floats, v: Floats
) -> Floats:
    """(..., A, H): concordance, weakened by each criterion whose discordance exceeds it.

    `behind` is (..., A, H, L), how far the one that is to outrank lies behind the other, and
    `slack` what of that may be rounding.
    """
    *leading, alternatives, profiles, criteria = behind.shape
    graded = np.clip(over(p - behind, p - q, where_zero=0.0), 0, 1)
    concordant = np.where(behind <= q + slack, 1.0, graded)
    weight = sums(concordant.reshape(*leading, alternatives * profiles, criteria), w)
    concordance = np.minimum(weight.reshape(*weight.shape[:-1], alternatives, profiles), 1.0)
    width = np.where(np.isinf(v), 1.0, v - p)
    beyond = np.where(np.isinf(v), 0.0, behind - p)
    graded = np.where(behind >= v - slack, 1.0, np.clip(over(beyond, width, where_zero=1.0), 0, 1))
    discordance = np.where(behind <= p + slack, 0.0, graded)
    return _weakened(concordance, discordance)


def _weakened(concordance: Floats, discordance: Floats) -> Floats:
    """Concordance C times (1 - d) / (1 - C) for each discordance d above C, pair by pair.

    (1 - d) / (1 - C) is below 1 just where d is above C. A full veto (d = 1) leaves nothing, even
    where the criterion has no weight and C is 1.
    """
    *leading, alternatives, profiles, criteria = discordance.shape
    opposed = discordance.reshape(*leading, alternatives * profiles, criteria)
    credibility = concordance.reshape(*concordance.shape[:-2], alternatives * profiles).copy()
    certain = 1 / np.maximum(1 - credibility, 1e-300)  # where C is 1, only d = 1 leaves less
    for j in range(criteria):
        against = opposed[..., j]
        pairs = np.flatnonzero(against.reshape(-1, against.shape[-1]).any(axis=0))
        share = (1 - against[..., pairs]) * certain[..., pairs]
        credibility[..., pairs] *= np.minimum(share, 1.0, out=share)
    return credibility.reshape(concordance.shape)


def _reached(credibility: Floats, cut: float) -> NDArray[np.bool_]:
    return credibility >= cut - TOLERANCE
