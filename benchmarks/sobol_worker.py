"""Sobol indices of many outputs by one contender, in a process of its own.

    PYTHON sobol_worker.py WHO OUTCOME.npz REPEAT

The function is linear in its 40 factors, each uniform on [0, 1), and has 300 outputs: of it the
indices are known exactly, which is what all are held against. Each draws a scrambled Sobol sequence
of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import process_time
from typing import Any

import numpy as np
from measuring import least, tell

OUTPUTS, FACTORS, POINTS = 300, 40, 1024
Indices = tuple[Any, Any]  # first and total order, (D, O) each


def slopes() -> Any:
    """(D, O)"""
    return np.random.default_rng(2).random((FACTORS, OUTPUTS))


def exact() -> Any:
    """First and total order alike, as nothing interacts: the share of a factor's own variance."""
    squares = slopes() ** 2
    return squares / squares.sum(axis=0)


def windroos() -> Callable[[], Indices]:
    from windroos.decide.robustness import SobolDesign, sobol_indices

    by = slopes()

    def work() -> Indices:
        found = sobol_indices(lambda x: x @ by, FACTORS, SobolDesign(POINTS))
        return found.first, found.total

    return work


def plain() -> Callable[[], Indices]:
    """NumPy as one would write it down: the estimators of Saltelli 2010 and Jansen 1999."""
    from scipy.stats import qmc

    by = slopes()

    def work() -> Indices:
        points = qmc.Sobol(2 * FACTORS, rng=np.random.default_rng(0)).random(POINTS)
        a, b = points[:, :FACTORS], points[:, FACTORS:]
        mixed = np.repeat(a[None], FACTORS, axis=0)
        for i in range(FACTORS):
            mixed[i, :, i] = b[:, i]
        at_a, at_b = a @ by, b @ by
        apart = (mixed.reshape(-1, FACTORS) @ by).reshape(FACTORS, POINTS, OUTPUTS) - at_a
        variance = np.concatenate([at_a, at_b]).var(axis=0)
        middle = at_b - at_b.mean(axis=0)
        return (middle * apart).mean(axis=1) / variance, (apart**2).mean(axis=1) / (2 * variance)

    return work


def scipy() -> Callable[[], Indices]:
    from scipy.stats import sobol_indices, uniform

    by = slopes()

    def work() -> Indices:
        found = sobol_indices(
            func=lambda x: by.T @ x,
            n=POINTS,
            dists=[uniform()] * FACTORS,
            rng=np.random.default_rng(0),
        )
        return found.first_order.T, found.total_order.T

    return work


def salib() -> Callable[[], Indices]:
    from SALib.analyze import sobol as analyze
    from SALib.sample import sobol as sample

    by = slopes()
    names = [f"x{i}" for i in range(FACTORS)]
    problem = {"num_vars": FACTORS, "names": names, "bounds": [[0.0, 1.0]] * FACTORS}

    def work() -> Indices:
        points = sample.sample(problem, POINTS, calc_second_order=False, seed=0)
        outputs = points @ by
        found = [
            analyze.analyze(problem, one, calc_second_order=False, num_resamples=2, seed=0)
            for one in outputs.T
        ]
        return (
            np.array([one["S1"] for one in found]).T,
            np.array([one["ST"] for one in found]).T,
        )

    return work


WHO: dict[str, Callable[[], Callable[[], Indices]]] = {
    "windroos": windroos,
    "plain": plain,
    "scipy": scipy,
    "salib": salib,
}


def main() -> None:
    who, outcome, repeat = sys.argv[1:]
    work = WHO[who]()
    if int(repeat) > 1:
        work()
    started = process_time()
    cpu, wall, (first, total) = least(work, int(repeat))
    np.savez(outcome, first=first, total=total)
    tell(cpu=cpu, wall=wall, started=started)


if __name__ == "__main__":
    main()
