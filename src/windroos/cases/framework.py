"""The framework of a case: roles, scales, the criteria tree, preconditions and choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from windroos.cases.challenge import Challenge
from windroos.cases.doubts import Doubts
from windroos.cases.framework_terms import Term
from windroos.cases.tensions import Tensions
from windroos.cases.text import Text
from windroos.decide import Node, Tree
from windroos.measure import Rules

Thresholds = Mapping[str, float]

# What a point of a scale says of what is not said.
EXACTLY, AT_LEAST, AT_MOST, NOTHING = SAYS = ("exactly", "at-least", "at-most", "nothing")


@dataclass(frozen=True, slots=True)
class Role:
    """For whom the compass advises, who carries it out, and from which score on."""

    id: str
    label: Text
    body: Text
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a rating scale and what it means.

    `says`: whether who rates so denies more (`exactly`), leaves open that there is more
    (`at-least`) or less (`at-most`), or has found `nothing` said at all.
    """

    value: float
    meaning: Text
    says: str = EXACTLY

    @property
    def open_below(self) -> bool:
        """Whether it may as well be lower."""
        return self.says in (AT_MOST, NOTHING)

    @property
    def open_above(self) -> bool:
        """Whether it may as well be higher."""
        return self.says in (AT_LEAST, NOTHING)


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

    def point(self, value: float) -> Point | None:
        """The point that a rating stands on; None between two points."""
        return next((p for p in self.points if p.value == value), None)

    def meaning(self, value: float) -> Text | None:
        """What a rating means; None between two points."""
        point = self.point(value)
        return point.meaning if point else None

    def step(self, value: float) -> float:
        """How many points of the scale lie below a rating, one between two counted in part.

        >>> point = lambda value: Point(value, Text("", ""))
        >>> Scale("uneven", (point(0), point(1), point(5))).step(3)
        1.5
        """
        below = [point.value for point in self.points if point.value <= value]
        if len(below) == len(self.points):
            return len(below) - 1.0
        return len(below) - 1 + (value - below[-1]) / (self.points[len(below)].value - below[-1])


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
    """Figures of scoreboard `from_` are converted onto the scale of scoreboard `onto`.

    `years`: the line is drawn through `all` years that both have, or through the `latest` one.
    """

    from_: str
    onto: str
    coverage: float
    years: str = "all"


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
class Rule:
    """Which years of a series count: the `latest`, that one `year`, or the `mean` of the last few.

    `years` is the year, or how many years the mean is of; `least` how many of those are enough.
    """

    kind: str = "latest"
    years: int = 1
    least: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """The region of a figure stands in a dimension of the observations, in some codes.

    Only the observations of the region `of` count: exports of the Netherlands, by importer.
    """

    dimension: str
    codes: str
    of: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What regions are weighted by when a figure is made of theirs: an indicator in a year."""

    source: str
    observed: str
    year: int


@dataclass(frozen=True, slots=True)
class Renumbered:
    """From which version of NUTS to which the figures go, and by what a region is shared out."""

    from_: str
    to: str
    weight: str


CORRESPONDENCE = "nuts-correspondence"
"""The dataset with the tables between versions of NUTS."""


@dataclass(frozen=True, slots=True)
class Series:
    """Where the figures of an indicator (`id`) come from, when there are observations.

    `source` is the key of a dataset (`windroos.sources.asked`), `observed` the indicator there,
    `dimensions` what else it has to be. Observations in another `unit` are left out, and those of
    regions in `without`; `max_age` is how many years before the day of weighing one may lie.
    `kind` is `rate` or `total`, where figures are put together: of a region from the regions one
    level below it (`parts`), of one version of NUTS from another (`nuts`). With `anchors` the
    series also gives the figures of all economies that two scoreboards are laid beside each other
    by.
    """

    id: str
    source: str
    observed: str
    unit: str
    rule: Rule = Rule()
    dimensions: tuple[tuple[str, str], ...] = ()
    place: Place | None = None
    without: tuple[str, ...] = ()
    kind: str | None = None
    parts: Parts | None = None
    nuts: Renumbered | None = None
    anchors: bool = False
    max_age: int | None = None
    note: Text | None = None

    @property
    def reads(self) -> tuple[object, ...]:
        """What is read for it; two series with the same choose from the same observations."""
        asked = (self.source, self.observed, self.dimensions, self.place)
        return (*asked, self.parts, self.nuts)

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of all datasets it needs: only when all are there can it be read."""
        others = [self.parts.source] if self.parts else []
        if self.nuts:
            others.append(CORRESPONDENCE)
        return tuple(dict.fromkeys([self.source, *others]))


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the documents do not give and the case proposes, with its reason."""

    id: str
    subject: str
    about: tuple[str, ...]
    what: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Named:
    """A place in a document that a part of the compass gives in one of its fields."""

    part: Criterion | Precondition | Challenge
    field: str
    place: str


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
    series: Mapping[str, Series] = field(default_factory=dict)  # by indicator
    challenges: Mapping[str, Challenge] = field(default_factory=dict)
    challenge_rules: Rules = field(default_factory=Rules)
    terms: Mapping[str, Term] = field(default_factory=dict)
    tensions: Tensions = field(default_factory=Tensions)

    @cached_property
    def datasets(self) -> tuple[str, ...]:
        """The keys of the datasets that figures are read from, where they are there."""
        return tuple(sorted({key for one in self.series.values() for key in one.sources}))

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
    def measured(self) -> tuple[str, ...]:
        """The indicators that are weighed, in the order of the leaves."""
        names = [name for c in self.leaves if c.figure for name in c.figure.indicators]
        return tuple(dict.fromkeys(names))

    @cached_property
    def places(self) -> tuple[Named, ...]:
        """The places in documents that name a part of the compass, or say whom to ask."""
        parts = (*self.criteria, *self.preconditions, *self.challenges.values())
        return tuple(
            Named(part, field, place)
            for part in parts
            for field in ("passage", "ask_passage")
            if (place := getattr(part, field, None)) is not None
        )

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
