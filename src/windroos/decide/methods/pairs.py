"""Alternatives compared two by two, a block of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from windroos.decide.arrays import Floats
from windroos.decide.products import BLOCK, sums


def agreement(values: Floats, weights: Floats, *, strict: bool) -> Iterator[tuple[slice, Floats]]:
    """The weight of the criteria on which a row's alternative is better than a column's, less the
    weight of those on which it is worse (`strict`), or of those on which it is at least as good.

    `values` are (..., A, L), oriented so that more is better; `weights` (..., L). Yields rows and
    the (..., rows, A from the first of these rows on) weights if `strict`, which is antisymmetric,
    else (..., rows, A); never more than a block of pairs, whatever A.
    """
    alternatives, criteria = values.shape[-2:]
    samples = int(np.prod(np.broadcast_shapes(values.shape[:-2], weights.shape[:-1])))
    own = int(np.prod(values.shape[:-2]))
    step = max(1, BLOCK // (alternatives * max(own * criteria // 4, samples)))
    for start in range(0, alternatives, step):
        rows = slice(start, min(start + step, alternatives))
        others = values[..., start:, :] if strict else values
        left, right = values[..., rows, None, :], others[..., None, :, :]
        compared = np.sign(left - right) if strict else (left >= right).astype(np.float64)
        shape = compared.shape[-3:-1]
        flat = compared.reshape(*compared.shape[:-3], shape[0] * shape[1], criteria)
        total = sums(flat, weights)
        yield rows, total.reshape(*total.shape[:-1], *shape)
