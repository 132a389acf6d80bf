"""From a decision table to scores and verdicts: the steps as one value, run and run again.

A `Chain` says how: denominate → impute → treat → normalise → weigh → aggregate → judge. It is plain
data (`as_dict`, `decide.read`), so that an assessment can be written down, done again elsewhere,
and done otherwise in one step. A `Run` keeps what every step gave.

>>> import numpy as np
>>> from windroos.decide import Node, Tree
>>> tree = Tree.of([Node("fit", None), Node("exports", "fit"), Node("patents", "fit")])
>>> table = Table.of(tree, [[10.0, 4.0], [30.0, 1.0], [20.0, np.nan]])
>>> run = Chain(judge=Judge(active=0.6, reactive=0.4))(table)
>>> run.scores.value.tolist(), run.verdicts.tolist()
([0.5, 0.5, 0.5], ['reactive', 'reactive', 'reactive'])
>>> run.again(weigh=Weigh({"exports": 3})).scores.value.tolist()
[0.25, 0.75, 0.5]
>>> [stage.name for stage in run.stages]
['given', 'normalise']
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from .aggregate import Scores, score
from .arrays import Floats
from .data import (
    Borda,
    Denominate,
    DistanceToMaximum,
    DistanceToTarget,
    Goalposts,
    Impute,
    ImputeByDraw,
    MinMax,
    Normalised,
    PercentileRank,
    Sum,
    Treat,
    TreatmentLog,
    Vector,
    ZScore,
)
from .declared import Declared
from .means import Arithmetic, Ordered
from .run import Run, Stage
from .steps import Aggregate, Judge, TableGoalposts, Weigh, WeighByData
from .table_files import TableError, read_tables
from .tables import Table
from .tree import Tree

__all__ = [
    "Aggregate",
    "Chain",
    "Judge",
    "Run",
    "Stage",
    "Table",
    "TableError",
    "TableGoalposts",
    "Weigh",
    "WeighByData",
    "read_tables",
]

_ANY_SCALE = (
    Borda, DistanceToMaximum, DistanceToTarget, Goalposts, MinMax, PercentileRank, Sum,
    TableGoalposts, Vector, ZScore,
)  # fmt: skip
_STEPS: Mapping[str, tuple[type, ...]] = {
    "denominate": (bool, Denominate),
    "impute": (Impute, ImputeByDraw),
    "treat": (Treat,),
    "normalise": _ANY_SCALE,
    "weigh": (Weigh, WeighByData),
    "aggregate": (Aggregate,),
    "judge": (Judge,),
}


@dataclass(frozen=True)
class Chain(Declared, name="chain"):
    """The steps of an assessment; a step that is None (or False) is not taken.

    `denominate` True divides by the columns that the table names, a `Denominate` by its own.
    `group` is the column of the table by which an `impute` with `by_group` groups. `normalise` is
    any way of `decide.data`, or `TableGoalposts`. Scores have the scale of the normalised values.
    """

    denominate: bool | Denominate = True
    impute: Impute | ImputeByDraw | None = None
    group: str | None = None
    treat: Treat | None = None
    normalise: Declared = field(default_factory=TableGoalposts)
    weigh: Weigh | WeighByData | None = None
    aggregate: Aggregate | None = None
    judge: Judge | None = None

    def __post_init__(self) -> None:
        for step, kinds in _STEPS.items():
            given = getattr(self, step)
            if not isinstance(given, kinds) and (given is not None or step == "normalise"):
                names = ", ".join(getattr(kind, "name", kind.__name__) for kind in kinds)
                raise self.wrong(step, f"must be one of: {names}")

    def __call__(self, table: Table) -> Run:
        """Run the steps on a table.

        Raises `ValueError` where a step cannot be taken: what it needs and does not have is in the
        message.
        """
        stages = [Stage("given", table.values)]
        denominated = self._denominated(table)
        if denominated is not None:
            stages.append(denominated)
        imputed = np.zeros(table.values.shape, dtype=bool)
        if self.impute is not None:
            filled = self.impute(stages[-1].values, self._groups(table, self.impute))
            imputed = filled.imputed
            open_ = np.isnan(filled.values).reshape(-1, *imputed.shape).any(axis=0).sum()
            note = f"Imputed: {imputed.sum()} of {imputed.size} cells; {open_} stay unknown."
            stages.append(Stage("impute", filled.values, (note,)))
        log: TreatmentLog | None = None
        if self.treat is not None:
            treated = self.treat(stages[-1].values)
            log = treated.log
            stages.append(Stage("treat", treated.values, _treatments(table, log)))
        normalised = self._normalised(table, stages[-1].values, log)
        stages.append(Stage("normalise", normalised.values, (normalised.meaning,)))
        tree = table.tree if self.aggregate is None else self.aggregate(table.tree)
        weights = tree.weights
        if isinstance(self.weigh, Weigh):
            weights = self.weigh(tree)
        elif self.weigh is not None:
            weights = self.weigh(tree, normalised.values)
        if weights.ndim == 1:
            tree = tree.weighed(weights)
        if self.judge is not None and (normalised.low < 0 or normalised.high > 1):
            raise ValueError(
                f"The normalised values run from {normalised.low:g} to {normalised.high:g}: "
                "thresholds judge scores from 0 to 1. Normalise to that scale, or judge not."
            )
        scores = _scored(tree, normalised, weights)
        judged = self.judge(scores.value) if self.judge is not None else None
        return Run(self, table, tuple(stages), imputed, log, tree, weights, scores, judged)

    def _denominated(self, table: Table) -> Stage | None:
        way = self.denominate
        if not isinstance(way, Denominate):
            if not (way and any(table.denominators)):
                return None
            way = Denominate(by=table.denominators)
        found = way(table.values, {name: table.numbers(name) for name in way.by if name})
        lost = zip(table.tree.leaves, way.by, found.lost.sum(axis=0), strict=True)
        notes = [
            f"{leaf}: {count} of {len(table.values)} lost, as “{size}” is unknown or zero."
            for leaf, size, count in lost
            if count
        ]
        return Stage("denominate", found.values, tuple(notes))

    def _groups(self, table: Table, impute: Impute | ImputeByDraw) -> list[str | None] | None:
        if not impute.by_group:
            return None
        if self.group is None:
            raise self.wrong("group", "must name a column: the imputation is by group")
        return [label or None for label in table.column(self.group)]

    def _normalised(self, table: Table, values: Floats, log: TreatmentLog | None) -> Normalised:
        if not isinstance(self.normalise, TableGoalposts):
            return self.normalise(values, table.directions)
        if log is not None:
            other = (log.method == "log") | (log.method == "box-cox")
            wrong = other.reshape(-1, other.shape[-1]).any(axis=0) & ~np.isnan(table.goalposts[0])
            if wrong.any():
                raise ValueError(
                    f"“{table.tree.leaves[int(wrong.argmax())]}” was transformed, and is no longer "
                    "in the unit of its goalposts. Treat it without transform, or normalise by "
                    "min-max."
                )
        return self.normalise(table, values)

    @property
    def sha256(self) -> str:
        """The hash of the steps: equal chains have the same one."""
        text = json.dumps(_alike(self.as_dict()), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _scored(tree: Tree, normalised: Normalised, weights: Floats) -> Scores:
    """Scores of values on any scale, by way of the scale from 0 to 1.

    Every mean grows in proportion with its values, so that values of 0 or more need only be made
    small enough. A weighted mean, ordered or not, also shifts with them, and takes any scale.
    """
    values = normalised.values
    if (normalised.low >= 0 and normalised.high <= 1) or np.isnan(values).all():
        return score(tree, values, weights)
    least = 0.0
    if normalised.low < 0:
        if not all(isinstance(branch.mean, Arithmetic | Ordered) for branch in tree.branches):
            raise ValueError(
                f"The normalised values run from {normalised.low:g} to {normalised.high:g}: "
                "geometric, harmonic and power means need them at 0 or above. Normalise by "
                "min-max or goalposts, or aggregate by arithmetic means."
            )
        least = float(np.nanmin(values))
    width = float(np.nanmax(values)) - least
    width = width if width > 0 else 1.0
    found = score(tree, np.clip((values - least) / width, 0.0, 1.0), weights)
    return replace(
        found, value=found.value * width + least, node_values=found.node_values * width + least
    )


def _treatments(table: Table, log: TreatmentLog) -> tuple[str, ...]:
    """A sentence for each leaf that was treated; for drawn figures, in how many of the samples."""
    methods = log.method.reshape(-1, log.method.shape[-1])
    points = log.points.reshape(methods.shape)
    notes = []
    for leaf, column, moved in zip(table.tree.leaves, methods.T, points.T, strict=True):
        for method in sorted(set(column.tolist()) - {"none"}):
            done = "winsorised" if method == "winsorise" else f"transformed by {method}"
            if len(column) > 1:
                done += f" in {(column == method).sum()} of {len(column)} samples"
            elif moved[0]:
                done = f"{moved[0]} of {len(table.values)} {done}"
            notes.append(f"{leaf}: {done}.")
    return tuple(notes)


def _alike(data: Any) -> Any:
    """Plain data with every number as a decimal one, since 1 and 1.0 are equal."""
    if isinstance(data, dict):
        return {key: _alike(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_alike(value) for value in data]
    return float(data) if isinstance(data, int) and not isinstance(data, bool) else data
