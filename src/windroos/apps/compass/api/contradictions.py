"""What contradicts what in a case, in the API."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.compass import queries
from windroos.apps.evidence.api.figures import Figure
from windroos.apps.evidence.api.tables import Effort
from windroos.apps.regions.resources import CaseName, RowQuery, known_case
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, page_of, sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema

router = Router()

Kind = Literal["effort", "figure"]
Grade = Literal["hard", "soft"]


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


class Contradiction(Schema):
    """Claims or figures that cannot all be right."""

    kind: Kind
    grade: Grade = Field(
        description="Hard: both sides say it in so many words, about the same thing."
    )
    region: str = Field(examples=["DEG"])
    role: str | None
    indicator: str | None
    claims: list[Claim]
    figures: list[Figure]


class ContradictionQuery(RowQuery):
    """Which contradictions are listed, and in which order."""

    kind: list[Kind] | None = None
    grade: list[Grade] | None = None
    region: list[str] | None = None
    role: list[str] | None = None
    indicator: list[str] | None = None
    sort: str | None = sort_field("kind", "grade", "region", "role", "indicator")


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
    return page_of(request, query, queries.contradictions(found, query.day))
