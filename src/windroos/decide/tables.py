"""A decision table: the alternatives with their figures, and the criteria they are weighed by."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Floats, directions_of, matrix_of
from .tree import Tree

# Stricter than `float`, which also takes 1_000, nan and infinity.
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def number_of(text: str) -> float | None:
    """The number that a cell holds: NaN for an empty one, None for something else."""
    if not text:
        return math.nan
    value = float(text) if _NUMBER.fullmatch(text) else math.inf
    return value if math.isfinite(value) else None


@dataclass(frozen=True, eq=False)
class Table:
    """Alternatives by criteria. A alternatives, L leaves in the order of `tree.leaves`."""

    alternatives: tuple[str, ...]
    tree: Tree
    values: Floats
    """(A, L) figures as they were given; NaN is missing."""
    directions: Floats
    """(L,) of 1 where more is better and -1 where less is."""
    goalposts: Floats
    """(2, L) the figures that earn 0 and 1; NaN where none were given."""
    denominators: tuple[str | None, ...]
    """(L,) the column that a figure is divided by."""
    columns: Mapping[str, tuple[str, ...]]
    """The other columns of the alternatives, as text."""

    def __post_init__(self) -> None:
        for array in (self.values, self.directions, self.goalposts):
            array.setflags(write=False)

    @classmethod
    def of(
        cls,
        tree: Tree,
        values: ArrayLike,
        alternatives: Sequence[str] | None = None,
        directions: ArrayLike | None = None,
    ) -> Table:
        """A table of (A, L) figures in memory; alternatives are numbered when they have no ids.

        Raises `ValueError` for figures or directions that do not fit the tree.
        """
        figures = matrix_of(values, complete=False)
        leaves = len(tree.leaves)
        ids = tuple(alternatives or map(str, range(1, figures.shape[-2] + 1)))
        if figures.shape != (len(ids), leaves):
            raise ValueError(
                f"The figures have shape {figures.shape}: expected ({len(ids)} alternatives, "
                f"{leaves} leaves)."
            )
        return cls(
            alternatives=ids,
            tree=tree,
            values=figures.copy(),
            directions=directions_of(directions, leaves).copy(),
            goalposts=np.full((2, leaves), math.nan),
            denominators=(None,) * leaves,
            columns={},
        )

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The place of each alternative."""
        return {id_: position for position, id_ in enumerate(self.alternatives)}

    def column(self, name: str) -> tuple[str, ...]:
        """(A,) one of the other columns; raises `ValueError` for one there is not."""
        if name not in self.columns:
            raise ValueError(
                f"The alternatives have no column “{name}”; there are: "
                f"{', '.join(self.columns) or 'none'}."
            )
        return self.columns[name]

    def numbers(self, name: str) -> Floats:
        """(A,) a column of numbers, NaN where empty; raises `ValueError` for a column there is not,
        or one that holds something else."""
        found = [number_of(text) for text in self.column(name)]
        for id_, text, value in zip(self.alternatives, self.columns[name], found, strict=True):
            if value is None:
                raise ValueError(f"Column “{name}” of “{id_}” holds “{text}”, which is no number.")
        return np.array(found, dtype=np.float64)
