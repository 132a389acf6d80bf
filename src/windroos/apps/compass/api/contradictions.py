"""What contradicts what in a case, and what was made of it, in the API."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.compass import actions, queries
from windroos.apps.compass.actions.settling import SETTLEMENTS
from windroos.apps.compass.api.tables import SETTLEMENT, Kind, Outcome, Settlement
from windroos.apps.evidence.api.figures import Figure
from windroos.apps.evidence.api.tables import Effort, QuantityKind, QuantityState
from windroos.apps.network.api import relations
from windroos.apps.regions import journal
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import (
    AsOfQuery,
    CaseName,
    Row,
    RowId,
    RowQuery,
    known_case,
    row_tag,
    serve,
    stands,
)
from windroos.cases.contradictions import sides
from windroos.cases.fields import ID, NAME
from windroos.rest.access import account
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, page_of, sort_field
from windroos.rest.problems import Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema, Text, TextInput, optional
from windroos.rest.writing import IfMatch, made, version_in

router = Router()

Grade = Literal["hard", "soft"]
State = Literal["open", "reopened", "settled"]
_SIDES: Any = Field(
    None,
    max_length=100,
    description="The sides as you read them. When they are others by now, or say something else, "
    "nothing is written. Left out: whatever they are.",
)
_HOLDS = "The side that holds, by its name: what stands before the @. Null: none of them."


class Claim(Schema):
    """One side of a contradiction about the effort."""

    id: str = Field(description="The statement or decision that says it.")
    decision: bool = Field(description="Whether it is a decision.")
    effort: Effort
    theme: str | None = Field(description="Null: on all themes.")
    period: list[int] = Field(description="The first and the last year.", examples=[[2023, 2027]])
    explicit: bool = Field(description="In so many words, or implied.")
    said_by: str
    dated: str = Field(description="YYYY, YYYY-MM or YYYY-MM-DD.")
    passage: str | None


class ContraryFinding(Schema):
    """One side of a contradiction about a precondition: see `findings`."""

    id: str
    outcome: Outcome
    themes: list[str]
    said_by: str
    passage: str | None


class ContraryJudgement(Schema):
    """A judgement that lies far from another, or from a figure: see `judgements`."""

    id: str
    criterion: str
    theme: str | None
    role: str | None
    rating: float
    said_by: str
    passage: str | None


class ContraryRelation(Schema):
    """One side of a contradiction about the kind of relation: see `relations`."""

    id: str
    kind: relations.Kind
    official: bool | None
    governing: bool | None
    passage: str


class ContraryQuantity(Schema):
    """A figure that a document prints, and that is not what another prints: see `quantities`."""

    id: str
    subject: str
    kind: QuantityKind
    region: str | None
    indicator: str | None
    year: int | None
    value: float | None
    unit: str | None
    state: QuantityState | None
    said_by: str
    passage: str
    cell: str


class SettledAs(Schema):
    """What was made of a contradiction: see `settlements`."""

    holds: str | None = Field(description=_HOLDS)
    reason: Text
    settled_by: str
    settled: str


class Contradiction(Schema):
    """What does not go together, each side with its place."""

    id: str = Field(examples=["effort_deg_innovation"])
    kind: Kind
    grade: Grade = Field(
        description="Hard: both sides say it in so many words, about the same thing and of the "
        "same time."
    )
    state: State = Field(
        description="Reopened: it was settled, but its sides are others now, or say something else."
    )
    region: str | None = Field(
        examples=["DEG"], description="Null: figures in documents, of no region as a whole."
    )
    role: str | None
    precondition: str | None
    criterion: str | None
    measured: str | None = Field(description="The measured leaf beside a judged one.")
    indicator: str | None
    series: str | None = Field(description="The `subject` of figures in documents.")
    theme: str | None
    sides: list[str] = Field(
        description="Its sides: a table and a key in it, and after the @ a print of what it says.",
        examples=[["statements/s-deg-innovation-2@445b3b00d305"]],
    )
    claims: list[Claim]
    findings: list[ContraryFinding]
    judgements: list[ContraryJudgement]
    relations: list[ContraryRelation]
    quantities: list[ContraryQuantity]
    figures: list[Figure]
    settlement: SettledAs | None
    changed: list[str] = Field(description="The sides that are others than those settled.")


class ContradictionQuery(RowQuery):
    """Which contradictions are listed, and in which order."""

    id: list[str] | None = None
    kind: list[Kind] | None = None
    grade: list[Grade] | None = None
    state: list[State] | None = None
    region: list[str] | None = None
    role: list[str] | None = None
    precondition: list[str] | None = None
    criterion: list[str] | None = None
    indicator: list[str] | None = None
    series: list[str] | None = None
    theme: list[str] | None = None
    sort: str | None = sort_field("id", "kind", "grade", "state", "region", "role", "indicator")


@router.get(
    "/cases/{case}/contradictions",
    response=Page[Contradiction],
    summary=_("What contradicts what, every side with its place"),
    operation_id="listContradictions",
    tags=["contradictions"],
)
def contradictions(request: HttpRequest, case: CaseName, query: Query[ContradictionQuery]) -> Any:
    found = known_case(case)
    unless_known(request, found.pk, found.state)
    return page_of(request, query, _all(found, query))


@router.get(
    "/cases/{case}/contradictions/{id}",
    response=Contradiction,
    summary=_("One contradiction"),
    operation_id="getContradiction",
    tags=["contradictions"],
)
def contradiction(request: HttpRequest, case: CaseName, id: RowId, query: Query[AsOfQuery]) -> Any:
    found = known_case(case)
    unless_known(request, found.pk, found.state)
    for one in _all(found, query):
        if one["id"] == id:
            return one
    raise not_found(id)


def _all(case: Case, query: AsOfQuery) -> list[Row]:
    """The contradictions of a case, as they are answered."""
    value = queries.value(case, query.day)
    return [
        {name: getattr(one, name) for name in Contradiction.model_fields}
        | {"sides": sides(value, one).split()}
        for one in queries.contradictions(case, query.day)
    ]


class SettlementInput(Input):
    """Which side of a contradiction holds, and why."""

    contradiction: str = Field(max_length=ID, examples=["effort_deg_innovation"])
    holds: str | None = Field(None, max_length=NAME, description=_HOLDS)
    reason: TextInput
    sides: list[str] | None = _SIDES


class SettlementChange(Input):
    """What to change of a settlement; what is left out stays. It then is of the sides as they are
    now."""

    holds: str | None = optional(max_length=NAME, description=_HOLDS)
    reason: TextInput = optional()
    sides: list[str] | None = _SIDES


def _settle(
    request: HttpRequest,
    case: Case,
    id: str,
    given: SettlementInput | SettlementChange,
    version: int,
    held: Row | None,
) -> None:
    """Settle a contradiction; what is not given is as it is held."""
    was = held or {"holds": None, "reason": None}
    sent = given.model_fields_set
    reason = given.reason.model_dump() if "reason" in sent else was["reason"] or {}
    actions.settle(
        case,
        id,
        holds=given.holds if "holds" in sent else was["holds"],
        reason=reason,
        seen=None if given.sides is None else " ".join(given.sides),
        version=version,
        actor=owner(request),
    )


def _one(case: Case, id: str, response: HttpResponse) -> Row:
    row = stands(case, SETTLEMENT, id)
    response["ETag"] = row_tag(row["version"])
    return row


serve(router, SETTLEMENT)


@router.post(
    "/cases/{case}/settlements",
    response={201: Settlement},
    auth=account,
    summary=_("Settle a contradiction: which side holds, and why"),
    operation_id="settleContradiction",
    tags=["settlements"],
)
def settle(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: SettlementInput
) -> Any:
    found = known_case(case)
    last = journal.current(found, SETTLEMENTS, [body.contradiction]).get(body.contradiction)
    if last is not None and last.row is not None:
        raise Problem("conflict", translated("It is settled already; change that settlement."))
    _settle(request, found, body.contradiction, body, last.pk if last else 0, None)
    made(request, response, body.contradiction)
    return Status(201, _one(found, body.contradiction, response))


@router.patch(
    "/cases/{case}/settlements/{id}",
    response=Settlement,
    auth=account,
    summary=_("Settle a contradiction anew: another side, another reason, or the sides of now"),
    operation_id="changeSettlement",
    tags=["settlements"],
)
def change(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowId,
    body: SettlementChange,
    if_match: IfMatch = None,
) -> Any:
    found = known_case(case)
    held = stands(found, SETTLEMENT, id)
    _settle(request, found, id, body, version_in(if_match), held)
    return _one(found, id, response)


@router.delete(
    "/cases/{case}/settlements/{id}",
    response={204: None},
    auth=account,
    summary=_("Take a settlement back: the contradiction is open again"),
    operation_id="reopenContradiction",
    tags=["settlements"],
)
def reopen(request: HttpRequest, case: CaseName, id: RowId, if_match: IfMatch = None) -> Any:
    found = known_case(case)
    stands(found, SETTLEMENT, id)
    actions.unsettle(found, id, version=version_in(if_match), actor=owner(request))
    return Status(204, None)


@router.post(
    "/cases/{case}/settlements/{id}/_undo",
    response={200: Settlement, 204: None},
    auth=account,
    summary=_("Bring a settlement back to how it was before its last change"),
    operation_id="undoSettlement",
    tags=["settlements"],
)
def undo(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowId,
    if_match: IfMatch = None,
) -> Any:
    found = known_case(case)
    if not journal.versions(found, SETTLEMENTS, id):
        raise not_found(id)
    version = version_in(if_match)
    written = actions.undo_settling(found, id, version=version, actor=owner(request))
    if all(one.after is None for one in written):
        return Status(204, None)
    return Status(200, _one(found, id, response))
