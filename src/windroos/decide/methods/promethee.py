"""PROMETHEE I and II: flows of preference between alternatives, linear in the weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import TOLERANCE, Floats, directions_of, matrix_of, weights_of
from windroos.decide.declared import Declared
from windroos.decide.products import sums

from .preference import Preference, criterion_flows
from .ranking import Ranking


@dataclass(frozen=True)
class Promethee(Declared, name="promethee"):
    """The preference function of each criterion: one for all of them, or a tuple of one for each.

    >>> Promethee(Preference("linear", q=1, p=2)).as_dict()["preferences"]["shape"]
    'linear'
    """

    preferences: Preference | tuple[Preference, ...] = Preference()  # noqa: RUF009 - frozen

    def __post_init__(self) -> None:
        given = self.preferences
        each = given if isinstance(given, tuple) else (given,)
        if not each or not all(isinstance(one, Preference) for one in each):
            raise self.wrong("preferences", "must be one Preference, or a tuple of one a criterion")

    def __call__(
        self, matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
    ) -> PrometheeResult:
        return promethee(matrix, weights, directions, self)


@dataclass(frozen=True)
class UnicriterionFlows:
    """What each alternative gains and loses on each criterion, whatever the weights."""

    positive: Floats
    """(..., A, L) mean preference for it over the others."""
    negative: Floats
    """(..., A, L) mean preference of the others over it."""

    @property
    def net(self) -> Floats:
        """(..., A, L) positive less negative, from -1 to 1."""
        return self.positive - self.negative


@dataclass(frozen=True)
class PrometheeResult(Ranking):
    """`score` is the net flow of PROMETHEE II, from -1 to 1; its sum over alternatives is 0."""

    flows: UnicriterionFlows
    weights: Floats
    """(..., L), adding up to one."""

    @property
    def positive(self) -> Floats:
        """(..., A) the positive (leaving) flow, from 0 to 1."""
        return sums(self.flows.positive, self.weights)

    @property
    def negative(self) -> Floats:
        """(..., A) the negative (entering) flow, from 0 to 1."""
        return sums(self.flows.negative, self.weights)

    @property
    def prefers(self) -> NDArray[np.bool_]:
        """(..., A, A) PROMETHEE I: whether the row's alternative is preferred to the column's: no
        worse in either flow, better in one."""
        no_worse = self._no_worse()
        return no_worse & ~np.swapaxes(no_worse, -1, -2)

    @property
    def indifferent(self) -> NDArray[np.bool_]:
        """(..., A, A) PROMETHEE I: whether both flows are the same."""
        no_worse = self._no_worse()
        return no_worse & np.swapaxes(no_worse, -1, -2)

    @property
    def incomparable(self) -> NDArray[np.bool_]:
        """(..., A, A) PROMETHEE I: whether each is better in one of the flows."""
        no_worse = self._no_worse()
        return ~no_worse & ~np.swapaxes(no_worse, -1, -2)

    def _no_worse(self) -> NDArray[np.bool_]:
        gains, losses = self.positive, self.negative
        at_least = gains[..., :, None] >= gains[..., None, :] - TOLERANCE
        at_most = losses[..., :, None] <= losses[..., None, :] + TOLERANCE
        return at_least & at_most


def unicriterion_flows(
    matrix: ArrayLike,
    directions: ArrayLike | None = None,
    parameters: Promethee = Promethee(),
) -> UnicriterionFlows:
    """The flows of each alternative on each criterion, from an (..., A, L) matrix.

    They do not depend on weights, and take memory in proportion to the matrix. On a constant
    column all flows are 0, as they are of a lone alternative. Raises `ValueError` for a missing
    value, a wrong shape, or another number of preference functions than criteria.
    """
    values = matrix_of(matrix)
    criteria = values.shape[-1]
    given = parameters.preferences
    preferences = given if isinstance(given, tuple) else (given,) * criteria
    if len(preferences) != criteria:
        raise ValueError(f"{len(preferences)} preference functions for {criteria} criteria.")
    oriented = values * directions_of(directions, criteria)
    flows = np.empty((2, *values.shape))
    for j, preference in enumerate(preferences):
        flows[..., j] = criterion_flows(oriented[..., j], preference)
    return UnicriterionFlows(flows[0], flows[1])


def weighted_flows(flows: UnicriterionFlows, weights: ArrayLike) -> PrometheeResult:
    """The flows under weights, (..., L): for all weight vectors one matrix product."""
    w = weights_of(weights, flows.positive.shape[-1])
    return PrometheeResult(sums(flows.net, w), flows, w)


def promethee(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike | None = None,
    parameters: Promethee = Promethee(),
) -> PrometheeResult:
    """The unicriterion flows of an (..., A, L) matrix under (..., L) weights.

    Constant columns and those without weight add nothing. Raises `ValueError` as
    `unicriterion_flows` does.

    Source: Brans, Vincke & Mareschal (1986), European Journal of Operational Research 24(2),
    228-238; flows divided by A - 1 as in Brans & De Smet (2016), in Multiple Criteria Decision
    Analysis, Springer, 187-219 (the 1986 article does not divide).
    """
    return weighted_flows(unicriterion_flows(matrix, directions, parameters), weights)
