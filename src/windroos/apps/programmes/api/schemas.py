"""What the API tells of a programme: its tree, money, goals, indicators and reports.

The values are those of `cases.facts.plain`.
"""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from windroos.rest.schemas import Schema, Text

MoneyRole = Literal["budget", "committed", "spent", "raised", "needed", "pledged"]
FactRole = Literal["baseline", "target", "expected", "forecast", "actual"]
EntryStatus = Literal["final", "provisional", "to-be-measured", "withheld", "withdrawn"]
Approximate = Literal["about", "at-least", "at-most"]
ReportState = Literal["open", "submitted", "locked"]
FunderKind = Literal[
    "own", "region", "municipality", "state", "eu", "companies", "knowledge", "mixed"
]
ResultStatus = Literal[
    "reached", "on-track", "at-risk", "behind", "no-data", "no-target", "not-due"
]
CellState = Literal["value", "to-be-measured", "withheld", "missing", "not-due", "none"]
ProgrammeGap = Literal["start", "partners", "money", "raised", "needed", "indicators"]


class ResultReason(Schema):
    """Why something is as it is."""

    code: str = Field(description="The kind of reason; does not change.", examples=["on-the-way"])
    text: str


class ProgrammeSum(Schema):
    """The money of one role."""

    role: MoneyRole
    amount: float | None = Field(description="Null: none is known.")
    currency: str | None = Field(examples=["EUR"])
    approximate: Approximate | None = Field(description="Null: it is exact.")
    complete: bool = Field(description="False: of a part, year or funder it is not known.")
    period: str | None = Field(examples=["2018/2022"])


class ProgrammeSource(ProgrammeSum):
    """What one funder gives in one role."""

    funder: str | None = Field(description="The id of an organisation of the register.")
    funder_name: Text | None
    funder_kind: FunderKind | None


class ProgrammeMultiplied(Schema):
    """What others put in for each euro of one's own."""

    factor: float | None = Field(description="Null: it is not known.")
    by: MoneyRole = Field(description="By which money one's own is counted.")
    complete: bool
    raised: float | None
    own: float | None
    reasons: list[ResultReason] = Field(description="What is left out and what is not exact.")


class ProgrammeUntold(Schema):
    """An amount that is not known yet, or known and not shown."""

    id: str
    part: str | None
    role: MoneyRole
    period: str
    status: EntryStatus


class ResultDiscrepancy(Schema):
    """Where what is stated differs from what it is made of."""

    role: str
    part: str | None
    period: str
    stated: float
    computed: float
    over: Literal["time", "tree", "funders"] = Field(description="What it is made of.")


class ProgrammeMoney(Schema):
    """The money of a programme or a part, with all that lies beneath it."""

    sums: list[ProgrammeSum]
    by_source: list[ProgrammeSource]
    multiplied: ProgrammeMultiplied | None
    untold: list[ProgrammeUntold]
    discrepancies: list[ResultDiscrepancy]


class ProgrammePartner(Schema):
    """Who takes part."""

    organisation: str | None = Field(description="Its id in the register; null: not in there.")
    name: Text | None
    role: str | None


class ProgrammeAgreement(Schema):
    """A loan, grant or other agreement."""

    id: str
    kind: str
    label: Text | None
    indicators: list[str]


class ProgrammePart(Schema):
    """A line, action line or project; each stands after the one it lies in."""

    id: str
    parent: str | None
    depth: int = Field(description="1: a line of the programme itself.")
    kind: str
    code: str | None
    label: Text | None
    owner: str | None
    money: ProgrammeMoney
    partners: list[ProgrammePartner]
    agreements: list[ProgrammeAgreement]
    goals: list[str]
    indicators: list[str]


class ProgrammeGoal(Schema):
    """What is wanted, and what is done for it."""

    id: str
    parent: str | None
    depth: int
    kind: str
    label: Text | None
    parts: list[str]
    indicators: list[str]


