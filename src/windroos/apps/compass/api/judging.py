"""Judgements, findings and what passages state, read and written in the API."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import Status
from pydantic import Field, create_model

from windroos.apps.accounts.api.own import owner
from windroos.apps.compass import actions
from windroos.apps.compass.actions import Entry, Written
from windroos.apps.compass.api.places import PlaceInput, place_in
from windroos.apps.compass.api.tables import FINDING, Outcome
from windroos.apps.compass.printed import anchor
from windroos.apps.evidence.api.tables import (
    JUDGEMENT,
    QUANTITY,
    STATEMENT,
    Confidence,
    Effort,
    QuantityKind,
    QuantityState,
)
from windroos.apps.evidence.queries import Readable, readable
from windroos.apps.network.api.relations import RELATION, Kind
from windroos.apps.regions import journal
from windroos.apps.regions.faults import told
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import (
    CaseName,
    Resource,
    RowId,
    known_case,
    row_tag,
    serve,
    stands,
)
from windroos.cases.fields import ID, NAME
from windroos.rest.access import account
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import TEXT, Input, Schema, TextInput, optional
from windroos.rest.writing import IfMatch, columns, made, pointer, version_in

router = Router()

Act = Callable[..., list[Written]]
_MANY = Field(min_length=1, max_length=500)


_DIALOGUE: Any = Field(
    None,
    ge=1,
    le=10**15,
    description="The number of the dialogue it rests on. Without a passage and grounds, the grounds"
    " name it as far as everyone may know of it; the dialogue notes what it led to.",
)
_PASSAGE: Any = Field(None, max_length=ID, description="The passage it rests on.")
_PLACE: Any = Field(
    None, description="Or the words of a document it rests on: they become a passage with it."
)


class SaidInput(Input):
    """What someone says, with what it rests on."""

    confidence: Confidence
    said_by: str | None = Field(None, max_length=NAME, description="Left out: your organisation.")
    passage: str | None = _PASSAGE
    place: PlaceInput | None = _PLACE
    grounds: TextInput | None = Field(None, description="What else it rests on.")
    dialogue: int | None = _DIALOGUE
    judged: str | None = Field(None, max_length=10, description="Left out: today.")
    reason: TextInput


class SaidChange(Input):
    """What to change of that; what is left out stays."""

    confidence: Confidence = optional()
    said_by: str | None = optional(max_length=NAME)
    passage: str | None = optional(max_length=ID)
    place: PlaceInput | None = _PLACE
    grounds: TextInput = optional()
    dialogue: int | None = _DIALOGUE
    judged: str | None = optional(max_length=10)
    reason: TextInput = optional()


class JudgementInput(SaidInput):
    """A judgement to add."""

    region: str = Field(max_length=ID, examples=["DEG"])
    criterion: str = Field(max_length=NAME, examples=["networks-judged"])
    theme: str | None = Field(None, max_length=ID, description="Null: it holds for all themes.")
    role: str | None = Field(None, max_length=NAME, description="Null: it holds for all roles.")
    rating: float = Field(examples=[2])


class JudgementChange(SaidChange):
    """What to change of a judgement; what is left out stays."""

    theme: str | None = optional(max_length=ID)
    role: str | None = optional(max_length=NAME)
    rating: float = optional(examples=[2])


class FindingInput(SaidInput):
    """A finding to add."""

    region: str = Field(max_length=ID, examples=["CN-JS"])
    precondition: str = Field(max_length=NAME, examples=["government"])
    outcome: Outcome
    themes: list[str] = Field([], description="The themes a conditional finding stands for.")
    conditions: TextInput | None = Field(None, description="What a conditional one asks.")


class FindingChange(SaidChange):
    """What to change of a finding; what is left out stays."""

    outcome: Outcome = optional()
    themes: list[str] = optional()
    conditions: TextInput = optional()


class StatementInput(Input):
    """What a passage states of the effort for a region."""

    region: str = Field(max_length=ID, examples=["DEG"])
    role: str = Field(max_length=NAME, examples=["innovation"])
    effort: Effort
    theme: str | None = Field(None, max_length=ID, description="Null: it holds for all themes.")
    period_start: int = Field(ge=1800, le=2200, examples=[2023])
    period_end: int = Field(ge=1800, le=2200, examples=[2027])
    explicit: bool = Field(description="In so many words, or implied.")
    said_by: str | None = Field(
        None, max_length=NAME, description="Left out: who published the document."
    )
    passage: str | None = _PASSAGE
    place: PlaceInput | None = _PLACE


class StatementChange(Input):
    """What to change of a statement; what is left out stays."""

    effort: Effort = optional()
    theme: str | None = optional(max_length=ID)
    period_start: int = optional(ge=1800, le=2200)
    period_end: int = optional(ge=1800, le=2200)
    explicit: bool = optional()
    said_by: str | None = optional(max_length=NAME)
    passage: str | None = optional(max_length=ID)
    place: PlaceInput | None = _PLACE


class RelationInput(Input):
    """What a passage states of the relation with a region."""

    region: str = Field(max_length=ID, examples=["CN-JS"])
    kind: Kind
    official: bool | None = Field(None, description="Contacts between officials.")
    governing: bool | None = Field(None, description="Contacts between those who govern.")
    note: TextInput | None = Field(None, description="What is said of it, in your own words.")
    passage: str | None = _PASSAGE
    place: PlaceInput | None = _PLACE


class RelationChange(Input):
    """What to change of a relation; what is left out stays."""

    kind: Kind = optional()
    official: bool | None = optional()
    governing: bool | None = optional()
    note: TextInput | None = optional()
    passage: str | None = optional(max_length=ID)
    place: PlaceInput | None = _PLACE


class QuantityInput(Input):
    """A figure that a passage prints, of something that the compass does not measure."""

    subject: str = Field(
        max_length=ID, description="The series it belongs to.", examples=["pivot-park-jobs"]
    )
    label: TextInput = Field(description="What it is a figure of; one of a series is alike.")
    kind: QuantityKind
    region: str | None = Field(None, max_length=ID, description="Null: it is of none by itself.")
    indicator: str | None = Field(None, max_length=NAME)
    year: int | None = Field(None, ge=1800, le=2200, examples=[2018])
    value: float | None = Field(None, description="Null: `state` says why.", examples=[580])
    unit: str | None = Field(None, max_length=NAME, description="Null: it is a count.")
    state: QuantityState | None = None
    cell: str | None = Field(
        None, max_length=NAME, description="The column it stands in; left out: what is printed."
    )
    note: TextInput | None = Field(None, description="What is said of it, in your own words.")
    said_by: str | None = Field(
        None, max_length=NAME, description="Left out: who published the document."
    )
    passage: str | None = _PASSAGE
    place: PlaceInput | None = _PLACE


class QuantityChange(Input):
    """What to change of a figure; what is left out stays."""

    subject: str = optional(max_length=ID)
    label: TextInput = optional()
    kind: QuantityKind = optional()
    region: str | None = optional(max_length=ID)
    indicator: str | None = optional(max_length=NAME)
    year: int | None = optional(ge=1800, le=2200)
    value: float | None = optional()
    unit: str | None = optional(max_length=NAME)
    state: QuantityState | None = optional()
    cell: str = optional(max_length=NAME)
    note: TextInput | None = optional()
    said_by: str | None = optional(max_length=NAME)
    passage: str | None = optional(max_length=ID)
    place: PlaceInput | None = _PLACE


class RowSeen(Input):
    """A row in the version that was seen."""

    id: str = Field(max_length=ID)
    version: int = Field(ge=1, le=10**15)


class UndoInput(Input):
    """Rows of which to undo the last change."""

    items: list[RowSeen] = Field(min_length=1, max_length=500)


class ReasonInput(Input):
    """Why something is done."""

    reason: str = Field(min_length=1, max_length=TEXT)


def _entry(
    documents: Readable, given: Input, id: str | None = None, version: int | None = None
) -> Entry:
    row = columns(given)
    place = row.pop("place", None)
    if isinstance(given, QuantityInput):
        row["cell"] = row.get("cell") or anchor(row)
    return Entry(
        row, id, version, row.pop("dialogue", None), place_in(documents, place) if place else None
    )


def _write(
    resource: Resource,
    act: Act,
    given: type[Input],
    change: type[Input],
    summaries: Sequence[str | Promise],
) -> None:
    """Add the operations that write the rows of a table."""
    table, name = resource.table, resource.one.capitalize()
    names = f"{name.removesuffix('y')}ies" if name.endswith("y") else f"{name}s"
    path = f"/cases/{{case}}/{table}"
    adds, changes, retracts, undoes, adds_all, undoes_all = summaries
    many = create_model(f"{names}Input", __base__=Input, items=(list[given], _MANY))  # type: ignore[valid-type]
    rows = create_model(f"{name}Rows", __base__=Schema, items=(list[resource.schema], ...))  # type: ignore[valid-type]

    def one(case: Case, id: str, response: HttpResponse) -> dict[str, Any]:
        row = stands(case, resource, id)
        response["ETag"] = row_tag(row["version"])
        return row

    @router.post(
        f"{path}/_batch",
        response={201: rows},
        auth=account,
        summary=adds_all,
        operation_id=f"add{names}",
        tags=[table],
    )
    def add_all(request: HttpRequest, case: CaseName, body: many) -> Any:  # type: ignore[valid-type]
        found = known_case(case)
        documents = readable(found, owner(request))
        entries = [_entry(documents, one) for one in body.items]
        try:
            written = act(found, entries, actor=owner(request))
        except actions.Invalid as error:
            raise _at_each(error) from error
        keys = [one.change.key for one in written]
        return Status(201, {"items": [stands(found, resource, key) for key in keys]})

    @router.post(
        f"{path}/_undo",
        response={204: None},
        auth=account,
        summary=undoes_all,
        operation_id=f"undo{names}",
        tags=[table],
    )
    def undo_all(request: HttpRequest, case: CaseName, body: UndoInput) -> Any:
        seen: dict[str, int | None] = {one.id: one.version for one in body.items}
        actions.undo_all(known_case(case), table, seen, actor=owner(request))
        return Status(204, None)

    @router.post(
        path,
        response={201: resource.schema},
        auth=account,
        summary=adds,
        operation_id=f"add{name}",
        tags=[table],
    )
    def add(
        request: HttpRequest,
        response: HttpResponse,
        case: CaseName,
        body: given,  # type: ignore[valid-type]
    ) -> Any:
        found = known_case(case)
        entry = _entry(readable(found, owner(request)), body)
        written = act(found, [entry], actor=owner(request))
        id = written[0].change.key
        made(request, response, id)
        return Status(201, one(found, id, response))

    @router.patch(
        f"{path}/{{id}}",
        response=resource.schema,
        auth=account,
        summary=changes,
        operation_id=f"change{name}",
        tags=[table],
    )
    def revise(
        request: HttpRequest,
        response: HttpResponse,
        case: CaseName,
        id: RowId,
        body: change,  # type: ignore[valid-type]
        if_match: IfMatch = None,
    ) -> Any:
        found = known_case(case)
        stands(found, resource, id)
        documents = readable(found, owner(request))
        entry = _entry(documents, body, id, version_in(if_match))
        act(found, [entry], actor=owner(request))
        return one(found, id, response)

    @router.post(
        f"{path}/{{id}}/_retract",
        response={204: None},
        auth=account,
        summary=retracts,
        operation_id=f"retract{name}",
        tags=[table],
    )
    def retract(
        request: HttpRequest,
        case: CaseName,
        id: RowId,
        body: ReasonInput,
        if_match: IfMatch = None,
    ) -> Any:
        found = known_case(case)
        stands(found, resource, id)
        seen = {id: version_in(if_match)}
        actions.retract(found, table, seen, reason=body.reason, actor=owner(request))
        return Status(204, None)

    @router.post(
        f"{path}/{{id}}/_undo",
        response={200: resource.schema, 204: None},
        auth=account,
        summary=undoes,
        operation_id=f"undo{name}",
        tags=[table],
    )
    def undo(
        request: HttpRequest,
        response: HttpResponse,
        case: CaseName,
        id: RowId,
        if_match: IfMatch = None,
    ) -> Any:
        found = known_case(case)
        if not journal.versions(found, table, id):
            raise not_found(id)
        version = version_in(if_match)
        written = actions.undo(found, table, id, version=version, actor=owner(request))
        if all(one.after is None for one in written):
            return Status(204, None)
        return Status(200, one(found, id, response))


def _at_each(error: actions.Invalid) -> Problem:
    """What is wrong with which of several rows."""
    faults = [
        Fault("body", f"/items/{place}{pointer(problem.field or '')}", told(problem), problem.code)
        for place, problem in error.problems
    ]
    return Problem("invalid", _("None of them was added."), errors=faults)


# The writes first: `_batch` and `_undo` are no ids.
_write(
    JUDGEMENT,
    actions.judge,
    JudgementInput,
    JudgementChange,
    (
        _("Add a judgement"),
        _("Revise a judgement"),
        _("Take a judgement back, with the reason; it stays in the history"),
        _("Bring a judgement back to how it was before its last change"),
        _("Add several judgements: all of them or none"),
        _("Undo the last change of several judgements: of all of them or of none"),
    ),
)
serve(router, JUDGEMENT)
_write(
    FINDING,
    actions.find,
    FindingInput,
    FindingChange,
    (
        _("Add a finding on a precondition"),
        _("Revise a finding"),
        _("Take a finding back, with the reason; it stays in the history"),
        _("Bring a finding back to how it was before its last change"),
        _("Add several findings: all of them or none"),
        _("Undo the last change of several findings: of all of them or of none"),
    ),
)
serve(router, FINDING)
_write(
    STATEMENT,
    lambda case, entries, *, actor: actions.state(case, "statements", entries, actor=actor),
    StatementInput,
    StatementChange,
    (
        _("Add what a passage states of the effort for a region"),
        _("Revise a statement"),
        _("Take a statement back, with the reason; it stays in the history"),
        _("Bring a statement back to how it was before its last change"),
        _("Add several statements: all of them or none"),
        _("Undo the last change of several statements: of all of them or of none"),
    ),
)
serve(router, STATEMENT)
_write(
    RELATION,
    lambda case, entries, *, actor: actions.state(case, "relations", entries, actor=actor),
    RelationInput,
    RelationChange,
    (
        _("Add what a passage states of the relation with a region"),
        _("Revise a relation"),
        _("Take a relation back, with the reason; it stays in the history"),
        _("Bring a relation back to how it was before its last change"),
        _("Add several relations: all of them or none"),
        _("Undo the last change of several relations: of all of them or of none"),
    ),
)
serve(router, RELATION)
_write(
    QUANTITY,
    lambda case, entries, *, actor: actions.state(case, "quantities", entries, actor=actor),
    QuantityInput,
    QuantityChange,
    (
        _("Add a figure that a passage prints"),
        _("Revise a figure of a document"),
        _("Take a figure of a document back, with the reason; it stays in the history"),
        _("Bring a figure of a document back to how it was before its last change"),
        _("Add several figures that passages print: all of them or none"),
        _("Undo the last change of several figures of documents: of all of them or of none"),
    ),
)
serve(router, QUANTITY)
