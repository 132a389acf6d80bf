"""How long a changed weight, threshold or goalpost takes: the new ranking of every region.

    python benchmarks/weights.py [--regions 300] [--leaves 60] [--repeat 200] [--peer PYTHON]

A change is what a slider sends: other overrides, of which the framework is made anew, and every
region of a made-up case gets its score, bounds, advice and place. With `--peer`, a Python that has
pymcdm and scikit-criteria, the same matrix is scored by their weighted sum and ranked in the same
run; they ask for its unknown cells to be filled, and give no bounds, preconditions or advice.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import Any

import numpy as np
from made_up import SEED, made_up

from windroos.cases import Case, Scenario, prepare, weigh

DAY = date(2026, 11, 21)
# What a reader takes for "at once"; the goal of the product.
GOAL_MS = 50.0


def changes(case: Case, count: int) -> dict[str, list[Scenario]]:
    """Scenarios of each kind, no two alike, so that nothing can come from a cache."""
    random = np.random.default_rng(SEED)
    criteria = [c.id for c in case.framework.criteria if c.parent]
    figures = [leaf.id for leaf in case.framework.leaves if leaf.figure]

    def one_of(ids: Sequence[str]) -> str:
        return str(random.choice(list(ids)))

    return {
        "a weight": [
            Scenario("all", weights={one_of(criteria): float(random.uniform(0.1, 5))})
            for _ in range(count)
        ],
        "every weight": [
            Scenario("all", weights={id: float(random.uniform(0.1, 5)) for id in criteria})
            for _ in range(count)
        ],
        "a threshold": [
            Scenario("all", thresholds={"active": float(random.uniform(0.4, 0.9))})
            for _ in range(count)
        ],
        "a goalpost": [
            Scenario("all", goalposts={one_of(figures): (0.0, float(random.uniform(50, 150)))})
            for _ in range(count)
        ],
    }


def timed(function: Callable[[Any], object], inputs: Sequence[Any]) -> list[float]:
    """Milliseconds of processor time of each call: what else the machine does is left out."""
    taken = []
    for given in inputs:
        start = process_time()
        function(given)
        taken.append((process_time() - start) * 1000)
    return taken


# What the peers do with the same matrix; run by their own Python.
PEER = """
import json, sys, warnings
from importlib.metadata import version
from time import process_time
import numpy as np
warnings.simplefilter("ignore")
data = np.load(sys.argv[1])
matrix, weights = data["matrix"], data["weights"]
types = np.ones(matrix.shape[1])
def timed(score):
    taken = []
    for row in weights:
        start = process_time()
        score(row)
        taken.append((process_time() - start) * 1000)
    return taken
found = {}
try:
    from pymcdm.helpers import rrankdata
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization
    method = WSM(minmax_normalization)
    found["pymcdm " + version("pymcdm")] = timed(
        lambda row: rrankdata(method(matrix, row / row.sum(), types))
    )
except ImportError as error:
    print(error, file=sys.stderr)
try:
    import skcriteria as skc
    from skcriteria.agg.simple import WeightedSumModel
    decide = WeightedSumModel()
    def score(row):
        made = skc.mkdm(matrix, [max] * matrix.shape[1], weights=row / row.sum())
        return decide.evaluate(made).rank_
    found["scikit-criteria " + version("scikit-criteria")] = timed(score)
except ImportError as error:
    print(error, file=sys.stderr)
print(json.dumps(found))
"""


def peers(python: str, case: Case, scenarios: Sequence[Scenario]) -> dict[str, list[float]]:
    """The same of each peer, for the leaf weights of the same scenarios."""
    prepared = prepare(case, "all", as_of=DAY)
    matrix = prepared.cells[0]
    filled = np.where(np.isnan(matrix), 0.5, matrix)
    weights = [[s.weights.get(leaf.id, 1.0) for leaf in prepared.leaves] for s in scenarios]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "case.npz"
        np.savez(file, matrix=filled, weights=np.array(weights))
        run = subprocess.run(
            [python, "-c", PEER, str(file)], capture_output=True, text=True, check=True
        )
    return json.loads(run.stdout)


def told(name: str, taken: Sequence[float], base: float | None = None) -> str:
    """One line: the middle, the slowest in twenty, the slowest, and how it compares."""
    middle, slow = median(taken), quantiles(taken, n=20)[-1]
    ratio = f"{middle / base:8.1f}x" if base else ""
    return f"{name:30}{middle:9.2f}{slow:9.2f}{max(taken):9.2f}{ratio}"


def machine() -> str:
    """Processor, Python and NumPy."""
    processor = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = next(
            line.partition(":")[2].strip() for line in lines if line.startswith("model name")
        )
    except (OSError, StopIteration):
        pass
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}"
    return f"{processor}, {platform.system()}, {versions}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--regions", type=int, default=300)
    parser.add_argument("--leaves", type=int, default=60)
    parser.add_argument("--repeat", type=int, default=200)
    parser.add_argument("--peer", metavar="PYTHON", help="a Python with pymcdm, scikit-criteria")
    given = parser.parse_args()
    case = made_up(given.regions, given.leaves)
    start = process_time()
    whole = weigh(case, "all", as_of=DAY)
    gathered = (process_time() - start) * 1000
    known = float(np.mean([region.known for region in whole]))
    print(machine())
    print(f"{given.regions} regions, {given.leaves} leaves, {known:.0%} of the weight known")
    print(f"gathering the evidence, once: {gathered:.0f} ms\n")
    print(f"{'a change of':30}{'median':>9}{'p95':>9}{'max':>9}   ms")
    by_kind = changes(case, given.repeat)
    ours = {
        kind: timed(lambda scenario: weigh(case, "all", as_of=DAY, scenario=scenario), scenarios)
        for kind, scenarios in by_kind.items()
    }
    for kind, taken in ours.items():
        print(told(kind, taken))
    if given.peer:
        base = median(ours["every weight"])
        print(f"\n{'every weight, scores alone':30}{'median':>9}{'p95':>9}{'max':>9}   ms, ratio")
        for name, taken in peers(given.peer, case, by_kind["every weight"]).items():
            print(told(name, taken, base))
    slowest = max(quantiles(taken, n=20)[-1] for taken in ours.values())
    print(f"\ngoal {GOAL_MS:.0f} ms; {GOAL_MS / slowest:.0f} times faster than that (p95)")
    return 0 if slowest <= GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())
