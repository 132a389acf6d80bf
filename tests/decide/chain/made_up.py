"""A table such as real ones are, and a chain with all steps."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np

from windroos.decide.chain import Chain, Judge, Weigh
from windroos.decide.data import Impute, MinMax, Treat

UNITS, LEAVES = 50, 49
FULL = Chain(
    impute=Impute(by_group=True),
    group="continent",
    treat=Treat(max_points=3),
    normalise=MinMax(),
    weigh=Weigh({"sub1": 2.0, "leaf0": 0.5}),
    judge=Judge(active=0.55, reactive=0.45),
)


def made_up(folder: Path) -> tuple[Path, Path]:
    """50 units, 49 indicators in 7 pillars in 2 sub-indices, with what real tables suffer from."""
    rng = np.random.default_rng(20)
    figures = rng.normal(50, 10, (UNITS, LEAVES))
    figures[rng.random(figures.shape) < 0.04] = math.nan
    figures[0, 3:9] = 300.0 + np.arange(6)  # an outlier that winsorising helps
    figures[1, 3:5] = 250.0
    tail = 10.0 ** np.arange(4, 10)  # more than three points, which only a logarithm draws in
    figures[20:26, 10:14] = tail[:, None]
    figures[20:26, 14] = -tail
    size = rng.uniform(1, 80, UNITS)
    size[7] = math.nan
    continents = [f"c{number % 5}" for number in range(UNITS)]
    figures[[name == "c4" for name in continents], 20] = math.nan  # a group without a figure
    nodes = [["id", "parent", "weight", "direction", "denominator"], ["index", "", 1, "", ""]]
    nodes += [[f"sub{s}", "index", 1, "", ""] for s in range(2)]
    nodes += [[f"pillar{p}", f"sub{p % 2}", 1 + p % 3, "", ""] for p in range(7)]
    nodes += [
        [f"leaf{i}", f"pillar{i // 7}", 1 + i % 2, -1 if i % 5 == 2 else 1, "people" * (i % 6 == 0)]
        for i in range(LEAVES)
    ]
    units = [["id", "continent", "people", *(f"leaf{i}" for i in range(LEAVES))]]
    for number in range(UNITS):
        row = [size[number], *figures[number]]
        cells = ["" if math.isnan(value) else repr(float(value)) for value in row]
        units.append([f"u{number}", continents[number], *cells])
    files = folder / "units.csv", folder / "indicators.csv"
    for file, rows in zip(files, (units, nodes), strict=True):
        with file.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(rows)
    return files
