"""What the register holds of regions, counted, in the API."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.network import actions
from windroos.apps.network.queries import counting
from windroos.apps.regions.resources import CaseName, known_case, own_case
from windroos.rest.access import account
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema

router = Router(tags=["register"])

Indicator = Literal[
    "organisations",
    "posts-abroad",
    "relations-home",
    "relations-home-kind",
    "company-relations",
    "twin-cities",
]


class RegisterCount(Schema):
    """A number that was counted in the register. A region that has none was not counted."""

    region: str = Field(examples=["JP"])
    indicator: Indicator
    kind: str | None = Field(
        description="The kind of relation, where they are counted by kind.", examples=["twin"]
    )
    year: int = Field(examples=[2026])
    value: int = Field(description="0: the register holds something of the region, but none.")
    records: list[str] = Field(
        description="The organisations or relations behind it; of very many the first."
    )


class RegisterCountQuery(PageQuery):
    """Which numbers are listed."""

    region: list[str] | None = None
    indicator: list[Indicator] | None = None
    sort: str | None = sort_field("region", "indicator", "kind", "year", "value")


class CountedEdition(Schema):
    """The edition that counting gave."""

    source: str = Field(examples=["register?case=noord_brabant"])
    edition: int
    sha256: str
    taken: datetime
    new: bool = Field(description="Whether the numbers differ from those that were counted before.")


@router.get(
    "/cases/{case}/register/counts",
    response=Page[RegisterCount],
    summary=_("What the register holds of regions, as it was counted last"),
    operation_id="listRegisterCounts",
)
def register_counts(request: HttpRequest, case: CaseName, query: Query[RegisterCountQuery]) -> Any:
    return page_of(request, query, counting.kept(known_case(case)))


@router.post(
    "/cases/{case}/register/_count",
    response=CountedEdition,
    auth=account,
    summary=_("Count what the register holds of regions"),
    operation_id="countRegister",
)
def count_register(request: HttpRequest, case: CaseName) -> Any:
    made = actions.count_register(own_case(request, case), actor=owner(request))
    return {
        "source": made.edition.source,
        "edition": made.edition.pk,
        "sha256": made.edition.sha256,
        "taken": made.edition.taken,
        "new": made.new,
    }
