"""What leans on the passages of a case, and what would become of it without them, in the API."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.compass import queries
from windroos.apps.compass.api.contradictions import Grade, Kind
from windroos.apps.compass.api.tables import Advice
from windroos.apps.evidence.api.tables import Effort
from windroos.apps.regions.resources import AsOfQuery, CaseName, RowId, RowQuery, known_case
from windroos.cases.leaning import Change, Leaning, most_first
from windroos.cases.resting import passages, together
from windroos.cases.results import RegionResult
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Schema, Text

router = Router(tags=["documents"])

Gate = Literal["holds", "conditional", "unknown", "fails"]


class RestingRow(Schema):
    """A row of the case that rests on the places."""

    table: str = Field(examples=["judgements"])
    id: str
    falls: bool = Field(
        description="It has nothing else to rest on; else it stands and loses its place."
    )


class NamedPart(Schema):
    """A part of the compass that is named there; it stands without."""

    part: str = Field(examples=["innovation-level"])
    field: Literal["passage", "ask_passage"] = Field(
        description="`ask_passage`: the place says who may know more about it."
    )


class LeaningTurn(Schema):
    """What the compass would say otherwise."""

    what: Literal["advice", "verdict", "precondition"] = Field(
        description="Verdict: that of the score, while there is no advice."
    )
    subject: str | None = Field(description="Of a precondition its id.")
    before: str | None
    after: str | None


class LeaningOutcome(Schema):
    """What a weighing comes to."""

    score: float | None
    lower: float
    upper: float
    known: float
    provisional: Effort | None
    advice: Advice
    preconditions: dict[str, Gate]


class LeaningVerdict(Schema):
    """A region in a role, on a theme or on all, with the places and without."""

    region: str = Field(examples=["CN-JS"])
    name: Text
    role: str
    theme: str | None = Field(description="Null: on all themes together.")
    carries: float | None = Field(
        description="The points of the score that fall away, below zero where it would rise; null: "
        "it has no score on one of the sides."
    )
    turns: list[LeaningTurn] = Field(description="Empty: it carries, but turns nothing.")
    before: LeaningOutcome
    after: LeaningOutcome


class LeaningContradiction(Schema):
    """A contradiction that comes, goes or is another without the places."""

    kind: Kind
    region: str | None = Field(description="Null: figures in documents, of no region as a whole.")
    role: str | None
    indicator: str | None
    series: str | None = Field(description="The `subject` of figures in documents.")
    before: Grade | None = Field(description="Null: it comes.")
    after: Grade | None = Field(description="Null: it goes.")


class Support(Schema):
    """What leans on places in a document, and what would become of it without them."""

    places: list[str] = Field(examples=[["001-jiangsu-1-s6"]])
    as_of: date
    rests: list[RestingRow]
    names: list[NamedPart]
    verdicts: list[LeaningVerdict] = Field(
        description="Every verdict and score that would be another, over all roles and themes."
    )
    contradictions: list[LeaningContradiction]


class SupportQuery(AsOfQuery):
    """On which day, and whether the whole passage falls away with the place."""

    whole: Flag = Field(False, description="Take all places in the same passage together.")


class LeanedPassage(Schema):
    """A passage that a score or verdict leans on."""

    places: list[str] = Field(description="The places in it.")
    document: str = Field(examples=["001"])
    label: Text
    turns: list[str] = Field(
        description="The regions of which the compass would say something else."
    )
    carries: list[str] = Field(description="The regions of which it carries a part of the score.")
    verdicts: int = Field(description="How many verdicts would be another.")
    points: float = Field(
        description="The points that fall away or come to the scores on all themes together."
    )


class LeanedQuery(RowQuery):
    """Which passages are listed, and in which order."""

    document: list[str] | None = None
    sort: str | None = sort_field("document", "verdicts", "points")


@router.get(
    "/cases/{case}/supports",
    response=Page[LeanedPassage],
    summary=_("The passages by how much leans on them, the most first"),
    operation_id="listSupports",
)
def supports(request: HttpRequest, case: CaseName, query: Query[LeanedQuery]) -> Any:
    found = known_case(case)
    unless_known(request, found.pk, found.state, timezone.localdate())
    value = queries.value(found, query.day)
    sets = passages(value)
    rows = [
        {
            "places": list(one.places),
            "document": value.locators[one.places[0]].document,
            "label": value.locators[one.places[0]].label,
            "turns": one.turned_regions,
            "carries": one.regions,
            "verdicts": len(one.turning),
            "points": one.weight,
        }
        for one in sorted(queries.leanings(found, sets, _day(query)), key=most_first)
        if one.changes
    ]
    return page_of(request, query, rows)


@router.get(
    "/cases/{case}/passages/{id}/support",
    response=Support,
    summary=_("What leans on a passage, and what would become of it without"),
    operation_id="getSupport",
)
def support(request: HttpRequest, case: CaseName, id: RowId, query: Query[SupportQuery]) -> Any:
    found = known_case(case)
    unless_known(request, found.pk, found.state, timezone.localdate())
    value = queries.value(found, query.day)
    if id not in value.locators:
        raise not_found(id)
    places = together(value, id) if query.whole else (id,)
    return _support(queries.leaning(found, places, _day(query)))


def _day(query: AsOfQuery) -> date:
    return query.day or query.as_of or timezone.localdate()


def _support(found: Leaning) -> dict[str, Any]:
    return {
        "places": list(found.places),
        "as_of": found.as_of,
        "rests": [{"table": one.table, "id": one.key, "falls": one.falls} for one in found.rows],
        "names": [{"part": one.part.id, "field": one.field} for one in found.named],
        "verdicts": [_verdict(one) for one in found.changes],
        "contradictions": [
            {
                "kind": one.of.kind,
                "region": one.of.region,
                "role": one.of.role,
                "indicator": one.of.indicator,
                "series": one.of.series,
                "before": one.before.grade if one.before else None,
                "after": one.after.grade if one.after else None,
            }
            for one in found.contradictions
        ],
    }


def _verdict(one: Change) -> dict[str, Any]:
    return {
        "region": one.region.code,
        "name": one.region.name,
        "role": one.role,
        "theme": one.theme,
        "carries": one.carries,
        "turns": one.turned,
        "before": _outcome(one.before),
        "after": _outcome(one.after),
    }


def _outcome(result: RegionResult) -> dict[str, Any]:
    fields = ("score", "lower", "upper", "known", "provisional", "advice")
    return {
        **{name: getattr(result, name) for name in fields},
        "preconditions": {gate.precondition.id: gate.outcome for gate in result.gates},
    }
