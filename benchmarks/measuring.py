"""What every measurement here measures with: in its own process, beside what else the machine does.

Needs NumPy alone, so that it runs in the environment of any peer.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any


def least(work: Callable[[], Any], repeat: int) -> tuple[float, float, Any]:
    """CPU seconds (of the user and of the system, all threads), wall seconds and the outcome: the
    least of several runs."""
    cpu = wall = float("inf")
    outcome = None
    for _ in range(repeat):
        start = process_time(), perf_counter()
        outcome = work()
        cpu = min(cpu, process_time() - start[0])
        wall = min(wall, perf_counter() - start[1])
    return cpu, wall, outcome


def within(work: Callable[[int], Any], most: int, seconds: float) -> tuple[int, float, float, Any]:
    """How many samples fit in that many CPU seconds, at most `most` and at least two, and what they
    took: CPU and wall seconds, and the outcome."""
    first, wall, outcome = least(lambda: work(2), 1)  # with what is done once only
    if first > 10 * seconds:  # long whatever that was
        return 2, first, wall, outcome
    cpu, wall, outcome = least(lambda: work(2), 1)
    samples = int(min(most, 2 * seconds / max(cpu, 1e-9)))
    if samples <= 2:
        return 2, cpu, wall, outcome
    return samples, *least(lambda: work(samples), 1)


def peak_memory() -> float:
    """The most that this process held so far, in MB."""
    of = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return of / (1024 if sys.platform != "darwin" else 1024**2)


def tell(**facts: Any) -> None:
    """The last line that a process prints: what it measured, for `environments.run`."""
    print(json.dumps({**facts, "peak": peak_memory()}))
