"""What came of a chain of steps: every stage kept, and from there to other steps and to doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .aggregate import Scores
from .arrays import Floats, ranks
from .data import TreatmentLog
from .tables import Table
from .tree import Tree

if TYPE_CHECKING:
    from .chain import Chain
    from .robustness import Model, TreeSpace


@dataclass(frozen=True)
class Stage:
    """What one step gave."""

    name: str
    values: Floats
    """(A, L) the figures after it, with (S,) in front once they were imputed by drawing."""
    notes: tuple[str, ...] = ()
    """What the step has to say of what it did."""


@dataclass(frozen=True, eq=False)
class Run:
    """A chain run on a table, with what every step gave."""

    chain: Chain
    table: Table
    stages: tuple[Stage, ...]
    imputed: NDArray[np.bool_]
    """(A, L) the cells where a stand-in was put."""
    treatment: TreatmentLog | None
    tree: Tree
    """As aggregated and weighed: what `decide.explanation` takes, with `values`."""
    weights: Floats
    """(N,) raw weights, in the order of `tree.ids`; (S, N) where drawn figures weigh."""
    scores: Scores
    verdicts: NDArray[np.str_] | None
    """(A,) or (S, A); None without a `judge`."""

    @property
    def values(self) -> Floats:
        """(A, L) or (S, A, L) the cells that were weighed."""
        return self.stages[-1].values

    @property
    def thresholds(self) -> Mapping[str, float]:
        """Those of the verdicts; raises `ValueError` without a `judge`."""
        if self.chain.judge is None:
            raise ValueError("The chain has no step judge, and so no thresholds.")
        return self.chain.judge.thresholds

    @cached_property
    def ranks(self) -> NDArray[np.int64]:
        """(A,) or (S, A), 1 for the highest; 0 where there is no score."""
        return ranks(self.scores.value)

    def stage(self, name: str) -> Stage:
        """What one step gave; `KeyError` for a step that was not taken."""
        for stage in self.stages:
            if stage.name == name:
                return stage
        raise KeyError(name)

    def again(self, **steps: Any) -> Run:
        """The same table with other steps in the place of these."""
        return replace(self.chain, **steps)(self.table)

    def model(self, weights: TreeSpace, unknown: str | None = "uniform") -> Model:
        """What `decide.robustness` draws from: this run with its weights, and cells, uncertain.

        Cells that were imputed by drawing are drawn again; cells that were imputed otherwise count
        as known. `unknown` says what an unknown cell may be (`robustness.Unknown`: `"uniform"`,
        `"observed"`); with None it is left out of the score. Cells are drawn each by itself, also
        where drawing one has moved others (through the treatment, or a place among others). Raises
        `ValueError` for values on another scale than 0 to 1, or weights that differ by sample.
        """
        from .robustness import (
            Drawn,
            Model,
            Uncertain,
            Unknown,
            Values,
        )  # on demand: it builds on the rest

        if self.weights.ndim > 1:
            raise ValueError(
                "The weights follow from drawn figures and differ by sample: there are none for "
                "others to lie around. Weigh otherwise, or impute without drawing."
            )
        draws = self.values if self.values.ndim == 3 else self.values[None]
        if (draws < 0).any() or (draws > 1).any():
            raise ValueError(
                "The normalised values lie outside 0 to 1, the scale on which values are drawn. "
                "Normalise by min-max or goalposts."
            )
        drawn = Drawn(draws)
        known = np.where(drawn.places, np.nan, draws[0])
        kinds: list[Uncertain] = [drawn]
        if unknown is not None:
            kinds.append(Unknown(np.isnan(known) & ~drawn.places, unknown))
        thresholds = None if self.chain.judge is None else self.thresholds
        return Model.of_tree(self.tree, weights, Values(known, kinds), thresholds)
