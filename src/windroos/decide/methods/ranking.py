"""What every method that ranks the whole set gives."""

from __future__ import annotations

from dataclasses import dataclass

from windroos.decide.arrays import Floats, Integers, ranks


@dataclass(frozen=True)
class Ranking:
    """The outcome of a method for all alternatives; `score` is (..., A), and higher is better."""

    score: Floats

    @property
    def ranks(self) -> Integers:
        """(..., A) places, 1 for the best; alternatives with the same score share theirs."""
        return ranks(self.score)
