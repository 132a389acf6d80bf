"""What could be drawn from words of a document, in the API."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.compass import queries
from windroos.apps.compass.placing import selected
from windroos.apps.evidence.api.documents import SourceId
from windroos.apps.regions.resources import CaseName, RowNumber, own_case
from windroos.rest.access import account
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema
from windroos.site.proposals import proposed

router = Router(tags=["documents"])


class Years(Schema):
    """From which year up to and including which."""

    start: int = Field(examples=[2023])
    end: int = Field(examples=[2027])


class ProposedFigure(Schema):
    """A figure that stands in words, with the unit at it."""

    value: float
    unit: str = Field(description="Empty: none stands at it.", examples=["fte"])


class Proposals(Schema):
    """What words seem to speak of, the likeliest first; a person chooses."""

    sentences: str | None = Field(description="Which sentences it is of; null: all of them.")
    regions: list[str] = Field(examples=[["DEG"]])
    themes: list[str]
    roles: list[str]
    components: list[str] = Field(description="On which components they say something.")
    preconditions: list[str]
    period: Years | None
    figures: list[ProposedFigure] = Field(description="Those of the words, years apart.")


class WordsQuery(Schema):
    """Which sentences of the paragraph."""

    sentences: str | None = Field(None, max_length=20, description="“2” or “2-4”; left out: all.")


@router.get(
    "/cases/{case}/documents/{source}/paragraphs/{number}/proposals",
    response=Proposals,
    auth=account,
    summary=_("What could be drawn from words of a document"),
    operation_id="getProposals",
)
def proposals(
    request: HttpRequest,
    case: CaseName,
    source: SourceId,
    number: RowNumber,
    query: Query[WordsQuery],
) -> Any:
    found = own_case(request, case)
    value = queries.value(found)
    meant = f":{query.sentences}" if query.sentences else ""
    chosen = selected(found, value, f"{source}:{number}{meant}")
    if chosen is None:
        raise not_found(f"{source}:{number}{meant}")
    told = proposed(found, value, chosen)
    return {
        "sentences": chosen.place.sentences,
        "regions": told.regions,
        "themes": told.themes,
        "roles": told.roles,
        "components": told.components,
        "preconditions": told.preconditions,
        "figures": [{"value": one.value, "unit": one.unit} for one in told.figures],
        "period": dict(zip(("start", "end"), told.period, strict=True)) if told.period else None,
    }
