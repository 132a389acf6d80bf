"""Rank acceptability with central weights: Windroos beside kernels and peers, in the same run.

    python benchmarks/robustness.py [sum topsis promethee] [--samples 10000] [--seconds 4]

300 alternatives by 40 criteria, 10,000 weights from the whole simplex, by the weighted sum, by
TOPSIS (vector normalisation, Euclidean) and by PROMETHEE II (linear preference, q 0.05, p 0.3).
Everybody gets the same matrix and the same weights, and before a time counts, the places counted
and the central weights must be ours. Each is a process of its own with one thread; its own start
is measured apart and not counted. Where a peer needs longer than `--seconds` of CPU for all
samples, it does as many as fit, and its time is scaled up.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from environments import Failed, machine, markdown, python_of, run, seconds, times, version
from numpy.typing import NDArray

from windroos.decide.methods import unicriterion_flows
from windroos.decide.robustness import Chunk, WholeSimplex
from windroos.decide.robustness.sampling import chunk_size

ALTERNATIVES, CRITERIA = 300, 40
TITLES = {"sum": "weighted sum", "topsis": "TOPSIS", "promethee": "PROMETHEE II"}
KERNELS = {"plain": "kernel: plain NumPy", "compiled": "kernel: chunks, argsort, Numba"}
KERNELS["sorted"] = "kernel: chunks, sorted keys, Numba"
# Peers that have the method; those that cannot be imported are asked once, for the weighted sum.
PEERS = {
    "sum": (
        "pydecision",
        "mcdm",
        "pyrepo-mcda",
        "pymcdm",
        "pysensmcda",
        "scikit-criteria",
        "easymcdm",
        "scikit-mcda",
        "mcda",
        "promcda",
        "pymcda",
    ),
    "topsis": (
        "pydecision",
        "mcdm",
        "pyrepo-mcda",
        "pymcdm",
        "pysensmcda",
        "scikit-criteria",
        "scikit-mcda",
        "mcda",
    ),
    "promethee": ("mcda-promethee", "pymcdm", "pydecision", "pyrepo-mcda"),
}
# Peers that need minutes for a single vector of weights: run with `--slow` alone.
SLOW = {"promethee": ("mcda",)}
# At most this far may acceptabilities and central weights lie apart.
AGREED = 1e-9
ROUNDS = 3

Floats = NDArray[np.float64]


class Different(Exception):
    """Somebody found other numbers than we did: no time of theirs counts."""


@dataclass(frozen=True)
class Row:
    label: str
    cpu: float
    wall: float
    samples: int
    apart: float
    started: float


def problem(samples: int) -> dict[str, NDArray[Any]]:
    """The matrix, with columns that run from 0 to 1, and the weights as Windroos draws them."""
    from rank_ours import LINEAR

    matrix = np.random.default_rng(1).random((ALTERNATIVES, CRITERIA))
    matrix -= matrix.min(axis=0)
    matrix /= matrix.max(axis=0)
    size = chunk_size(ALTERNATIVES, CRITERIA, dense=False)
    weights = [
        WholeSimplex().draw(Chunk(0, n, size).stream(0), min(size, samples - start), CRITERIA)
        for n, start in enumerate(range(0, samples, size))
    ]
    flows = unicriterion_flows(matrix, parameters=LINEAR).net
    return {
        "matrix": matrix,
        "weights": np.concatenate(weights),
        "flows": flows,
        "chunk": np.array(size),
    }


def rows(
    method: str, peers: tuple[str, ...], samples: int, budget: float
) -> tuple[list[Row], dict[str, str]]:
    """What each took, ours first, then kernels and peers; and who failed, with what they said."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "problem.npz"
        np.savez(given, allow_pickle=False, **problem(samples))
        told, failed = {}, {}
        for peer in peers:
            try:
                told[peer] = run(
                    "rank_peers.py",
                    *(peer, method, given, Path(folder) / f"{peer}.npz", budget),
                    python=python_of(peer),
                )
            except Failed as error:
                failed[peer] = str(error)
        sizes = [samples, *sorted({one["samples"] for one in told.values()} - {samples})]
        for _ in range(ROUNDS):  # in turns, so that a busy moment meets all of them
            for name in ("ours", *KERNELS):
                words = (given, Path(folder) / f"{name}.npz", 5)
                if name == "ours":
                    one = run("rank_ours.py", method, *words, ",".join(map(str, sizes)))
                else:
                    one = run("rank_kernels.py", name, method, *words, python=python_of("kernels"))
                if name in KERNELS:  # what no weight touches, it got from us
                    one["cpu"] += told["ours"]["prepared"]
                    one["wall"] += told["ours"]["prepared"]
                if name in told:
                    one["cpu"] = min(one["cpu"], told[name]["cpu"])
                    one["wall"] = min(one["wall"], told[name]["wall"])
                told[name] = one
        ours = np.load(Path(folder) / "ours.npz")
        found = []
        for name in ("ours", *KERNELS, *(peer for peer in peers if peer in told)):
            one, n = told[name], told[name]["samples"]
            apart = 0.0
            if name != "ours":
                apart = difference(ours, n, np.load(Path(folder) / f"{name}.npz"))
                if not apart <= AGREED:
                    raise Different(f"{name}, {method}: {apart} apart from Windroos")
            label = KERNELS.get(name) or ("Windroos" if name == "ours" else titled(name))
            scale = samples / n
            found.append(
                Row(label, one["cpu"] * scale, one["wall"] * scale, n, apart, one["started"])
            )
    slowest_last = sorted(found[1 + len(KERNELS) :], key=lambda row: row.cpu)
    return found[: 1 + len(KERNELS)] + slowest_last, failed


