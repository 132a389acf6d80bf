"""A shared societal challenge as a case declares it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from windroos.cases.text import Text
from windroos.measure import Course, Direction


@dataclass(frozen=True, slots=True)
class Burden:
    """What says how heavy a challenge is: an indicator, which end of it is heavy, and which way it
    goes over the years (`growing` or `shrinking`)."""

    indicator: str
    heavier: Direction = "higher"
    course: Course = "growing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What says how well a challenge is dealt with: an indicator, and which end of it is better."""

    indicator: str
    better: Direction = "higher"


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge that regions can share.

    `node` is the part of the compass it belongs to, and `passage` the place that names it. With
    `inherit` the figures of a parent region stand for a region that has none of its own.
    """

    id: str
    label: Text
    question: Text
    burden: Burden
    result: Outcome | None = None
    node: str | None = None
    passage: str | None = None
    inherit: bool = False

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators of the burden and, where there is one, of the result."""
        return tuple(self._indicators())

    def _indicators(self) -> Iterator[str]:
        yield self.burden.indicator
        if self.result is not None:
            yield self.result.indicator
