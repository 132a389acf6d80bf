"""Rank acceptability with central weights by Windroos, in a process of its own.

    python rank_ours.py METHOD PROBLEM.npz OUTCOME.npz REPEAT SAMPLES,SAMPLES,...

Timed is the first number of samples; of the others the outcome is kept, to hold what a peer found
against.
"""

from __future__ import annotations

import sys
from time import process_time

import numpy as np
from measuring import least, tell
from numpy.typing import NDArray
from rank_peers import P, Q

from windroos.decide.methods import (
    Preference,
    Promethee,
    topsis,
    unicriterion_flows,
    weighted_flows,
    weighted_sum,
)
from windroos.decide.robustness import (
    Acceptability,
    Measures,
    Method,
    Model,
    Sampling,
    Scorer,
    Values,
    WholeSimplex,
    acceptability,
)

Floats = NDArray[np.float64]
RANKS = Measures(scores=False, pairs=False, verdict_weights=False, confidence=0)
LINEAR = Promethee(Preference("linear", q=Q, p=P))


def scorer(method: str, matrix: Floats) -> Scorer:
    """The method as an analyst gives it to a model."""
    if method == "sum":
        return lambda weights, values: weighted_sum(values, weights).score
    if method == "topsis":
        return lambda weights, values: topsis(values, weights).score
    flows = unicriterion_flows(matrix, parameters=LINEAR)  # they do not depend on weights
    return lambda weights, values: weighted_flows(flows, weights).score


def found(method: str, matrix: Floats, samples: int) -> Acceptability:
    one = Method(method, scorer(method, matrix), linear=True)
    return acceptability(Model(WholeSimplex(), Values(matrix), [one]), Sampling(samples), RANKS)


def main() -> None:
    method, problem, outcome, repeat, sizes = sys.argv[1:]
    matrix = np.load(problem)["matrix"]
    samples = [int(size) for size in sizes.split(",")]
    started = process_time()
    prepared, _, _ = least(lambda: scorer(method, matrix), int(repeat))
    cpu, wall, _ = least(lambda: found(method, matrix, samples[0]), int(repeat))
    kept: dict[str, Floats] = {}
    for n in samples:
        one = found(method, matrix, n)
        assert one.rank_counts is not None
        assert one.central_weights is not None
        kept[f"counts-{n}"] = one.rank_counts
        kept[f"sums-{n}"] = np.nan_to_num(one.central_weights) * one.rank_counts[:, :1]
    np.savez(outcome, **kept)
    tell(cpu=cpu, wall=wall, samples=samples[0], started=started, prepared=prepared)


if __name__ == "__main__":
    main()
