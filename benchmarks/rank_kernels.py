"""Rank acceptability by kernels: what a specialist would write for this problem and no other.

    PYTHON rank_kernels.py KERNEL METHOD PROBLEM.npz OUTCOME.npz REPEAT

*plain* is NumPy as one would write it down: all samples in one product, argsort, bincount.
*compiled* goes in chunks that stay in the cache, by a product, argsort and a counting loop that
Numba compiles. *sorted* is compiled too, and spares the product of positions: it writes the
position of a score into the lower bits of the number and sorts numbers. Both draw the weights of
the problem anew, as Windroos does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import process_time
from typing import Any

import numpy as np
from measuring import least, tell

# Samples, alternatives, criteria, and samples to a chunk.
Shape = tuple[int, int, int, int]


def drawn(number: int, size: int, criteria: int) -> Any:
    """The weights of one chunk: uniform on the simplex, from the stream of that chunk."""
    seeds = np.random.SeedSequence(0, spawn_key=(number, 0))
    weights = np.random.default_rng(seeds).standard_exponential((size, criteria))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights


def scorer(method: str, matrix: Any, flows: Any) -> Callable[[Any], Any]:
    """From (n, L) weights to (n, A) scores; what no weight touches is worked out once."""
    if method != "topsis":
        columns = np.ascontiguousarray((matrix if method == "sum" else flows).T)
        return lambda w: w @ columns
    scaled = matrix / np.linalg.norm(matrix, axis=0)
    up = np.ascontiguousarray(((scaled.max(axis=0) - scaled) ** 2).T)
    down = np.ascontiguousarray(((scaled - scaled.min(axis=0)) ** 2).T)

    def closeness(w: Any) -> Any:
        squares = w * w
        far = squares @ up
        near = squares @ down
        np.sqrt(far, out=far)
        np.sqrt(near, out=near)
        far += near
        near /= far
        return near

    return closeness


def plain(score: Callable[[Any], Any], shape: Shape) -> tuple[Any, Any]:
    samples, alternatives, criteria, chunk = shape
    weights = np.concatenate(
        [
            drawn(number, min(chunk, samples - start), criteria)
            for number, start in enumerate(range(0, samples, chunk))
        ]
    )
    order = np.argsort(-score(weights), axis=1)
    at = (order * alternatives + np.arange(alternatives)).ravel()
    counts = np.bincount(at, minlength=alternatives**2).reshape(alternatives, alternatives)
    sums = np.zeros((alternatives, criteria))
    np.add.at(sums, order[:, 0], weights)
    return counts, sums


def compiled(kernel: str) -> Callable[[Callable[[Any], Any], Shape], Any]:
    from numba import njit  # pyright: ignore[reportMissingImports]

    @njit
    def count(order: Any, weights: Any, counts: Any, sums: Any) -> None:
        last = order.shape[1] - 1
        for i in range(order.shape[0]):
            for j in range(order.shape[1]):
                counts[order[i, j], last - j] += 1
            for j in range(weights.shape[1]):
                sums[order[i, last], j] += weights[i, j]

    @njit
    def count_keys(keys: Any, mask: int, weights: Any, counts: Any, sums: Any) -> None:
        last = keys.shape[1] - 1
        for i in range(keys.shape[0]):
            for j in range(keys.shape[1]):
                counts[keys[i, j] & mask, last - j] += 1
            first = keys[i, last] & mask
            for j in range(weights.shape[1]):
                sums[first, j] += weights[i, j]

    def work(score: Callable[[Any], Any], shape: Shape) -> tuple[Any, Any]:
        samples, alternatives, criteria, chunk = shape
        counts = np.zeros((alternatives, alternatives), dtype=np.int64)
        sums = np.zeros((alternatives, criteria))
        mask = (1 << (alternatives - 1).bit_length()) - 1
        places = np.arange(alternatives)
        for number, start in enumerate(range(0, samples, chunk)):
            weights = drawn(number, min(chunk, samples - start), criteria)
            scores = score(weights)
            if kernel == "compiled":
                count(np.argsort(scores, axis=1), weights, counts, sums)
            else:
                scores += 2.0  # above zero, so that numbers and their bits are in one order
                keys = scores.view(np.int64)
                keys &= ~mask
                keys |= places
                keys.sort(axis=1)
                count_keys(keys, mask, weights, counts, sums)
        return counts, sums

    return work


def main() -> None:
    kernel, method, problem, outcome, repeat = sys.argv[1:]
    given = np.load(problem)
    matrix, samples = given["matrix"], len(given["weights"])
    work = plain if kernel == "plain" else compiled(kernel)
    shape = (samples, *matrix.shape, int(given["chunk"]))

    def whole() -> tuple[Any, Any]:
        return work(scorer(method, matrix, given["flows"]), shape)

    whole()
    started = process_time()
    cpu, wall, (counts, sums) = least(whole, int(repeat))
    np.savez(outcome, counts=counts, sums=sums)
    tell(cpu=cpu, wall=wall, samples=samples, started=started)


if __name__ == "__main__":
    main()
