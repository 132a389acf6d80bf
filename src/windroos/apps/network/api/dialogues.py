"""Dialogues about regions in the API: for the staff of a case, and what was released of them."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.accounts.api.own import reader
from windroos.apps.network import actions, models, queries
from windroos.apps.network.api.recorded import Recording, found, serve_undoing
from windroos.apps.network.models.dialogues import LONGEST_TEXT
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import (
    CaseName,
    RowNumber,
    known_case,
    row_tag,
)
from windroos.cases.fields import ID, NAME
from windroos.rest.access import account
from windroos.rest.etags import unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Day, Input, Schema, Text, TextInput, Year, optional
from windroos.rest.writing import IfMatch

router = Router(tags=["dialogues"])

With = Literal[
    "ministry",
    "post",
    "civil-society",
    "knowledge-institution",
    "company",
    "government",
    "other",
]
Level = Literal["official", "governing", "none"]


class Dialogue(Schema):
    """A conversation about a region; what is internal is null for who is not of the case."""

    id: int
    version: int = Field(description="The ETag of the dialogue holds it.")
    region: str = Field(examples=["CN-JS"])
    held: date
    kind: With = Field(description="With whom.")
    level: Level = Field(description="At which level of government.")
    subjects: list[str] = Field(description="Criteria of the framework.")
    organisation: str | None
    contact: str | None = Field(description="Names of persons; null for who may not see them.")
    summary: str | None
    conclusions: str | None
    places: list[str] | None = Field(description="Passages, sources or addresses it spoke of.")
    leads_to: list[str] | None = Field(description="What was judged or found because of it.")
    public: Text | None = Field(description="What everyone may read of it.")
    released: datetime | None = Field(description="When it was released; null: it is internal.")
    names_organisation: bool
    removed: bool


class DialogueInput(Input):
    """A dialogue to record."""

    region: str = Field(max_length=ID, examples=["CN-JS"])
    held: Day
    kind: With
    organisation: str = Field(min_length=1, max_length=NAME)
    summary: str = Field(min_length=1, max_length=LONGEST_TEXT)
    contact: str = Field("", max_length=LONGEST_TEXT)
    level: Level = "none"
    subjects: list[str] = []
    conclusions: str = Field("", max_length=LONGEST_TEXT)
    places: list[str] = []


class DialogueChange(Input):
    """What to change of a dialogue; what is left out stays."""

    region: str = optional(max_length=ID)
    held: Day = optional()
    kind: With = optional()
    organisation: str = optional(min_length=1, max_length=NAME)
    summary: str = optional(min_length=1, max_length=LONGEST_TEXT)
    contact: str = optional(max_length=LONGEST_TEXT)
    level: Level = optional()
    subjects: list[str] = optional()
    conclusions: str = optional(max_length=LONGEST_TEXT)
    places: list[str] = optional()


class ReleaseInput(Input):
    """What everyone may read of a dialogue."""

    public: TextInput
    names_organisation: bool = False


class DialogueQuery(PageQuery):
    """Which dialogues are listed; the latest stands first."""

    region: str | None = Field(None, max_length=ID)
    kind: With | None = None
    subject: str | None = Field(None, max_length=NAME)
    year: Year | None = None
    state: Literal["internal", "released", "removed"] | None = None
    words: str | None = Field(None, max_length=200)
    sort: str | None = sort_field("id", "region", "held", "kind", "level")


@router.get(
    "/cases/{case}/dialogues",
    response=Page[Dialogue],
    summary=_("The dialogues about regions: all of them, or those that were released"),
    operation_id="listDialogues",
)
def dialogues(request: HttpRequest, case: CaseName, query: Query[DialogueQuery]) -> Any:
    at = known_case(case)
    staff, persons = _standing(request, at)
    rows = queries.dialogues(
        at,
        request.user,  # type: ignore[arg-type]
        region=query.region or "",
        kind=query.kind or "",
        subject=query.subject or "",
        year=query.year,
        state=query.state or "",
        words=query.words or "",
    )
    return page_of(request, query, [_told(one, staff=staff, persons=persons) for one in rows])


@router.get(
    "/cases/{case}/dialogues/{id}",
    response=Dialogue,
    summary=_("One dialogue"),
    operation_id="getDialogue",
)
def dialogue(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    at = known_case(case)
    row = found(queries.dialogue, at, request.user, id)
    staff, persons = _standing(request, at)
    seen = [] if persons else ["staff"] if staff else ["public"]
    unless_tagged(request, row_tag(row.version, *seen))
    return _told(row, staff=staff, persons=persons)


@router.post(
    "/cases/{case}/dialogues",
    response={201: Dialogue},
    auth=account,
    summary=_("Record a dialogue, for who works on the case"),
    operation_id="addDialogue",
)
def add_dialogue(
    request: HttpRequest, response: HttpResponse, case: CaseName, body: DialogueInput
) -> Any:
    given = body.model_dump()
    return DIALOGUE.add(actions.add_dialogue, request, response, case, **given)


@router.patch(
    "/cases/{case}/dialogues/{id}",
    response=Dialogue,
    auth=account,
    summary=_("Change a dialogue; what was released of it stays as it is"),
    operation_id="changeDialogue",
)
def change_dialogue(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: DialogueChange,
    if_match: IfMatch = None,
) -> Any:
    return DIALOGUE.write(
        actions.change_dialogue,
        request,
        response,
        (case, id),
        if_match,
        changes=body.model_dump(exclude_unset=True),
    )


@router.post(
    "/cases/{case}/dialogues/{id}/_release",
    response=Dialogue,
    auth=account,
    summary=_("Let everyone read a text of a dialogue"),
    operation_id="releaseDialogue",
)
def release_dialogue(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    body: ReleaseInput,
    if_match: IfMatch = None,
) -> Any:
    return DIALOGUE.write(
        actions.release_dialogue,
        request,
        response,
        (case, id),
        if_match,
        public_nl=body.public.nl or "",
        public_en=body.public.en or "",
        names_organisation=body.names_organisation,
    )


@router.post(
    "/cases/{case}/dialogues/{id}/_withdraw",
    response=Dialogue,
    auth=account,
    summary=_("Make a released dialogue internal again"),
    operation_id="withdrawDialogue",
)
def withdraw_dialogue(
    request: HttpRequest,
    response: HttpResponse,
    case: CaseName,
    id: RowNumber,
    if_match: IfMatch = None,
) -> Any:
    return DIALOGUE.write(actions.take_back_dialogue, request, response, (case, id), if_match)


def _standing(request: HttpRequest, case: Case) -> tuple[bool, bool]:
    """Whether who asks works on the case, and whether they may see names of persons."""
    who = reader(request)
    return bool(roles_on(who, case)), queries.sees_persons(case, who)


def _told(one: models.Dialogue, *, staff: bool = True, persons: bool = True) -> dict[str, Any]:
    public = {"nl": one.public_nl or None, "en": one.public_en or None}
    shown = staff or one.released_at is not None
    return {
        "id": one.pk,
        "version": one.version,
        "region": one.region,
        "held": one.held,
        "kind": one.kind,
        "level": one.level,
        "subjects": one.subjects,
        "organisation": one.organisation if staff or one.names_organisation else None,
        "contact": one.contact if persons else None,
        "summary": one.summary if staff else None,
        "conclusions": one.conclusions if staff else None,
        "places": one.places if staff else None,
        "leads_to": one.leads_to if staff else None,
        "public": public if shown and any(public.values()) else None,
        "released": one.released_at,
        "names_organisation": one.names_organisation,
        "removed": one.removed,
    }


DIALOGUE = Recording("dialogue", queries.dialogue, _told, Dialogue)
serve_undoing(router, DIALOGUE)
