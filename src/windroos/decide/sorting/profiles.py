"""What every method asks that sorts alternatives into categories divided by profiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from windroos.decide.arrays import TOLERANCE, Floats, Integers
from windroos.decide.declared import Declared

Thresholds = float | tuple[float | None, ...] | tuple[tuple[float | None, ...], ...]
"""One for all criteria, one for each, or one for each criterion at each profile; None is none."""


@dataclass(frozen=True)
class Sorted:
    """The category of each alternative."""

    category: Integers
    """(..., A) number of the category, 0 for the worst."""
    categories: tuple[str, ...]
    """Their names, worst first."""

    @property
    def names(self) -> np.ndarray:
        """(..., A) names of the categories."""
        return np.asarray(self.categories)[self.category]


def check_profiles(
    method: Declared, profiles: tuple[tuple[float, ...], ...], categories: tuple[str, ...]
) -> None:
    """Raises `ParameterError` for no profiles, profiles of different length or with a figure that
    is not finite, or another number of categories than one more than the profiles."""
    if not profiles or any(len(profile) != len(profiles[0]) for profile in profiles):
        raise method.wrong("profiles", "must be one or more, each with a figure for each criterion")
    if not np.isfinite(np.asarray(profiles, dtype=np.float64)).all():
        raise method.wrong("profiles", "must be finite figures")
    if len(categories) != len(profiles) + 1 or len(set(categories)) != len(categories):
        raise method.wrong(
            "categories",
            f"must be {len(profiles) + 1} different names, worst first: one more than the profiles",
        )


def check_cut(method: Declared, parameter: str, cut: float) -> None:
    """Raises `ParameterError` unless the cut is in [0.5, 1]."""
    if not 0.5 <= cut <= 1:
        raise method.wrong(parameter, "must be from 0.5 to 1")


def oriented_profiles(profiles: tuple[tuple[float, ...], ...], directions: Floats) -> Floats:
    """(H, L) profiles, more is better, worst first.

    Raises `ValueError` for another number of criteria, or where a better profile is worse than the
    one before it.
    """
    oriented = np.asarray(profiles, dtype=np.float64)
    if oriented.shape[1] != len(directions):
        raise ValueError(
            f"Profiles have {oriented.shape[1]} figures: the matrix has {len(directions)} criteria."
        )
    oriented = oriented * directions
    falls = np.argwhere(np.diff(oriented, axis=0) < 0)
    if len(falls):
        profile, criterion = falls[0]
        raise ValueError(
            f"Profile {profile + 2} is worse than profile {profile + 1} on criterion "
            f"{criterion + 1}: give the profiles worst first, and mind the directions."
        )
    return oriented


def compared(profiles: Floats, values: Floats) -> tuple[Floats, Floats]:
    """How far each alternative lies behind each profile, and what of that may be rounding, both
    (..., A, H, L); `profiles` are (H, L) and `values` (..., A, L), more is better.

    0.3 and three times 0.1 are the same figure: who has the one has reached the other.
    """
    each = values[..., :, None, :]
    return profiles - each, TOLERANCE * np.maximum(np.abs(profiles), np.abs(each))


def thresholds(
    method: Declared, parameter: str, profiles: tuple[tuple[float, ...], ...], *, none: float
) -> Floats:
    """(H, L) thresholds of a parameter that is `Thresholds` or None; `none` where there is none.

    Raises `ParameterError` for a wrong number of them or one that is negative.
    """
    given = getattr(method, parameter)
    shape = (len(profiles), len(profiles[0]))
    try:
        raw = np.asarray(np.nan if given is None else given, dtype=np.float64)
        found = np.broadcast_to(np.where(np.isnan(raw), none, raw), shape)
    except (TypeError, ValueError):
        raise method.wrong(
            parameter, f"must be a number, or {shape[1]} of them, for each profile or for all"
        ) from None
    if not (found >= 0).all():
        raise method.wrong(parameter, "must be 0 or more")
    return found
