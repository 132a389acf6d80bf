"""Sobol indices, first and total order: Windroos beside SciPy, SALib and plain NumPy.

    python benchmarks/sobol.py

300 outputs, 40 factors, 1,024 points of a scrambled Sobol sequence. The function is linear, so that
its indices are known; a time counts when the indices found lie as near to them as 1,024 points
allow. SALib takes one output at a time, and always resamples for intervals: it does so twice, the
least it takes, and not a hundred times, as it would of itself.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from environments import machine, markdown, peers, python_of, run, seconds, times, version
from sobol_worker import exact

# How far an index may lie from the exact one; the largest is some 0.1.
NEAR = 0.03
ROUNDS = 3


def table() -> str:
    """The table, with the goal below it."""
    contenders = {
        "windroos": ("Windroos", None, 5),
        "plain": ("kernel: plain NumPy", "kernels", 5),
        "scipy": ("scipy " + _scipy(), "kernels", 5),
        "salib": (f"SALib {version('salib')}", "salib", 1),
    }
    told: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(ROUNDS):
            for name, (_, peer, repeat) in contenders.items():
                if turn and repeat == 1:
                    continue
                file = Path(folder) / f"{name}.npz"
                python = {"python": python_of(peer)} if peer else {}
                one = run("sobol_worker.py", name, file, repeat, **python)
                found = np.load(file)
                one["away"] = max(
                    float(np.abs(found[order] - exact()).max()) for order in ("first", "total")
                )
                if not one["away"] <= NEAR:
                    raise ArithmeticError(f"{name} lies {one['away']} from the exact indices")
                before = told.get(name, one)
                told[name] = one | {key: min(one[key], before[key]) for key in ("cpu", "wall")}
    ours = told["windroos"]["cpu"]
    lines = [
        [
            label,
            seconds(told[name]["cpu"]),
            seconds(told[name]["wall"]),
            times(told[name]["cpu"] / ours),
            f"{told[name]['away']:.4f}",
            f"{told[name]['peak']:.0f}",
        ]
        for name, (label, _, _) in contenders.items()
    ]
    columns = ("", "CPU s", "wall s", "CPU, Windroos = 1", "largest error", "peak MB")
    return markdown(columns, lines)


def _scipy() -> str:
    return next(pin.partition("==")[2] for pin in peers()["kernels"] if pin.startswith("scipy"))


if __name__ == "__main__":
    print(f"{machine()}\n\n{table()}")
