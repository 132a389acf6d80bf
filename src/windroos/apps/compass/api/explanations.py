"""Why a region comes out as it does, down to passage and figure, in the API."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Query
from ninja.params.models import Path
from pydantic import Field

from windroos import cases
from windroos.apps.accounts.api.own import reader
from windroos.apps.compass.api.assessments import WeighingQuery, weighing
from windroos.apps.compass.api.tables import Advice, Kind, Outcome
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.api.tables import (
    Confidence,
    Effort,
    PassageState,
    QuantityKind,
    QuantityState,
)
from windroos.apps.network.api.relations import Kind as RelationKind
from windroos.apps.regions.resources import CaseName, known_case
from windroos.cases.fields import ID
from windroos.rest.etags import unless_known
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema

router = Router()

RegionCode = Annotated[str, Field(examples=["DEG"]), Path(..., max_length=ID)]


class Basis(Schema):
    """What something rests on: a passage with its place, or grounds in words."""

    passage: str | None = Field(description="Null: it rests on `grounds`.")
    document: str | None = None
    title: str | None = None
    published: str | None = Field(default=None, description="YYYY, YYYY-MM or YYYY-MM-DD.")
    section: str | None = None
    paragraph: int | None = None
    sentences: str | None = None
    sha256: str | None = None
    state: PassageState | None = Field(
        default=None, description="Whether the passage stands in the document that was added."
    )
    text: str | None = Field(default=None, description="The passage, when it was found or moved.")
    quote: str | None = Field(default=None, description="The sentences meant, of the passage.")
    grounds: str | None = None
    dated: str | None = Field(default=None, description="YYYY, YYYY-MM or YYYY-MM-DD.")


class ExplainedGate(Schema):
    """A precondition, what came of it, and what that rests on."""

    id: str
    label: str
    outcome: Literal["holds", "conditional", "unknown", "fails"]
    reason: str
    conditions: str | None
    inherited_from: str | None
    places: list[Basis]


class ExplainedJudgement(Schema):
    """A judgement that counts in a leaf."""

    id: str
    rating: float
    meaning: str | None = Field(description="What the rating means on its scale.")
    theme: str | None
    confidence: Confidence
    said_by: str
    reason: str
    place: Basis


class ExplainedFigure(Schema):
    """A figure that counts in a leaf."""

    indicator: str
    label: str
    region: str
    year: int
    value: float
    standard_error: float | None
    unit: str
    source: str = Field(description="The title of the dataset.")
    cell: str
    snapshot: str | None = Field(
        description="The snapshot of the dataset it was read from; null: the case's own figure."
    )
    parts: list[str] = Field(description="The regions whose figures it was put together from.")
    note: str | None


class ExplainedLeaf(Schema):
    """A leaf of a component, with the evidence that counts in it."""

    id: str
    label: str
    value: float | None = Field(description="From 0 to 1; null: unknown.")
    lower: float | None
    upper: float | None
    raw: float | None = Field(description="The rating or figure before it was put from 0 to 1.")
    inherited_from: str | None = Field(description="The parent region whose evidence counts.")
    converted: bool = Field(description="Whether it was brought over from another scoreboard.")
    judgements: list[ExplainedJudgement]
    figures: list[ExplainedFigure]


class ExplainedComponent(Schema):
    """A component, what it adds to the score, and the leaves it is made of."""

    id: str
    label: str
    value: float | None
    lower: float
    upper: float
    known: float
    contribution: float | None
    leaves: list[ExplainedLeaf]


class ExplainedDecision(Schema):
    """The decision in force."""

    effort: Effort
    period: list[int] = Field(description="The first and the last year.", examples=[[2023, 2027]])
    authority: str
    decided: str = Field(description="YYYY, YYYY-MM or YYYY-MM-DD.")
    footnote: str | None
    place: Basis


class ExplainedClaim(Schema):
    """One side of a contradiction about the effort."""

    effort: Effort
    place: Basis


class ExplainedOutcome(Schema):
    """One side of a contradiction about a precondition."""

    outcome: Outcome
    place: Basis


class ExplainedRelation(Schema):
    """One side of a contradiction about the kind of relation."""

    kind: RelationKind
    place: Basis


class ExplainedQuantity(Schema):
    """One side of a contradiction between figures that documents print."""

    id: str
    label: str
    kind: QuantityKind
    region: str | None
    year: int | None
    value: float | None = Field(description="Null: see the state.")
    unit: str | None = Field(description="Null: it is a count.")
    state: QuantityState | None
    cell: str = Field(description="The column of the row in which it stands.")
    said_by: str
    note: str | None
    place: Basis


class ExplainedSettlement(Schema):
    """What was made of a contradiction."""

    holds: str | None = Field(description="The name of the side that holds; null: none of them.")
    reason: str
    settled_by: str
    settled: str
    changed: list[str] = Field(description="The sides that are others than those settled.")


class ExplainedContradiction(Schema):
    """A contradiction about the region."""

    id: str
    kind: Kind
    grade: Literal["hard", "soft"]
    state: Literal["open", "reopened", "settled"]
    role: str | None
    subject: str | None = Field(
        description="The precondition, criterion, indicator or series of figures in documents."
    )
    theme: str | None
    sides: list[str] = Field(description="The names of its sides: a table and a key in it.")
    claims: list[ExplainedClaim]
    findings: list[ExplainedOutcome]
    judgements: list[ExplainedJudgement]
    relations: list[ExplainedRelation]
    quantities: list[ExplainedQuantity]
    figures: list[ExplainedFigure]
    settlement: ExplainedSettlement | None


class Explanation(Schema):
    """Everything behind one region's outcome, in the language of the reader."""

    case: str
    role: str
    theme: str | None
    as_of: date
    thresholds: dict[str, float]
    code: str
    name: str
    score: float | None
    lower: float
    upper: float
    known: float
    provisional: Effort | None
    advice: Advice
    decision: Effort | None
    preconditions: list[ExplainedGate]
    contributions: dict[str, float | None]
    components: list[ExplainedComponent]
    decision_taken: ExplainedDecision | None
    contradictions: list[ExplainedContradiction]


