"""A contradiction as a value: its kind and grade, what it is about, and every side of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from windroos.cases.tables import CONTRADICTIONS
from windroos.cases.values import (
    Decision,
    Figure,
    Finding,
    Judgement,
    Relation,
    Settlement,
    Statement,
)

HARD = "hard"
SOFT = "soft"
GRADES = (HARD, SOFT)

EFFORT, FINDING, JUDGEMENT, RELATION, MEASURED, FIGURE = KINDS = CONTRADICTIONS

OPEN, REOPENED, SETTLED = STATES = ("open", "reopened", "settled")

Said = Statement | Decision | Finding | Judgement | Relation | Figure

_TABLES: dict[type, str] = {
    Statement: "statements",
    Decision: "decisions",
    Finding: "findings",
    Judgement: "judgements",
    Relation: "relations",
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
    `criterion` is the judged and `measured` the measured. `claims`, `findings`, `judgements`,
    `relations` and `figures` hold every side, in the order of their places. `settlement` is the
    last that was made of it, and `changed` names the sides that are not those it settled.
    """

    kind: str
    grade: str
    region: str
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
    settlement: Settlement | None = None
    changed: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What it is called in addresses: the same as long as it is about the same."""
        year = self.figures[0].year if self.kind == FIGURE else None
        parts = (self.kind, self.region.lower(), self.role, self.subject, self.measured, self.theme)
        return "_".join(str(part) for part in (*parts, year) if part is not None)

    @property
    def subject(self) -> str | None:
        """The precondition, criterion or indicator it is about; None for effort and relations."""
        return self.precondition or self.criterion or self.indicator

    @property
    def said(self) -> tuple[Said, ...]:
        """The rows that are its sides, each once."""
        return tuple({reference(one): one for one in self._said()}.values())

    def _said(self) -> Iterator[Said]:
        yield from (claim.of for claim in self.claims)
        yield from self.findings
        yield from self.judgements
        yield from self.relations
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


def reference(said: Said) -> str:
    """The name of a side: its table and its key there.

    A figure is known by what it is a figure of and the dataset, whichever edition it is read from.
    """
    if isinstance(said, Figure):
        dataset = said.source.partition("@")[0]
        return f"figures/{said.region}/{said.indicator}/{said.year}/{dataset}"
    return f"{_TABLES[type(said)]}/{said.id}"
