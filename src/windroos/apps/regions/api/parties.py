"""The organisations that work on a case, in the API."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.organisations import OrganisationSlug, known_organisation
from windroos.apps.accounts.api.own import owner
from windroos.apps.regions import actions, queries
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, Row, known_case
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Input, Schema, Text
from windroos.rest.writing import IfMatch, tag_of, unless_changed

router = Router(tags=["cases"])


class Party(Schema):
    """An organisation that works on a case."""

    organisation: str = Field(description="The slug of the organisation.")
    name: Text
    lead: bool = Field(description="Whether it looks after the framework and the package.")
    decides: list[str] = Field(description="The roles for which its decision-makers may decide.")


class PartyInput(Input):
    """What an organisation does on a case."""

    lead: bool = False
    decides: list[str] = []


class PartyQuery(PageQuery):
    """Which parties are listed; the one that leads stands first."""

    organisation: list[str] | None = None
    lead: Flag | None = None
    decides: list[str] | None = None
    sort: str | None = sort_field("organisation", "lead")


@router.get(
    "/cases/{case}/parties",
    response=Page[Party],
    summary=_("The organisations that work on a case"),
    operation_id="listParties",
)
def parties(request: HttpRequest, case: CaseName, query: Query[PartyQuery]) -> Any:
    found = queries.parties(known_case(case))
    return page_of(request, query, [_told(one) for one in found])


@router.get(
    "/cases/{case}/parties/{slug}",
    response=Party,
    summary=_("One of the organisations that work on a case"),
    operation_id="getParty",
)
def party(request: HttpRequest, case: CaseName, slug: OrganisationSlug) -> Any:
    answer = _answer(known_case(case), slug)
    unless_tagged(request, tag_of(Party, answer))
    return answer


@router.put(
    "/cases/{case}/parties/{slug}",
    response={200: Party, 201: Party},
    auth=account,
    summary=_("Let an organisation work on a case, or change what it does there"),
    operation_id="putParty",
)
def put_party(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    slug: OrganisationSlug,
    body: PartyInput,
    if_match: IfMatch = None,
) -> Any:
    at = known_case(case)
    organisation = known_organisation(slug)
    there = _party(at, slug)
    if there is not None:
        unless_changed(if_match, Party, _told(there))
    actions.attach_organisation(
        actor=owner(request),
        case=at,
        organisation=organisation,
        lead=body.lead,
        decides=body.decides,
    )
    answer = _answer(at, slug)
    response["ETag"] = tag_of(Party, answer)
    if there is not None:
        return Status(200, answer)
    response["Location"] = request.build_absolute_uri(request.path)
    return Status(201, answer)


@router.delete(
    "/cases/{case}/parties/{slug}",
    response={204: None},
    auth=account,
    summary=_("End that an organisation works on a case; what it did there stays"),
    operation_id="removeParty",
)
def remove_party(
    request: HttpRequest, case: CaseName, slug: OrganisationSlug, if_match: IfMatch = None
) -> Any:
    at = known_case(case)
    unless_changed(if_match, Party, _answer(at, slug))
    organisation = known_organisation(slug)
    actions.detach_organisation(actor=owner(request), case=at, organisation=organisation)
    return Status(204, None)


def _party(case: Case, slug: str) -> queries.Party | None:
    return next((one for one in queries.parties(case) if one.organisation.slug == slug), None)


def _answer(case: Case, slug: str) -> Row:
    found = _party(case, slug)
    if found is None:
        raise not_found(slug)
    return _told(found)


def _told(one: queries.Party) -> Row:
    organisation = one.organisation
    return {
        "organisation": organisation.slug,
        "name": {"nl": organisation.name_nl, "en": organisation.name_en},
        "lead": one.lead,
        "decides": one.decides,
    }
