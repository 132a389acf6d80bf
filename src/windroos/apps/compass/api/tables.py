"""How findings on preconditions, decisions and settlements are read in the API."""

from typing import Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from windroos.apps.compass.queries import DECISIONS, FINDINGS, SETTLEMENTS
from windroos.apps.evidence.api.tables import Confidence, Effort, Said
from windroos.apps.regions.resources import Resource, RowQuery, RowSchema
from windroos.rest.pages import sort_field
from windroos.rest.schemas import Several, Text

Outcome = Literal["holds", "conditional", "fails"]
Kind = Literal["effort", "finding", "judgement", "relation", "measured", "figure", "quantity"]
Advice = Literal["active", "reactive", "none", "undetermined"]


class Finding(Said):
    """What someone says about a precondition for a region."""

    id: str
    region: str = Field(examples=["CN-JS"])
    precondition: str = Field(examples=["government"])
    outcome: Outcome
    themes: Several = Field(description="The themes a conditional finding stands for; none: all.")
    conditions: Text | None


class FindingQuery(RowQuery):
    """Which findings are listed, and in which order."""

    id: list[str] | None = None
    region: list[str] | None = None
    precondition: list[str] | None = None
    outcome: list[Outcome] | None = None
    themes: list[str] | None = None
    confidence: list[Confidence] | None = None
    said_by: list[str] | None = None
    passage: list[str] | None = None
    sort: str | None = sort_field(
        "id", "region", "precondition", "outcome", "confidence", "saidBy", "judged"
    )


class Decision(RowSchema):
    """What the authority decided for a region in a role and period."""

    id: str
    region: str = Field(examples=["DEG"])
    role: str = Field(examples=["innovation"])
    effort: Effort
    period_start: int = Field(examples=[2023])
    period_end: int = Field(examples=[2027])
    themes: Several = Field(description="The themes it is limited to; none: it holds for all.")
    authority: str
    decided: str = Field(description="YYYY, YYYY-MM or YYYY-MM-DD.", examples=["2023-06"])
    label: str | None = Field(description="What the region is called in the decision.")
    footnote: Text | None
    motivation: Text | None
    conditions: Text | None
    advice: Advice | None = Field(description="What the compass advised when it was taken.")
    departure: Text | None = Field(description="Why it departs from that advice.")
    replaces: Several = Field(description="The decisions it stands in the place of.")
    passage: str | None = Field(description="The passage that sets it down; null: see motivation.")


class DecisionQuery(RowQuery):
    """Which decisions are listed, and in which order."""

    id: list[str] | None = None
    region: list[str] | None = None
    role: list[str] | None = None
    effort: list[Effort] | None = None
    themes: list[str] | None = None
    authority: list[str] | None = None
    advice: list[Advice] | None = None
    replaces: list[str] | None = None
    passage: list[str] | None = None
    sort: str | None = sort_field(
        "id", "region", "role", "effort", "periodStart", "periodEnd", "authority", "decided"
    )


FINDING = Resource(
    FINDINGS,
    "finding",
    Finding,
    FindingQuery,
    (
        _("The findings on preconditions"),
        _("One finding"),
        _("A finding as it stood before, version by version"),
    ),
)
DECISION = Resource(
    DECISIONS,
    "decision",
    Decision,
    DecisionQuery,
    (
        _("The decisions on regions"),
        _("One decision"),
        _("A decision as it stood before, version by version"),
    ),
)


class Settlement(RowSchema):
    """What was made of a contradiction, whose id is its own."""

    id: str = Field(examples=["effort_deg_innovation"])
    kind: Kind
    sides: Several = Field(
        description="The sides that were settled, each with a print of what it then said.",
        examples=[["statements/s-deg-innovation-2@445b3b00d305"]],
    )
    holds: str | None = Field(
        description="The side that holds; null: none of them.",
        examples=["statements/s-deg-innovation-2"],
    )
    reason: Text | None
    settled_by: str
    settled: str = Field(description="YYYY-MM-DD.", examples=["2026-11-21"])


class SettlementQuery(RowQuery):
    """Which settlements are listed, and in which order."""

    id: list[str] | None = None
    kind: list[Kind] | None = None
    holds: list[str] | None = None
    settled_by: list[str] | None = None
    sort: str | None = sort_field("id", "kind", "settledBy", "settled")


SETTLEMENT = Resource(
    SETTLEMENTS,
    "settlement",
    Settlement,
    SettlementQuery,
    (
        _("The settlements of contradictions"),
        _("One settlement"),
        _("A settlement as it stood before, version by version"),
    ),
)
