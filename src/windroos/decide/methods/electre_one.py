"""ELECTRE I: which alternatives outrank which, and the kernel that nobody outside it beats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from windroos.decide.arrays import TOLERANCE, Floats, directions_of, matrix_of, weights_of
from windroos.decide.declared import Declared
from windroos.decide.products import BLOCK, over

from .kernel import kernel_of
from .pairs import agreement


@dataclass(frozen=True)
class ElectreOne(Declared, name="electre-one"):
    """From which concordance and up to which discordance an alternative outranks another."""

    concordance: float = 0.65
    discordance: float = 0.35

    def __post_init__(self) -> None:
        for parameter in ("concordance", "discordance"):
            if not 0 <= getattr(self, parameter) <= 1:
                raise self.wrong(parameter, "must be from 0 to 1")

    def __call__(
        self, matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None = None
    ) -> ElectreOneResult:
        return electre_one(matrix, weights, directions, self)


@dataclass(frozen=True)
class ElectreOneResult:
    """Relations between a row's alternative and a column's, and what follows."""

    concordance: Floats
    """(..., A, A) weight of the criteria on which the row's is at least as good; 1 on the
    diagonal."""
    discordance: Floats
    """(..., A, A) largest lead of the column's, over the largest range of all criteria; of the
    matrix's sample dimensions only."""
    outranks: NDArray[np.bool_]
    """(..., A, A) whether the row's outranks the column's; never itself."""
    kernel: NDArray[np.bool_]
    """(..., A) whether an alternative is in the kernel."""
    cyclic: NDArray[np.bool_]
    """(..., A) whether an alternative outranks, through others or not, one that outranks it: the
    kernel then takes the whole circle as one alternative."""


def electre_one(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike | None = None,
    parameters: ElectreOne = ElectreOne(),
) -> ElectreOneResult:
    """Concordance, discordance, outranking and kernel.

    `matrix` is (..., A, L), on one scale, since leads on different criteria are compared: normalise
    it first (`windroos.decide.data`). `weights` are (..., L). A constant column is agreed upon by
    all, and raises every concordance. A criterion without weight does not count in the concordance,
    but its discordance stands, as the source has it: leave out of the matrix what is not to count.
    Alternatives that outrank each other in a circle are taken as one, so that there is always
    exactly one kernel; `cyclic` says where (scikit-criteria only marks an alternative that no other
    outranks, and its kernel is empty in a circle). Raises `ValueError` for a missing value or a
    wrong shape.

    Source: Roy (1968), RIRO 2(8), 57-75; circles: Roy & Bouyssou (1993), Aide multicritère à la
    décision, Economica.
    """
    oriented, w = _oriented(matrix, weights, directions)
    alternatives = oriented.shape[-2]
    leading = np.broadcast_shapes(oriented.shape[:-2], w.shape[:-1])
    concordance = np.empty((*leading, alternatives, alternatives))
    for rows, weight in agreement(oriented, w, strict=False):
        concordance[..., rows, :] = weight
    discordance = _discordance(oriented)
    outranks = _outranks(concordance, discordance, parameters)
    kernel, cyclic = kernel_of(outranks)
    return ElectreOneResult(concordance, discordance, outranks, kernel, cyclic)


def kernels(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: ArrayLike | None = None,
    parameters: ElectreOne = ElectreOne(),
) -> NDArray[np.bool_]:
    """(S, A): the kernel under each of many weight vectors (S, L), of one (A, L) matrix.

    The relations between pairs are made and dropped in blocks of weight vectors.
    """
    oriented, w = _oriented(matrix, weights, directions)
    if oriented.ndim != 2 or w.ndim != 2:
        raise ValueError("Kernels under many weights ask for one matrix (A, L) and weights (S, L).")
    alternatives = oriented.shape[0]
    found = np.empty((len(w), alternatives), dtype=bool)
    step = max(1, 16 * BLOCK // alternatives**2)
    for start in range(0, len(w), step):
        block = slice(start, start + step)
        found[block] = electre_one(oriented, w[block], None, parameters).kernel
    return found


def _oriented(
    matrix: ArrayLike, weights: ArrayLike, directions: ArrayLike | None
) -> tuple[Floats, Floats]:
    values = matrix_of(matrix)
    criteria = values.shape[-1]
    return values * directions_of(directions, criteria), weights_of(weights, criteria)


def _discordance(values: Floats) -> Floats:
    lead = np.zeros((*values.shape[:-1], values.shape[-2]))
    for j in range(values.shape[-1]):
        column = values[..., j]
        np.maximum(lead, column[..., None, :] - column[..., :, None], out=lead)
    return over(lead, lead.max(axis=(-2, -1), keepdims=True), where_zero=0.0)


def _outranks(
    concordance: Floats, discordance: Floats, parameters: ElectreOne
) -> NDArray[np.bool_]:
    agreed = concordance >= parameters.concordance - TOLERANCE
    outranks = agreed & (discordance <= parameters.discordance + TOLERANCE)
    own = np.arange(outranks.shape[-1])
    outranks[..., own, own] = False
    return outranks
