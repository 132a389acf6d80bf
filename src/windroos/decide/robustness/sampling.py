"""Many samples in chunks: each chunk its own stream of random numbers, whatever thread it runs on.

A run of a million samples holds a few chunks at a time. The streams depend on the seed and on the
number of the chunk alone, and results are put together in the order of the chunks, so that the
outcome is the same to the last bit on any number of threads.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import TypeVar

import numpy as np

from windroos.decide.declared import Declared
from windroos.decide.memory import keep_freed_memory

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Told after every chunk: samples done, samples in all."""
Cancel = Event | Callable[[], bool]
"""Asked before every chunk whether to stop."""

# Streams within a chunk. What is not certain has a stream of its own: a value that becomes
# uncertain does not change the weights drawn.
WEIGHTS, VALUES, METHOD, OTHER_WEIGHTS, OTHER_VALUES, OTHER_METHOD = range(6)

# Numbers in the largest array of a chunk: some MB, about what a processor keeps at hand.
_BUDGET = 2**19
_DENSE_BUDGET = 2**20


class Cancelled(Exception):
    """The run was stopped before its end, as asked."""


@dataclass(frozen=True)
class Sampling(Declared, name="sampling"):
    """How many samples are drawn, and from which seed.

    The error of a share of n samples is at most 0.5 / sqrt(n): 0.005 with 10,000 (Tervonen and
    Lahdelma 2007, European Journal of Operational Research 178(2), 500-513).
    """

    samples: int = 10_000
    seed: int = 0

    def __post_init__(self) -> None:
        if self.samples < 2:
            raise self.wrong("samples", f"must be 2 or more, not {self.samples}")
        if self.seed < 0:
            raise self.wrong("seed", f"must be 0 or more, not {self.seed}")


@dataclass(frozen=True)
class Chunk:
    """Some of the samples: `size` of them."""

    seed: int
    number: int
    size: int

    def stream(self, which: int) -> np.random.Generator:
        """The random numbers of this chunk for one purpose: the child of a child of
        `SeedSequence(seed)`, as `spawn` would give it."""
        return np.random.default_rng(
            np.random.SeedSequence(self.seed, spawn_key=(self.number, which))
        )


def chunk_size(alternatives: int, criteria: int, *, dense: bool) -> int:
    """Samples to a chunk, a power of two: fixed by the shape of the problem, never by the number of
    samples or threads. `dense` where a sample takes (A, L) numbers, and not A."""
    room = _DENSE_BUDGET // (alternatives * criteria) if dense else _BUDGET // alternatives
    return int(2 ** np.clip(np.log2(max(room, 1)) // 1, 0 if dense else 5, 12))


def run(
    task: Callable[[Chunk], T],
    sampling: Sampling,
    size: int,
    *,
    threads: int = 1,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Iterator[T]:
    """The outcome of `task` for every chunk, in order.

    No more than two chunks per thread wait to be taken. Raises `Cancelled` when `cancelled` is set
    or returns true, and `ValueError` for fewer than one thread.
    """
    if threads < 1:
        raise ValueError(f"A run needs one thread or more, not {threads}.")
    keep_freed_memory()
    asked = cancelled.is_set if isinstance(cancelled, Event) else cancelled

    def guarded(chunk: Chunk) -> tuple[int, T]:
        if asked is not None and asked():
            raise Cancelled("the run was cancelled")
        return chunk.size, task(chunk)

    done = 0
    outcomes = (
        map(guarded, _chunks(sampling, size))
        if threads == 1
        else _threaded(guarded, _chunks(sampling, size), threads)
    )
    for count, outcome in outcomes:
        done += count
        yield outcome
        if progress is not None:
            progress(done, sampling.samples)


def _chunks(sampling: Sampling, size: int) -> Iterator[Chunk]:
    for number, start in enumerate(range(0, sampling.samples, size)):
        yield Chunk(sampling.seed, number, min(size, sampling.samples - start))


def _threaded(
    task: Callable[[Chunk], tuple[int, T]], chunks: Iterator[Chunk], threads: int
) -> Iterator[tuple[int, T]]:
    waiting: deque[Future[tuple[int, T]]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(task, chunk))
                if len(waiting) > 2 * threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
