"""What a weighing gives: per region what it comes to, per criterion and leaf when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from windroos.cases.case import Decision, Region
from windroos.cases.cells import Cell
from windroos.cases.framework import Criterion, Framework
from windroos.cases.preconditions import Gate
from windroos.cases.preparing import Floats, Prepared
from windroos.decide import Scores, Tree, contributions


@dataclass(frozen=True, slots=True)
class NodeResult:
    """What the tree gives for one criterion and one region; NaN where nothing is known.

    `value`, `lower`, `upper` run from 0 to 1, the latter two over every completion of what is
    unknown; `known` is the share of weight with evidence; `contribution` adds up to the score.
    """

    criterion: Criterion
    value: float
    lower: float
    upper: float
    known: float
    contribution: float


@dataclass(frozen=True, eq=False)
class Weighed:
    """The arrays of one weighing.

    A regions, L leaves in the order of `tree.leaves`, N nodes in the order of `tree.ids`. The first
    axis of `cells` and `scores` holds the value and its bounds: what is unknown left out, at its
    lowest, and at its highest.
    """

    prepared: Prepared
    framework: Framework
    tree: Tree
    cells: Floats
    """(3, A, L)"""
    scores: Scores
    """(3, A) and (3, A, N)"""

    @cached_property
    def contributions(self) -> Floats:
        """(A, N)"""
        return contributions(self.tree, self.cells[0])

    def nodes(self, position: int) -> Mapping[str, NodeResult]:
        """The result of every criterion for the region at a position."""
        columns = zip(
            self.tree.ids,
            *self.scores.node_values[:, position].tolist(),
            self.scores.node_known[0, position].tolist(),
            self.contributions[position].tolist(),
            strict=True,
        )
        return {
            id: NodeResult(self.framework.by_id[id], value, lower, upper, known, share)
            for id, value, lower, upper, known, share in columns
        }

    def evidence(self, position: int) -> Mapping[str, Cell]:
        """The cell of every leaf for the region at a position."""
        return {
            id: self.prepared.cell(position, n, self.framework, self.cells)
            for n, id in enumerate(self.tree.leaves)
        }


@dataclass(frozen=True, eq=False)
class RegionResult:
    """The outcome for one region, with everything it rests on.

    `rank` is 1 for the highest score of the regions weighed; equal scores share the highest place
    they take. None where there is no score.
    """

    region: Region
    rank: int | None
    score: float | None
    lower: float
    upper: float
    known: float
    provisional: str | None
    advice: str
    decision_taken: Decision | None
    gates: tuple[Gate, ...]
    weighed: Weighed
    position: int

    @cached_property
    def nodes(self) -> Mapping[str, NodeResult]:
        """What the tree gives, by criterion."""
        return self.weighed.nodes(self.position)

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """What is known, by leaf."""
        return self.weighed.evidence(self.position)

    @property
    def decision(self) -> str | None:
        """The effort decided; None when no decision was taken."""
        return self.decision_taken.effort if self.decision_taken else None

    @property
    def verdict(self) -> str | None:
        """What the compass says: the advice, and while there is none the verdict so far."""
        return self.provisional if self.advice == "undetermined" else self.advice

    @property
    def leaning(self) -> str | None:
        """The verdict of the score while there is no advice; None once there is one."""
        return self.provisional if self.advice == "undetermined" else None

    @property
    def differs(self) -> bool:
        """Whether something else was decided than the compass says.

        What was decided on some themes says nothing against what it says of all together.
        """
        if self.decision_taken is None or self.verdict is None:
            return False
        narrower = self.decision_taken.themes and self.weighed.prepared.theme is None
        return not narrower and self.decision != self.verdict
