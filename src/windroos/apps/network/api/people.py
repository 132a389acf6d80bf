"""Contacts and contact moments, in the API, for colleagues who may see data of persons."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.network import actions, models, queries
from windroos.apps.network.api.recorded import Recording, found, serve_undoing
from windroos.apps.network.models.dialogues import LONGEST_TEXT
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, RowNumber, own_case, row_tag
from windroos.cases.fields import ID, NAME
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Problem
from windroos.rest.routing import Router
from windroos.rest.schemas import Day, Input, Number, Schema, Text, TextInput, Year, optional
from windroos.rest.writing import IfMatch, version_in

contacts = Router(tags=["contacts"])
moments = Router(tags=["moments"])

Basis = Literal["public-task", "consent", "contract", "legitimate-interest"]
Level = Literal["official", "governing", "none"]
Kind = Literal["meeting", "call", "visit", "event", "correspondence"]
Slug = Annotated[str, Field(max_length=ID)]


class Contact(Schema):
    """Someone to turn to. Data of a person: only who may see those gets them."""

    id: int
    version: int = Field(description="The ETag of the contact holds it.")
    name: str = Field(description="Empty when the person was erased.")
    function: Text
    organisation: str | None = Field(description="Id of the organisation in the register.")
    region: str | None
    email: str
    phone: str
    languages: str
    note: str
    basis: Basis = Field(description="On which ground of article 6 of the GDPR they are kept.")
    purpose: str = Field(description="Why these data are kept.")
    kept_until: date = Field(description="After this day they are due to be removed.")
    erased: datetime | None = Field(description="When the person was erased.")
    removed: bool


class ContactInput(Input):
    """A contact to add."""

    name: str = Field(min_length=1, max_length=NAME)
    basis: Basis
    purpose: str = Field(min_length=1, max_length=LONGEST_TEXT)
    kept_until: Day
    function: TextInput | None = None
    organisation: str | None = Field(None, max_length=ID)
    region: str | None = Field(None, max_length=ID)
    email: str = Field("", max_length=254)
    phone: str = Field("", max_length=60)
    languages: str = Field("", max_length=NAME)
    note: str = Field("", max_length=LONGEST_TEXT)


class ContactChange(Input):
    """What to change of a contact; what is left out stays."""

    name: str = optional(min_length=1, max_length=NAME)
    basis: Basis = optional()
    purpose: str = optional(min_length=1, max_length=LONGEST_TEXT)
    kept_until: Day = optional()
    function: TextInput | None = optional()
    organisation: str | None = optional(max_length=ID)
    region: str | None = optional(max_length=ID)
    email: str = optional(max_length=254)
    phone: str = optional(max_length=60)
    languages: str = optional(max_length=NAME)
    note: str = optional(max_length=LONGEST_TEXT)


class ContactQuery(PageQuery):
    """Which contacts are listed, by name."""

    words: str | None = Field(None, max_length=200)
    organisation: str | None = Field(None, max_length=ID)
    region: str | None = Field(None, max_length=ID)
    state: Literal["due", "removed", "erased"] | None = None
    sort: str | None = sort_field("id", "name", "keptUntil")


class PlaceOfPerson(Schema):
    """A field of something that people wrote."""

    kind: Literal["dialogue", "point", "referral", "contact", "moment"]
    id: int
    field: str


class Erasure(Schema):
    """What became of an erased person."""

    contact: Contact
    taken_out: list[PlaceOfPerson] = Field(description="Where the person was taken out of a text.")
    left: list[PlaceOfPerson] = Field(
        description="Where someone has to look: the surname stands there, or the history keeps it."
    )


class HeldData(Schema):
    """Everything that is held about a person."""

    case: str
    day: date
    contact: dict[str, Any]
    moments: list[dict[str, Any]]
    named_in: list[dict[str, Any]]
    history: list[dict[str, Any]]


class Moment(Schema):
    """A day on which there was contact."""

    id: int
    version: int = Field(description="The ETag of the contact moment holds it.")
    day: date
    level: Level = Field(description="At which level of government.")
    kind: Kind
    organisations: list[str] = Field(description="Ids of organisations in the register.")
    region: str | None
    contacts: list[int] = Field(description="Numbers of contacts.")
    subject: str
    summary: str
    removed: bool


class MomentInput(Input):
    """A contact moment to record."""

    day: Day
    kind: Kind
    subject: str = Field(min_length=1, max_length=NAME)
    level: Level = "none"
    organisations: list[Slug] = []
    region: str | None = Field(None, max_length=ID)
    contacts: list[Number] = []
    summary: str = Field("", max_length=LONGEST_TEXT)


class MomentChange(Input):
    """What to change of a contact moment; what is left out stays."""

    day: Day = optional()
    kind: Kind = optional()
    subject: str = optional(min_length=1, max_length=NAME)
    level: Level = optional()
    organisations: list[Slug] = optional()
    region: str | None = optional(max_length=ID)
    contacts: list[Number] = optional()
    summary: str = optional(max_length=LONGEST_TEXT)


class MomentQuery(PageQuery):
    """Which contact moments are listed; the latest stands first."""

    region: str | None = Field(None, max_length=ID)
    organisation: str | None = Field(None, max_length=ID)
    contact: Number | None = None
    level: Level | None = None
    year: Year | None = None
    state: Literal["removed"] | None = None
    sort: str | None = sort_field("id", "day", "level", "kind", "region")


class CountSeries(Schema):
    """Numbers a year of one level, organisation or region."""

    id: str
    counts: list[int] = Field(description="As many as there are years.")


class MomentCounts(Schema):
    """How often there was contact, counted per year."""

    years: list[int] = Field(description="Every year from the first to the last.")
    total: list[int]
    by_level: list[CountSeries]
    by_organisation: list[CountSeries]
    by_region: list[CountSeries]


class MomentCountsQuery(Schema):
    """Of which contact moments."""

    region: str | None = Field(None, max_length=ID)
    organisation: str | None = Field(None, max_length=ID)


def people_case(request: HttpRequest, name: str) -> Case:
    """The case of this name for who may see data of persons; to others there is nothing there."""
    case = own_case(request, name)
    if not queries.sees_persons(case, owner(request)):
        raise Problem("not-found", _("There is nothing at this address, or nothing for you."))
    return case


@contacts.get(
    "/cases/{case}/contacts",
    response=Page[Contact],
    auth=account,
    summary=_("The people known at organisations, for who may see data of persons"),
    operation_id="listContacts",
)
def list_contacts(request: HttpRequest, case: CaseName, query: Query[ContactQuery]) -> Any:
    rows = queries.contact_persons(
        people_case(request, case),
        owner(request),
        words=query.words or "",
        organisation=query.organisation or "",
        region=query.region or "",
        state=query.state or "",
    )
    return page_of(request, query, [_contact(one) for one in rows])


@contacts.get(
    "/cases/{case}/contacts/{id}",
    response=Contact,
    auth=account,
    summary=_("One contact"),
    operation_id="getContact",
)
def get_contact(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    row = found(queries.contact_person, people_case(request, case), request.user, id)
    unless_tagged(request, row_tag(row.version))
    return _contact(row)


@contacts.get(
    "/cases/{case}/contacts/{id}/data",
    response=HeldData,
    auth=account,
    summary=_("Everything that is held about a person, to give to them"),
    operation_id="getContactData",
)
def get_data(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    at = people_case(request, case)
    found(queries.contact_person, at, request.user, id)
    held = queries.held_about(at, owner(request), id) or {}
    return {**held, "named_in": held["namedIn"]}


@contacts.post(
    "/cases/{case}/contacts",
    response={201: Contact},
    auth=account,
    summary=_("Add a contact"),
    operation_id="addContact",
)
def add_contact(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: ContactInput
) -> Any:
    given = _flat(body.model_dump())
    return CONTACT.add(actions.add_contact, request, response, case, **given)


@contacts.patch(
    "/cases/{case}/contacts/{id}",
    response=Contact,
    auth=account,
    summary=_("Change a contact"),
    operation_id="changeContact",
)
def change_contact(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: ContactChange,
    if_match: IfMatch = None,
) -> Any:
    changes = _flat(body.model_dump(exclude_unset=True))
    return CONTACT.write(
        actions.change_contact, request, response, (case, id), if_match, changes=changes
    )


@contacts.post(
    "/cases/{case}/contacts/{id}/_erase",
    response=Erasure,
    auth=account,
    summary=_("Erase a person for good: nothing of their name and addresses remains"),
    operation_id="eraseContact",
)
def erase_contact(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    if_match: IfMatch = None,
) -> Any:
    at = people_case(request, case)
    found(queries.contact_person, at, request.user, id)
    done = actions.erase_contact(
        actor=owner(request), case=at, contact=id, version=version_in(if_match)
    )
    response["ETag"] = row_tag(done.contact.version)
    return {
        "contact": _contact(done.contact),
        "taken_out": [_place(one) for one in done.taken_out],
        "left": [_place(one) for one in done.left],
    }


@moments.get(
    "/cases/{case}/moments",
    response=Page[Moment],
    auth=account,
    summary=_("The contact moments, for who may see data of persons"),
    operation_id="listMoments",
)
def list_moments(request: HttpRequest, case: CaseName, query: Query[MomentQuery]) -> Any:
    rows = queries.moments(
        people_case(request, case),
        owner(request),
        region=query.region or "",
        organisation=query.organisation or "",
        contact=query.contact or 0,
        level=query.level or "",
        year=query.year,
        state=query.state or "",
    )
    return page_of(request, query, [_moment(one) for one in rows])


@moments.get(
    "/cases/{case}/moment-counts",
    response=MomentCounts,
    auth=account,
    summary=_("How often there was contact: per year, level, organisation and region"),
    operation_id="getMomentCounts",
)
def moment_counts(request: HttpRequest, case: CaseName, query: Query[MomentCountsQuery]) -> Any:
    at = people_case(request, case)
    found = queries.moments_by_year(at, query.region or "", query.organisation or "")
    series = {
        name: [{"id": id, "counts": list(counts)} for id, counts in getattr(found, name).items()]
        for name in ("by_level", "by_organisation", "by_region")
    }
    return {"years": list(found.years), "total": list(found.total), **series}


@moments.get(
    "/cases/{case}/moments/{id}",
    response=Moment,
    auth=account,
    summary=_("One contact moment"),
    operation_id="getMoment",
)
def get_moment(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    row = found(queries.moment, people_case(request, case), request.user, id)
    unless_tagged(request, row_tag(row.version))
    return _moment(row)


@moments.post(
    "/cases/{case}/moments",
    response={201: Moment},
    auth=account,
    summary=_("Record a contact moment"),
    operation_id="addMoment",
)
def add_moment(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: MomentInput
) -> Any:
    return MOMENT.add(actions.add_moment, request, response, case, **_flat(body.model_dump()))


@moments.patch(
    "/cases/{case}/moments/{id}",
    response=Moment,
    auth=account,
    summary=_("Change a contact moment"),
    operation_id="changeMoment",
)
def change_moment(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: MomentChange,
    if_match: IfMatch = None,
) -> Any:
    changes = _flat(body.model_dump(exclude_unset=True))
    return MOMENT.write(
        actions.change_moment, request, response, (case, id), if_match, changes=changes
    )


def _flat(given: dict[str, Any]) -> dict[str, Any]:
    """What was given as the actions know it: a function as two fields, nothing as no text."""
    made: dict[str, Any] = {n: "" if value is None else value for n, value in given.items()}
    if "function" not in given:
        return made
    function = made.pop("function") or {}
    return made | {f"function_{one}": function.get(one) or "" for one in ("nl", "en")}


def _contact(one: models.Contact) -> dict[str, Any]:
    own = (
        "version",
        "name",
        "email",
        "phone",
        "languages",
        "note",
        "basis",
        "purpose",
        "kept_until",
    )
    return {
        **{name: getattr(one, name) for name in (*own, "erased", "removed")},
        "id": one.pk,
        "function": {"nl": one.function_nl or None, "en": one.function_en or None},
        "organisation": one.organisation or None,
        "region": one.region or None,
    }


def _moment(one: models.ContactMoment) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in Moment.model_fields if name != "id"}
    return {**values, "id": one.pk, "region": one.region or None}


def _place(one: tuple[str, int, str]) -> dict[str, Any]:
    return dict(zip(("kind", "id", "field"), one, strict=True))


CONTACT = Recording("contact", queries.contact_person, _contact, Contact)
MOMENT = Recording("moment", queries.moment, _moment, Moment)
serve_undoing(contacts, CONTACT)
serve_undoing(moments, MOMENT)
