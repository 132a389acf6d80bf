"""A contradiction as a value: its kind and grade, what it is about, and every side of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from windroos.cases.fields import ID
from windroos.cases.tables import CONTRADICTIONS
from windroos.cases.values import (
    Decision,
    Figure,
    Finding,
    Judgement,
    Quantity,
    Relation,
    Settlement,
    Statement,
)

HARD = "hard"
SOFT = "soft"
GRADES = (HARD, SOFT)

EFFORT, FINDING, JUDGEMENT, RELATION, MEASURED, FIGURE, QUANTITY = KINDS = CONTRADICTIONS

# What a document prints is what was measured, what is aimed at, what is expected to come of it, or
# an amount of money or work.
WAS_MEASURED, AIMED_AT, EXPECTED, AMOUNT = NATURES = ("measured", "target", "expected", "amount")

OPEN, REOPENED, SETTLED = STATES = ("open", "reopened", "settled")

Said = Statement | Decision | Finding | Judgement | Relation | Figure | Quantity

_TABLES: dict[type, str] = {
    Statement: "statements",
    Decision: "decisions",
    Finding: "findings",
    Judgement: "judgements",
    Relation: "relations",
    Quantity: "quantities",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of effort, from running text or from a decision."""

    id: str
    effort: str
    theme: str | None
    period: tuple[int, int]
    explicit: bool
    said_by: str
    passage: str | None
    dated: str
    of: Statement | Decision

    @property
    def decision(self) -> bool:
        return isinstance(self.of, Decision)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What does not go together, each side with its place.

    `kind` is one of `KINDS`. Grade `hard`: both sides say it in so many words, about the same
    thing and of the same time. `soft`: a side only implies it, or speaks of one theme where the
    other speaks of all, or of another time; and what is a tension rather than a contradiction,
    judgements and figures that lie far apart. What it is about stands in `role`, `precondition`,
    `criterion`, `indicator` and `theme`, whichever it has; of a judged leaf beside a measured one
    `criterion` is the judged and `measured` the measured. Of what documents print, `series` is the
    subject, `nature` one of `NATURES` and `time` the year or the column that names one; it may be
    of no `region`. `claims`, `findings`, `judgements`, `relations`, `quantities` and `figures` hold
    every side, in the order of their places. `settlement` is the last that was made of it, and
    `changed` names the sides that are not those it settled.
    """

    kind: str
    grade: str
    region: str | None
    role: str | None = None
    claims: tuple[Claim, ...] = ()
    indicator: str | None = None
    figures: tuple[Figure, ...] = ()
    precondition: str | None = None
    findings: tuple[Finding, ...] = ()
    criterion: str | None = None
    measured: str | None = None
    theme: str | None = None
    judgements: tuple[Judgement, ...] = ()
    relations: tuple[Relation, ...] = ()
    series: str | None = None
    nature: str | None = None
    time: str | None = None
    quantities: tuple[Quantity, ...] = ()
    settlement: Settlement | None = None
    changed: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What it is called in addresses: the same as long as it is about the same."""
        region = self.region.lower() if self.region else None
        # A series may have the name of an indicator, which is another subject.
        series = "series" if self.series else None
        year = self.figures[0].year if self.kind == FIGURE else None
        about = (self.role, series, self.subject, self.measured, self.theme, self.nature)
        parts = (self.kind, region, *about, self.time, year)
        name = "_".join(str(part) for part in parts if part is not None)
        if len(name) <= ID:
            return name
        # Two long names may begin alike.
        return f"{name[: ID - 13].rstrip('-_')}_{sha256(name.encode()).hexdigest()[:12]}"

    @property
    def subject(self) -> str | None:
        """The precondition, criterion, indicator or series it is about; None for effort and
        relations."""
        return self.precondition or self.criterion or self.indicator or self.series

    @property
    def said(self) -> tuple[Said, ...]:
        """The rows that are its sides, each once."""
        return tuple({reference(one): one for one in self._said()}.values())

    def _said(self) -> Iterator[Said]:
        yield from (claim.of for claim in self.claims)
        yield from self.findings
        yield from self.judgements
        yield from self.relations
        yield from self.quantities
        yield from self.figures

    @property
    def sides(self) -> tuple[str, ...]:
        """The names of its sides."""
        return tuple(reference(one) for one in self.said)

    @property
    def state(self) -> str:
        """Open, settled, or open again because its sides are not those that were settled."""
        if self.settlement is None:
            return OPEN
        return REOPENED if self.changed else SETTLED

    @property
    def open(self) -> bool:
        return self.state != SETTLED

    def concerns(self, region: str, role: str) -> bool:
        """Whether it is on a region, in a role or whichever role."""
        return self.region == region and self.role in (None, role)


def reference(said: Said) -> str:
    """The name of a side: its table and its key there.

    A figure is known by what it is a figure of and the dataset, whichever edition it is read from.
    """
    if isinstance(said, Figure):
        dataset = said.source.partition("@")[0]
        return f"figures/{said.region}/{said.indicator}/{said.year}/{dataset}"
    return f"{_TABLES[type(said)]}/{said.id}"
