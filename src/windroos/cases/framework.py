"""The framework of a case: roles, scales, the criteria tree, preconditions and choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from windroos.cases.doubts import Doubts
from windroos.cases.text import Text
from windroos.decide import Node, Tree

Thresholds = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Role:
    """For whom the compass advises, who carries it out, and from which score on."""

    id: str
    label: Text
    body: Text
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a rating scale and what it means."""

    value: float
    meaning: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordinal rating scale; its points rise."""

    id: str
    points: tuple[Point, ...]

    @property
    def low(self) -> float:
        return self.points[0].value

    @property
    def high(self) -> float:
        return self.points[-1].value

    def meaning(self, value: float) -> Text | None:
        """What a rating means; None between two points."""
        return next((p.meaning for p in self.points if p.value == value), None)


@dataclass(frozen=True, slots=True)
class RatingLeaf:
    """A leaf judged by people on a scale.

    `inherit`: a parent region's judgements count where the region has none of its own.
    `across_themes`: without a chosen theme, the `best` theme counts or the `mean` of all.
    """

    scale: str
    inherit: bool = False
    across_themes: str = "mean"


@dataclass(frozen=True, slots=True)
class ScaleLink:
    """Figures of scoreboard `from_` are converted onto the scale of scoreboard `onto`."""

    from_: str
    onto: str
    coverage: float


@dataclass(frozen=True, slots=True)
class FigureLeaf:
    """A leaf measured by figures.

    `combine`: the `first` indicator that has a figure counts, or the `sum` of all of them.
    `rebase` gives, by indicator, the value that is to stand for 100. `error_coverage` turns a
    standard error into a range that holds the value with that probability.
    """

    indicators: tuple[str, ...]
    goalposts: tuple[float, float]
    combine: str = "first"
    transform: str | None = None
    inherit: bool = False
    rebase: Mapping[str, float] = field(default_factory=dict)
    common_scale: ScaleLink | None = None
    error_coverage: float | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A node of the tree: an aspect, a component, or a leaf that is rated or measured."""

    id: str
    parent: str | None
    level: str
    label: Text
    question: Text | None
    passage: str | None
    weights: Mapping[str, float]  # by role; "" for every other role
    aggregate: str
    exponent: float | None = None  # of the aggregates that take one
    rating: RatingLeaf | None = None
    figure: FigureLeaf | None = None
    ask: Text | None = None  # who may know, and the place that says so
    ask_passage: str | None = None

    @property
    def inherit(self) -> bool:
        leaf = self.rating or self.figure
        return bool(leaf and leaf.inherit)

    def weight(self, role: str) -> float:
        return self.weights.get(role, self.weights.get("", 1.0))


@dataclass(frozen=True, slots=True)
class Precondition:
    """A gate: for which roles and themes it must hold (no themes: for all)."""

    id: str
    number: str
    label: Text
    roles: tuple[str, ...]
    themes: tuple[str, ...]
    inherit: bool
    passage: str | None
    ask: Text | None = None  # who may know, and the place that says so
    ask_passage: str | None = None

    def holds_for(self, role: str, theme: str | None) -> bool:
        return role in self.roles and (not self.themes or theme is None or theme in self.themes)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure measures, and in which unit."""

    id: str
    label: Text
    unit: Text


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the documents do not give and the case proposes, with its reason."""

    id: str
    subject: str
    about: tuple[str, ...]
    what: Text
    why: Text


@dataclass(frozen=True)
class Framework:
    """One version of a compass."""

    id: str
    version: str
    label: Text
    summary: Text
    theme_criterion: str | None
    roles: tuple[Role, ...]
    scales: Mapping[str, Scale]
    criteria: tuple[Criterion, ...]
    preconditions: tuple[Precondition, ...]
    indicators: Mapping[str, Indicator]
    choices: tuple[Choice, ...]
    doubts: Doubts = field(default_factory=Doubts)

    def tree(self, role: str) -> Tree:
        """The criteria tree with the weights of a role."""
        return _tree(self.criteria, role)

    @cached_property
    def by_id(self) -> Mapping[str, Criterion]:
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        return tuple(c for c in self.criteria if c.rating or c.figure)

    @cached_property
    def root(self) -> Criterion:
        return next(c for c in self.criteria if c.parent is None)

    def children(self, id: str) -> tuple[Criterion, ...]:
        return tuple(c for c in self.criteria if c.parent == id)

    @cached_property
    def groups(self) -> tuple[Criterion, ...]:
        """The level under the root: the aspects."""
        return self.children(self.root.id)

    @cached_property
    def components(self) -> tuple[Criterion, ...]:
        """The level that is shown and explained one by one: under the aspects.

        An aspect without a level beneath it is its own component.
        """
        return tuple(
            component
            for group in self.groups
            for component in (self.children(group.id) or (group,))
        )

    def group_of(self, id: str) -> Criterion:
        """The aspect that a criterion falls under."""
        criterion = self.by_id[id]
        while criterion.parent is not None and criterion.parent != self.root.id:
            criterion = self.by_id[criterion.parent]
        return criterion

    def weighs(self, id: str, role: str) -> bool:
        """Whether a criterion has any weight in the score of a role."""
        criterion = self.by_id[id]
        while criterion.parent is not None:
            if criterion.weight(role) == 0:
                return False
            criterion = self.by_id[criterion.parent]
        return True

    def leaves_under(self, id: str) -> tuple[Criterion, ...]:
        children = self.children(id)
        if not children:
            return (self.by_id[id],)
        return tuple(leaf for child in children for leaf in self.leaves_under(child.id))

    def role(self, id: str) -> Role:
        return next(role for role in self.roles if role.id == id)


@lru_cache(maxsize=64)
def _tree_of(nodes: tuple[Node, ...]) -> Tree:
    return Tree.of(nodes)


def _tree(criteria: tuple[Criterion, ...], role: str) -> Tree:
    return _tree_of(
        tuple(Node(c.id, c.parent, c.weight(role), c.aggregate, c.exponent) for c in criteria)
    )