class ResultCell(Schema):
    """What is said of an indicator in a period."""

    period: str = Field(examples=["2019"])
    state: CellState = Field(description="Why there is no value, or that there is one.")
    value: float | None
    numerator: float | None
    denominator: float | None
    low: float | None
    high: float | None
    complete: bool = Field(description="False: of a part or period it is not known.")
    provisional: bool
    fact: str | None = Field(description="The fact that says so of the part itself.")
    basis: list[str] = Field(description="The facts it is made of.")


class ResultSeries(Schema):
    """The cells of one role."""

    role: FactRole
    cells: list[ResultCell]


class DueFigure(Schema):
    """A figure that is not there of a period that is over."""

    indicator: str
    part: str | None
    period: str
    day: date = Field(description="The last day on which it is in time.")
    overdue: bool
    days_late: int


class ResultCoverage(Schema):
    """Of how many periods that are over there is a whole figure."""

    known: int
    of: int
    missing: list[str]


class ResultNote(Schema):
    """A footnote."""

    mark: str
    text: Text | None


class MeasuredIndicator(Schema):
    """An indicator with what is known of it and how it stands."""

    id: str
    label: Text | None
    part: str | None = Field(description="Null: the programme as a whole.")
    kind: str
    unit: str | None
    direction: str
    level_stated: str | None = Field(description="What the text says it measures.")
    level_judged: str | None = Field(description="What it measures, as we judge it.")
    owner: str | None
    status: ResultStatus | None = Field(description="Null: there is no period it could be of.")
    status_of: str | None = Field(description="The period that the status is of.")
    expected_by_now: float | None
    gap: float | None = Field(description="Above 0: better than expected by then.")
    reasons: list[ResultReason]
    series: list[ResultSeries]
    due_figures: list[DueFigure]
    coverage: ResultCoverage
    discrepancies: list[ResultDiscrepancy]
    notes: list[ResultNote]


class ReportStep(Schema):
    """A step of the report on a period."""

    state: ReportState
    at: datetime
    reason: str | None


class PeriodReport(Schema):
    """The report on a period."""

    period: str
    state: ReportState
    locked: datetime | None = Field(description="When it was last locked; null: never.")
    steps: list[ReportStep]


class ProgrammeHead(Schema):
    """What a programme is."""

    id: str = Field(examples=["lsh"])
    kind: str
    label: Text | None
    aim: Text | None
    state: str | None
    start: str | None
    end: str | None
    organisation: str | None
    owner: str | None
    theme: str | None
    passage: str | None


class ProgrammeAccount(ProgrammeHead):
    """A programme with all it accounts for, as known at a moment."""

    period: str | None = Field(description="Over what it is looked at; null: not known.")
    seen_on: date = Field(description="The day from which it is seen: what is due follows from it.")
    known_at: datetime | None = Field(description="What was known then is in it; null: all.")
    parts: list[ProgrammePart]
    money: ProgrammeMoney
    partners: list[ProgrammePartner]
    goals: list[ProgrammeGoal]
    indicators: list[MeasuredIndicator]
    notes: list[ResultNote]
    reports: list[PeriodReport]
    stray: list[str] = Field(description="Entries of parts that are no longer there.")


class ProgrammeStanding(ProgrammeHead):
    """A programme in the track record."""

    partners: int
    sums: list[ProgrammeSum]
    multiplied: float | None = Field(description="Money of others for each euro of one's own.")
    needed: ProgrammeSum | None
    indicators: int
    gaps: list[ProgrammeGap] = Field(description="What nobody said.")


class ProgrammeTotal(Schema):
    """What programmes come to together in one role."""

    role: MoneyRole
    currency: str
    amount: float
    approximate: Approximate | None
    complete: bool
    programmes: int = Field(description="How many programmes there are.")
    unknown: list[str] = Field(description="Those of which it is not known, and not in it.")


class EntryChange(Schema):
    """What became of what was said of one thing."""

    kind: Literal["new", "corrected", "withdrawn"]
    before: dict[str, Any] | None = Field(description="Null: there was nothing.")
    after: dict[str, Any] | None = Field(description="Null: there is nothing.")
    reason: str | None


class ProgrammeComparison(Schema):
    """What became of facts and amounts between two days."""

    then: datetime | None
    now: datetime | None
    facts: list[EntryChange]
    amounts: list[EntryChange]
