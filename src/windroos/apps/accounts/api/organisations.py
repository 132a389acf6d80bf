"""Organisations, in the API."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from ninja.params.models import Path
from pydantic import Field

from windroos.apps.accounts import actions, models
from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.accounts.queries import administered_by
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema, Text, TextInput, optional
from windroos.rest.writing import IfMatch, made, tag_of, unless_changed

router = Router(tags=["organisations"])

SLUG = r"^[-a-zA-Z0-9_]+$"
OrganisationSlug = Annotated[
    str, Field(examples=["voorbeeldprovincie"]), Path(..., max_length=50, pattern=SLUG)
]


class Organisation(Schema):
    """A public body, agency or other organisation whose people have accounts."""

    slug: str = Field(examples=["voorbeeldprovincie"])
    name: Text
    second_factor: bool | None = Field(
        description="Whether its people must log in with a second factor; null for others than "
        "its administrators."
    )


class OrganisationInput(Input):
    """An organisation to add."""

    name: TextInput
    slug: str = Field("", max_length=50, description="Left out, it follows from the Dutch name.")


class OrganisationChange(Input):
    """What to change of an organisation; what is left out stays."""

    name: TextInput = optional()
    second_factor: bool = optional()


class OrganisationQuery(PageQuery):
    """Which organisations are listed."""

    slug: list[str] | None = None
    sort: str | None = sort_field("slug")


@router.get(
    "/organisations",
    response=Page[Organisation],
    summary=_("The organisations that work with Windroos"),
    operation_id="listOrganisations",
)
def organisations(request: HttpRequest, query: Query[OrganisationQuery]) -> Any:
    own = set(administered_by(reader(request)).values_list("pk", flat=True))
    rows = [_told(one, one.pk in own) for one in models.Organisation.objects.all()]
    return page_of(request, query, rows)


@router.get(
    "/organisations/{slug}",
    response=Organisation,
    summary=_("One organisation"),
    operation_id="getOrganisation",
)
def organisation(request: HttpRequest, slug: OrganisationSlug) -> Any:
    answer = _answer(request, known_organisation(slug))
    unless_tagged(request, tag_of(Organisation, answer))
    return answer


@router.post(
    "/organisations",
    response={201: Organisation},
    auth=account,
    summary=_("Add an organisation"),
    operation_id="createOrganisation",
)
def create_organisation(
    request: HttpRequest, response: HttpResponse, body: OrganisationInput
) -> Any:
    new = actions.create_organisation(
        actor=owner(request),
        name_nl=body.name.nl or "",
        name_en=body.name.en or "",
        slug=body.slug,
    )
    made(request, response, new.slug)
    return Status(201, _answer(request, new))


@router.patch(
    "/organisations/{slug}",
    response=Organisation,
    auth=account,
    summary=_("Rename an organisation, or ask a second factor of its people"),
    operation_id="changeOrganisation",
)
def change_organisation(
    request: HttpRequest,
    response: HttpResponse,
    slug: OrganisationSlug,
    body: OrganisationChange,
    if_match: IfMatch = None,
) -> Any:
    found = known_organisation(slug)
    unless_changed(if_match, Organisation, _answer(request, found))
    if "name" in body.model_fields_set:
        names = {"nl": found.name_nl, "en": found.name_en}
        names |= body.name.model_dump(exclude_unset=True)
        actions.rename_organisation(
            actor=owner(request),
            organisation=found,
            name_nl=names["nl"] or "",
            name_en=names["en"] or "",
        )
    if "second_factor" in body.model_fields_set:
        actions.require_second_factor(
            actor=owner(request), organisation=found, required=body.second_factor
        )
    answer = _answer(request, found)
    response["ETag"] = tag_of(Organisation, answer)
    return answer


def known_organisation(slug: str) -> models.Organisation:
    """The organisation of this name; raises a `Problem` when there is none."""
    found = models.Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise not_found(slug)
    return found


def administered(request: HttpRequest, slug: str) -> models.Organisation:
    """The same, for who administers it."""
    found = known_organisation(slug)
    if not administered_by(reader(request)).filter(pk=found.pk).exists():
        raise Problem("refused", _("Only an administrator of the organisation may see this."))
    return found


def _answer(request: HttpRequest, found: models.Organisation) -> dict[str, Any]:
    return _told(found, administered_by(reader(request)).filter(pk=found.pk).exists())


def _told(found: models.Organisation, own: bool) -> dict[str, Any]:
    return {
        "slug": found.slug,
        "name": {"nl": found.name_nl, "en": found.name_en},
        "second_factor": found.second_factor if own else None,
    }
