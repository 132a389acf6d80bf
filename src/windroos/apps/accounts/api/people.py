"""The people of an organisation, for who administers it, in the API."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from ninja.params.models import Path
from pydantic import Field

from windroos.apps.accounts import actions, queries
from windroos.apps.accounts.api.organisations import OrganisationSlug, administered
from windroos.apps.accounts.api.own import Language, RoleName, owner
from windroos.apps.accounts.api.tokens import Token, TokenId, TokenQuery
from windroos.apps.accounts.models import Organisation, User
from windroos.apps.accounts.roles import Role
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Input, Number, Schema, optional
from windroos.rest.writing import IfMatch, tag_of, unless_changed

router = Router(tags=["organisations"])

PersonId = Annotated[Number, Path(...)]


class Person(Schema):
    """Someone of an organisation, as its administrator sees them."""

    id: int
    email: str
    name: str
    language: Language
    role: RoleName
    active: bool = Field(description="False: the account is closed.")
    second_factor: bool = Field(description="Whether they set up a second factor.")
    elsewhere: bool = Field(description="Whether they are of another organisation too.")
    joined: datetime


class PersonChange(Input):
    """What an administrator can change of someone; what is left out stays."""

    role: RoleName = optional()
    active: bool = optional(description="False closes the account, true opens it again.")


class PersonQuery(PageQuery):
    """Which people are listed."""

    role: list[RoleName] | None = None
    active: Flag | None = None
    second_factor: Flag | None = None
    sort: str | None = sort_field("id", "name", "email", "role", "joined")


@router.get(
    "/organisations/{slug}/people",
    response=Page[Person],
    auth=account,
    summary=_("The people of an organisation"),
    operation_id="listPeople",
)
def people(request: HttpRequest, slug: OrganisationSlug, query: Query[PersonQuery]) -> Any:
    found = queries.people_of(administered(request, slug))
    return page_of(request, query, [_told(one) for one in found])


@router.get(
    "/organisations/{slug}/people/{id}",
    response=Person,
    auth=account,
    summary=_("One of the people of an organisation"),
    operation_id="getPerson",
)
def person(request: HttpRequest, slug: OrganisationSlug, id: PersonId) -> Any:
    answer = _told(_person(administered(request, slug), id))
    unless_tagged(request, tag_of(Person, answer))
    return answer


@router.patch(
    "/organisations/{slug}/people/{id}",
    response=Person,
    auth=account,
    summary=_("Give someone another role, or close or open their account"),
    operation_id="changePerson",
)
def change_person(
    request: HttpRequest,
    response: HttpResponse,
    slug: OrganisationSlug,
    id: PersonId,
    body: PersonChange,
    if_match: IfMatch = None,
) -> Any:
    actor, organisation = owner(request), administered(request, slug)
    found = _person(organisation, id)
    unless_changed(if_match, Person, _told(found))
    if "role" in body.model_fields_set:
        role = Role(body.role)
        actions.give_role(actor=actor, user=found.user, organisation=organisation, role=role)
    if "active" in body.model_fields_set:
        act = actions.reopen_account if body.active else actions.close_account
        act(actor=actor, user=found.user)
    answer = _told(_person(organisation, id))
    response["ETag"] = tag_of(Person, answer)
    return answer


@router.delete(
    "/organisations/{slug}/people/{id}",
    response={204: None},
    auth=account,
    summary=_("Take someone's role for an organisation away; their account stays"),
    operation_id="removePerson",
)
def remove_person(
    request: HttpRequest, slug: OrganisationSlug, id: PersonId, if_match: IfMatch = None
) -> Any:
    organisation = administered(request, slug)
    found = _person(organisation, id)
    unless_changed(if_match, Person, _told(found))
    actions.remove_role(actor=owner(request), user=found.user, organisation=organisation)
    return Status(204, None)


@router.post(
    "/organisations/{slug}/people/{id}/_unlock",
    response={204: None},
    auth=account,
    summary=_("Let someone try again who gave a wrong password too often"),
    operation_id="unlockPerson",
)
def unlock_person(request: HttpRequest, slug: OrganisationSlug, id: PersonId) -> Any:
    found = _person(administered(request, slug), id)
    actions.unlock_account(actor=owner(request), user=found.user)
    return Status(204, None)


@router.delete(
    "/organisations/{slug}/people/{id}/second-factor",
    response={204: None},
    auth=account,
    summary=_("Take away the second factor of someone who lost it"),
    operation_id="resetSecondFactor",
)
def reset_second_factor(
    request: HttpRequest, slug: OrganisationSlug, id: PersonId, if_match: IfMatch = None
) -> Any:
    found = _person(administered(request, slug), id)
    unless_changed(if_match, Person, _told(found))
    actions.reset_second_factor(actor=owner(request), user=found.user)
    return Status(204, None)


@router.get(
    "/organisations/{slug}/people/{id}/tokens",
    response=Page[Token],
    auth=account,
    summary=_("The tokens of someone of an organisation"),
    operation_id="listTokensOfPerson",
)
def tokens_of_person(
    request: HttpRequest, slug: OrganisationSlug, id: PersonId, query: Query[TokenQuery]
) -> Any:
    user = _person(administered(request, slug), id).user
    return page_of(request, query, queries.tokens_of(user))


@router.post(
    "/organisations/{slug}/people/{id}/tokens/{number}/_revoke",
    response={204: None},
    auth=account,
    summary=_("Make a token of someone of an organisation void"),
    operation_id="revokeTokenOfPerson",
)
def revoke_token_of_person(
    request: HttpRequest, slug: OrganisationSlug, id: PersonId, number: TokenId
) -> Any:
    user = _person(administered(request, slug), id).user
    found = queries.tokens_of(user).filter(pk=number).first()
    if found is None:
        raise not_found(number)
    actions.revoke_token(actor=owner(request), token=found)
    return Status(204, None)


def _person(organisation: Organisation, id: int) -> queries.Person:
    user = User.objects.filter(pk=id).first()
    found = queries.people_of(organisation, user) if user else []
    if not found:
        raise not_found(id)
    return found[0]


def _told(one: queries.Person) -> dict[str, Any]:
    return {
        "id": one.user.pk,
        "email": one.user.email,
        "name": one.user.name,
        "language": one.user.language,
        "role": str(one.role),
        "active": one.user.is_active,
        "second_factor": one.second_factor,
        "elsewhere": one.elsewhere,
        "joined": one.user.joined,
    }
