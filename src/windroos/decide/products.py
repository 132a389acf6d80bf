"""Sums and maxima over criteria, for many weight vectors at once.

A method that is linear in its weights needs one matrix product for all of them, and no array that
grows with samples x alternatives x criteria.
"""

from __future__ import annotations

import numpy as np

from .arrays import Floats

# Numbers that a step may hold beside its result: some 2 MB, which stay in a core's cache.
BLOCK = 1 << 18


def sums(values: Floats, weights: Floats) -> Floats:
    """(..., A): of each alternative, the sum over criteria of weight times value.

    `values` are (..., A, L) and `weights` (..., L); their sample dimensions are broadcast. Where
    the values are one (A, L) matrix, this is a single matrix product.
    """
    if values.ndim == 2:
        flat = weights.reshape(-1, weights.shape[-1]) @ values.T
        return flat.reshape(*weights.shape[:-1], values.shape[0])
    return np.matmul(values, weights[..., None])[..., 0]


def largest(values: Floats, weights: Floats) -> Floats:
    """(..., A): of each alternative, the largest product of weight and value over the criteria.

    Shapes as in `sums`; values are 0 or more. It goes criterion by criterion with the maximum so
    far, in blocks of samples that fit the cache.
    """
    alternatives, criteria = values.shape[-2:]
    if values.ndim > 2:
        top = weights[..., :1] * values[..., 0]
        for j in range(1, criteria):
            np.maximum(top, weights[..., j, None] * values[..., j], out=top)
        return top
    columns = np.ascontiguousarray(values.T)
    flat = weights.reshape(-1, criteria)
    top = np.zeros((len(flat), alternatives))
    step = max(1, BLOCK // 4 // alternatives)
    buffer = np.empty((step, alternatives))
    for start in range(0, len(flat), step):
        block, part = flat[start : start + step], top[start : start + step]
        product = buffer[: len(block)]
        for j in range(criteria):
            np.multiply(block[:, j, None], columns[j], out=product)
            np.maximum(part, product, out=part)
    return top.reshape(*weights.shape[:-1], alternatives)


def over(
    numerator: Floats, denominator: Floats, *, where_zero: float, out: Floats | None = None
) -> Floats:
    """`numerator / denominator`, broadcast, and `where_zero` where the denominator is 0.

    `out`, in the shape of the outcome, is memory that may be written over, the denominator's too.
    """
    divisible = denominator != 0
    if divisible.all():
        return np.divide(numerator, denominator, out=out)
    shape = np.broadcast_shapes(numerator.shape, denominator.shape)
    return np.divide(numerator, denominator, out=np.full(shape, where_zero), where=divisible)
