"""Invitations to an organisation, and those one has oneself, in the API."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from ninja.params.models import Path
from pydantic import Field

from windroos.apps.accounts import actions, models, queries
from windroos.apps.accounts.api.organisations import OrganisationSlug, administered
from windroos.apps.accounts.api.own import Language, RoleName, owner
from windroos.apps.accounts.roles import Role
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Number, Schema
from windroos.rest.writing import IfMatch, made, tag_of, unless_changed

router = Router(tags=["organisations"])

InvitationId = Annotated[Number, Path(...)]


class Invitation(Schema):
    """Asks someone by e-mail to take a role for an organisation."""

    id: int
    organisation: str = Field(description="The slug of the organisation.")
    email: str
    name: str
    role: RoleName
    language: Language
    sent: datetime
    expires: datetime


class InvitationInput(Input):
    """Whom to invite."""

    email: str = Field(min_length=3, max_length=254, examples=["iemand@voorbeeld.example"])
    role: RoleName
    name: str = Field("", max_length=200)
    language: Language = "nl"


class InvitationQuery(PageQuery):
    """Which invitations are listed."""

    role: list[RoleName] | None = None
    sort: str | None = sort_field("id", "email", "name", "role", "sent", "expires")


@router.get(
    "/organisations/{slug}/invitations",
    response=Page[Invitation],
    auth=account,
    summary=_("The invitations of an organisation that wait for an answer"),
    operation_id="listInvitations",
)
def invitations(request: HttpRequest, slug: OrganisationSlug, query: Query[InvitationQuery]) -> Any:
    found = queries.invitations_of(administered(request, slug)).select_related("organisation")
    return page_of(request, query, [_told(one) for one in found])


@router.get(
    "/organisations/{slug}/invitations/{id}",
    response=Invitation,
    auth=account,
    summary=_("One invitation of an organisation"),
    operation_id="getInvitation",
)
def invitation(request: HttpRequest, slug: OrganisationSlug, id: InvitationId) -> Any:
    answer = _told(_of_organisation(request, slug, id))
    unless_tagged(request, tag_of(Invitation, answer))
    return answer


@router.post(
    "/organisations/{slug}/invitations",
    response={201: Invitation},
    auth=account,
    summary=_("Invite someone to an organisation, by e-mail"),
    operation_id="invite",
)
def invite(
    request: HttpRequest, response: HttpResponse, slug: OrganisationSlug, body: InvitationInput
) -> Any:
    invited = actions.invite(
        actor=owner(request),
        organisation=administered(request, slug),
        email=body.email,
        role=Role(body.role),
        name=body.name,
        language=body.language,
    )
    made(request, response, invited.invitation.pk)
    return Status(201, _told(invited.invitation))


@router.post(
    "/organisations/{slug}/invitations/{id}/_resend",
    response=Invitation,
    auth=account,
    summary=_("Send an invitation again; the address in the former e-mail is void"),
    operation_id="resendInvitation",
)
def resend_invitation(request: HttpRequest, slug: OrganisationSlug, id: InvitationId) -> Any:
    found = _of_organisation(request, slug, id)
    invited = actions.resend_invitation(actor=owner(request), invitation=found)
    return _told(invited.invitation)


@router.delete(
    "/organisations/{slug}/invitations/{id}",
    response={204: None},
    auth=account,
    summary=_("Withdraw an invitation"),
    operation_id="withdrawInvitation",
)
def withdraw_invitation(
    request: HttpRequest, slug: OrganisationSlug, id: InvitationId, if_match: IfMatch = None
) -> Any:
    found = _of_organisation(request, slug, id)
    unless_changed(if_match, Invitation, _told(found))
    actions.withdraw_invitation(actor=owner(request), invitation=found)
    return Status(204, None)


@router.get(
    "/invitations",
    response=Page[Invitation],
    auth=account,
    summary=_("The invitations that you can accept"),
    operation_id="listOwnInvitations",
)
def own_invitations(request: HttpRequest, query: Query[InvitationQuery]) -> Any:
    found = queries.invitations_for(owner(request))
    return page_of(request, query, [_told(one) for one in found])


@router.post(
    "/invitations/{id}/_accept",
    response={204: None},
    auth=account,
    summary=_("Accept an invitation with the account you have"),
    operation_id="acceptInvitation",
)
def accept_invitation(request: HttpRequest, id: InvitationId) -> Any:
    found = queries.invitations_for(owner(request)).filter(pk=id).first()
    if found is None:
        raise not_found(id)
    actions.join(actor=owner(request), invitation=found)
    return Status(204, None)


def _of_organisation(request: HttpRequest, slug: str, id: int) -> models.Invitation:
    waiting = queries.invitations_of(administered(request, slug))
    found = waiting.select_related("organisation").filter(pk=id).first()
    if found is None:
        raise not_found(id)
    return found


def _told(one: models.Invitation) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in Invitation.model_fields}
    return {**values, "organisation": one.organisation.slug}
