"""One run of verdict acceptability, in a process of its own.

python scale_worker.py REGIONS CRITERIA SAMPLES THREADS verdicts|ranks
"""

from __future__ import annotations

import hashlib
import sys

import numpy as np
from measuring import least, peak_memory, tell

from windroos.decide import Node, Tree
from windroos.decide.robustness import (
    FlatWeights,
    Measures,
    Model,
    Sampling,
    WholeSimplex,
    acceptability,
)

THRESHOLDS = {"active": 0.6, "reactive": 0.4}


def main() -> None:
    regions, criteria, samples, threads = (int(word) for word in sys.argv[1:5])
    measures = Measures(
        ranks=sys.argv[5] == "ranks", scores=False, pairs=False, verdict_weights=False, confidence=0
    )
    tree = Tree.of([Node("all", None), *(Node(f"c{i}", "all") for i in range(criteria))])
    cells = np.random.default_rng(3).random((regions, criteria))
    model = Model.of_tree(tree, FlatWeights(WholeSimplex()), cells, THRESHOLDS)
    before = peak_memory()
    cpu, wall, found = least(
        lambda: acceptability(model, Sampling(samples), measures, threads=threads), 1
    )
    bits = hashlib.sha256()
    for counted in (found.verdict_counts, found.rank_counts, found.central_weights):
        if counted is not None:
            bits.update(np.ascontiguousarray(counted).tobytes())
    tell(cpu=cpu, wall=wall, before=before, bits=bits.hexdigest())


if __name__ == "__main__":
    main()