def titled(peer: str) -> str:
    return f"{peer} {version(peer)}"


def difference(ours: np.lib.npyio.NpzFile, samples: int, theirs: np.lib.npyio.NpzFile) -> float:
    """The largest difference between rank acceptabilities, and between central weights."""
    counts, sums = ours[f"counts-{samples}"], ours[f"sums-{samples}"]
    firsts = np.maximum(counts[:, :1], 1)
    return max(
        float(np.abs(counts - theirs["counts"]).max()) / samples,
        float(np.abs((sums - theirs["sums"]) / firsts).max()),
    )


def table(method: str, samples: int = 10_000, budget: float = 4.0, *, slow: bool = False) -> str:
    """The table of one method, with the goals below it."""
    asked = PEERS[method] + (SLOW.get(method, ()) if slow else ())
    found, failed = rows(method, asked, samples, budget)
    ours, kernels, peers = found[0], found[1 : 1 + len(KERNELS)], found[1 + len(KERNELS) :]
    best = min(kernel.cpu for kernel in kernels)
    lines = [
        [
            row.label,
            seconds(row.cpu),
            seconds(row.wall),
            times(row.cpu / ours.cpu),
            f"{row.samples:,}",
            "–" if row is ours else f"{row.apart:.0e}" if row.apart else "0",
        ]
        for row in found
    ]
    columns = ("", "CPU s", "wall s", "CPU, Windroos = 1", "samples done", "largest difference")
    text = [f"**{TITLES[method]}**", "", markdown(columns, lines), ""]
    text.append(
        f"Windroos takes {ours.cpu / best:.2f} times the best kernel (goal: at most 1.2) and is "
        f"{min(peer.cpu for peer in peers) / ours.cpu:,.0f} times as fast as the fastest peer "
        "(goal: 50)."
    )
    for peer, said in failed.items():
        text.append(f"{titled(peer)} installs and does not run: `{said}`.")
    return "\n".join(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("methods", nargs="*", choices=[*TITLES, []], default=list(TITLES))
    parser.add_argument("--samples", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=4.0, help="of CPU for a peer's samples")
    parser.add_argument("--slow", action="store_true", help="peers of minutes a weight as well")
    asked = parser.parse_args()
    print(machine())
    for method in asked.methods:
        print(f"\n{table(method, asked.samples, asked.seconds, slow=asked.slow)}")


if __name__ == "__main__":
    main()
