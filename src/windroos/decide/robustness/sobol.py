"""To which factor the variance of an output is due: Sobol indices of many outputs at once.

First order: the share of the variance that goes when the factor becomes known. Total order: the
share that stays when all other factors become known. They differ by interactions (Sobol' 1993;
Homma and Saltelli 1996, Reliability Engineering and System Safety 52(1), 1-17).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from windroos.decide.declared import Declared
from windroos.decide.memory import keep_freed_memory

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SobolDesign(Declared, name="sobol-design"):
    """`samples`, a power of two: the function is worked out (D + 2) times as often, for D factors;
    `seed` scrambles the sequence."""

    samples: int = 1024
    seed: int = 0

    def __post_init__(self) -> None:
        if self.samples < 2 or self.samples & (self.samples - 1):
            raise self.wrong("samples", f"must be a power of two, not {self.samples}")
        if self.seed < 0:
            raise self.wrong("seed", f"must be 0 or more, not {self.seed}")


@dataclass(frozen=True, eq=False)
class SobolIndices:
    """Indices of D factors for each of O outputs; NaN for an output that does not vary."""

    first: Floats
    """(D, O)"""
    total: Floats
    """(D, O)"""
    first_error: Floats
    """(D, O) its standard error, as if samples were independent: with a Sobol sequence more than
    it is."""
    total_error: Floats
    """(D, O) likewise."""
    mean: Floats
    """(O,)"""
    variance: Floats
    """(O,)"""


def sobol_indices(
    function: Callable[[Floats], Floats], factors: int, design: SobolDesign | None = None
) -> SobolIndices:
    """Indices of a `function` from (N, D) numbers uniform on [0, 1) to (N, O) outputs.

    With A, B two halves of a scrambled Sobol sequence in 2D dimensions, and A_i the matrix A with
    column i from B, the first order is mean(f(B) (f(A_i) - f(A))) / V (Saltelli, Annoni, Azzini,
    Campolongo, Ratto and Tarantola 2010, Computer Physics Communications 181(2), 259-270, table 2,
    b) and the total order mean((f(A) - f(A_i))^2) / 2V (there f; Jansen 1999, Computer Physics
    Communications 117, 35-43); outputs are centred first, which takes nothing from the estimators
    and leaves less error. Memory holds (N, O) numbers a few times. Raises `ValueError` for no
    factors or outputs of another shape.
    """
    design = design or SobolDesign()
    if factors < 1:
        raise ValueError("There is no factor: nothing to divide the variance over.")
    n = design.samples
    keep_freed_memory()
    from scipy.stats import qmc  # takes half a second, and few ask for it

    points = qmc.Sobol(2 * factors, scramble=True, rng=np.random.default_rng(design.seed)).random(n)
    a, b = np.ascontiguousarray(points[:, :factors]), points[:, factors:]
    at_a, at_b = _outputs(function, a), _outputs(function, b)
    mean = (at_a.mean(axis=0) + at_b.mean(axis=0)) / 2
    at_a = at_a - mean
    at_b = at_b - mean
    variance = (np.einsum("no,no->o", at_a, at_a) + np.einsum("no,no->o", at_b, at_b)) / (2 * n)
    # What varies by no more than rounding does not vary.
    varies = variance > (1e-13 * np.maximum(np.abs(mean), 1e-150)) ** 2
    some = np.where(varies, variance, np.nan)
    sums = np.empty((4, factors, at_a.shape[1]))
    for i in range(factors):
        own = a[:, i].copy()
        a[:, i] = b[:, i]
        apart = _outputs(function, a)
        a[:, i] = own
        apart = apart - mean
        apart -= at_a
        squares = apart * apart
        apart *= at_b
        sums[0, i], sums[1, i] = apart.sum(axis=0), np.einsum("no,no->o", apart, apart)
        sums[2, i], sums[3, i] = squares.sum(axis=0), np.einsum("no,no->o", squares, squares)
    means = sums / n
    first_error = np.sqrt(np.maximum(means[1] - means[0] ** 2, 0) / n) / some
    total_error = np.sqrt(np.maximum(means[3] - means[2] ** 2, 0) / n) / (2 * some)
    return SobolIndices(
        means[0] / some, means[2] / (2 * some), first_error, total_error, mean, variance
    )


def _outputs(function: Callable[[Floats], Floats], at: Floats) -> Floats:
    outputs = np.asarray(function(at), dtype=np.float64)
    if outputs.ndim != 2 or len(outputs) != len(at):
        raise ValueError(
            f"The function gave outputs of shape {outputs.shape}: expected ({len(at)}, outputs)."
        )
    return outputs