@router.get(
    "/cases/{case}/regions/{code}/explanation",
    response=Explanation,
    summary=_("Why a region comes out as it does, down to the passage or the figure"),
    operation_id="getExplanation",
    tags=["assessments"],
)
def explanation(
    request: HttpRequest, case: CaseName, code: RegionCode, query: Query[WeighingQuery]
) -> Any:
    found = known_case(case)
    readable = evidence.readable(found, reader(request))
    unless_known(request, found.pk, found.state, timezone.localdate(), *readable.mark)
    weighed = weighing(found, query)
    if code not in {result.region.code for result in weighed}:
        raise not_found(code)
    told = cases.explain(weighed, code, get_language() or "nl")
    told["asOf"] = query.as_of or timezone.localdate()
    _resolve(readable, weighed.case, told)
    return told


def _resolve(readable: evidence.Readable, case: cases.Case, told: dict[str, Any]) -> None:
    """Completes the places of an explanation with what stands there."""
    places = [place for place in _places(told) if place["passage"] is not None]
    wanted = {place["passage"]: case.locators[place["passage"]] for place in places}
    resolved = readable.resolve(wanted)
    for place in places:
        one = resolved[place["passage"]]
        meant = [text for text, wanted in one.parts if wanted]
        place["state"] = one.state
        place["text"] = one.passage.text if one.passage else None
        place["quote"] = " ".join(meant) if meant else None


def _places(told: Any) -> Iterator[dict[str, Any]]:
    """Every place in an explanation, wherever it stands."""
    if isinstance(told, dict):
        if "passage" in told:
            yield told
        for value in told.values():
            yield from _places(value)
    elif isinstance(told, list):
        for value in told:
            yield from _places(value)
