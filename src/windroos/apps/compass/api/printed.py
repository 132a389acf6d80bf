"""The tables that documents print, and taking them over into the case, in the API."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from ninja.params.models import Path
from pydantic import Field

from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.accounts.permits import may
from windroos.apps.compass import actions, queries
from windroos.apps.compass.actions import NotTakenOver
from windroos.apps.compass.actions.trying import tried
from windroos.apps.compass.api.judging import UndoInput
from windroos.apps.compass.printing import printed, tables
from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.api.documents import SourceId
from windroos.apps.evidence.api.tables import Effort, QuantityKind
from windroos.apps.evidence.api.tables import QuantityState as State
from windroos.apps.regions.faults import told
from windroos.apps.regions.resources import CaseName, known_case
from windroos.cases.fields import ID, NAME
from windroos.cases.taking_over import Plan, Proposal
from windroos.rest.access import account
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page_of
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import TEXT, Input, Schema, Text, TextInput, optional, row
from windroos.rest.writing import columns
from windroos.sources.documents.cells import Doubt
from windroos.sources.documents.grids import Grid

router = Router(tags=["documents"])

Kind = Literal["quantities", "decisions"]
TableNumber = Annotated[int, Path(..., ge=1, le=10**6, description="Its number in the document.")]
_NUMBER: Any = Field(ge=1, le=10**9, description="The paragraph that the row is.")
_COLUMN: Any = Field(ge=1, le=10**4, description="The column; the first after the labels is 1.")
_MANY = 20_000


class PrintedNote(Schema):
    """A note that a mark in a table points to."""

    mark: str = Field(examples=["12"])
    number: int = Field(description="The paragraph that the note is.")
    text: str


class PrintedCell(Schema):
    """A cell as it is printed, and what it holds."""

    column: int
    text: str = Field(examples=["Nul-meting"])
    value: float | None
    unit: str = Field(description="The unit that stands in the cell itself; empty: none does.")
    state: State | None = Field(description="Why it holds no figure.")
    notes: list[PrintedNote]
    doubts: list[str] = Field(description="What a person has to look at.")


class PrintedRow(Schema):
    """A row of a printed table."""

    number: int = Field(description="The paragraph that it is.")
    label: str
    unit: str
    notes: list[PrintedNote]
    doubts: list[str]
    cells: list[PrintedCell]


class PrintedColumn(Schema):
    """A column of a printed table."""

    column: int
    head: str = Field(description="Empty: it has no head.")
    year: int | None
    unit: str
    notes: list[PrintedNote]
    doubts: list[str]


class PlannedRow(Schema):
    """What a row is proposed to be taken over as."""

    number: int
    included: bool
    region: str | None
    subject: str | None = None
    label: Text | None = None
    kind: QuantityKind | None = None
    indicator: str | None = None
    unit: str | None = None
    note: Text | None = None


class PlannedColumn(Schema):
    """What a column is proposed to be taken over as."""

    column: int
    included: bool
    year: int | None = None
    role: str | None = None


class PlannedCell(Schema):
    """What a cell is proposed to be taken over as."""

    number: int
    column: int
    included: bool
    value: float | None = None
    state: State | None = None
    kind: QuantityKind | None = Field(None, description="Null: as its row.")
    effort: Effort | None = Field(None, description="Null: as its words say.")
    footnote: Text | None = None


class PlannedWords(Schema):
    """Which effort the words of cells are proposed to stand for."""

    cell: str
    effort: Effort | None = Field(description="Null: it has to be said.")


class PlannedTable(Schema):
    """What is proposed of a table whole."""

    name: Text | None = Field(description="What the case calls it.")
    authority: str | None = None
    decided: str | None = Field(None, description="YYYY, YYYY-MM or YYYY-MM-DD.")
    period_start: int | None = None
    period_end: int | None = None


class TablePlan(Schema):
    """What a table is proposed to be taken over as; what is null or empty has to be said."""

    kind: Kind
    table: PlannedTable
    columns: list[PlannedColumn]
    words: list[PlannedWords]
    rows: list[PlannedRow]
    cells: list[PlannedCell]


class PrintedTable(Schema):
    """A table that a document prints."""

    number: int
    paragraphs: list[int] = Field(description="The paragraphs that it is made of.")
    caption: str
    corner: str = Field(description="What stands above the labels of its rows.")
    decimal: Literal[",", "."] | None = Field(
        description="The decimal mark that its figures show; null: none of them does."
    )
    doubts: list[str]
    columns: list[PrintedColumn]
    rows: list[PrintedRow]


class ProposedTable(PrintedTable):
    """A table that a document prints, and what it is proposed to be taken over as."""

    sha256: str = Field(description="The hash of the document that the table was read from.")
    proposal: TablePlan = Field(description="With the doubts in the rows, columns and cells.")


class TableInput(Input):
    """What is to be said of a table whole."""

    name: TextInput = optional()
    authority: str | None = optional(max_length=NAME)
    decided: str | None = optional(max_length=10, description="YYYY, YYYY-MM or YYYY-MM-DD.")
    period_start: int | None = optional(ge=1800, le=2200)
    period_end: int | None = optional(ge=1800, le=2200)


class TableRowInput(Input):
    """What is to be said of a row; what is left out is as proposed."""

    number: int = _NUMBER
    included: bool = optional()
    region: str | None = optional(max_length=ID)
    subject: str | None = optional(max_length=ID)
    label: TextInput = optional()
    kind: QuantityKind | None = optional()
    indicator: str | None = optional(max_length=NAME)
    unit: str | None = optional(max_length=NAME)
    note: TextInput = optional()


class TableColumnInput(Input):
    """What is to be said of a column; what is left out is as proposed."""

    column: int = _COLUMN
    included: bool = optional()
    year: int | None = optional(ge=1800, le=2200)
    role: str | None = optional(max_length=NAME)


class TableCellInput(Input):
    """What is to be said of a cell; what is left out is as proposed."""

    number: int = _NUMBER
    column: int = _COLUMN
    included: bool = optional()
    value: float | None = optional()
    state: State | None = optional()
    kind: QuantityKind | None = optional()
    effort: Effort | None = optional()
    footnote: TextInput = optional()


class TableWordsInput(Input):
    """Which effort the words of cells stand for."""

    cell: str = Field(max_length=TEXT, examples=["Inzet"])
    effort: Effort | None


class TakingOverInput(Input):
    """As what a table is taken over, and what stands in the place of what is proposed."""

    kind: Kind
    table: TableInput = Field(default_factory=TableInput)
    columns: list[TableColumnInput] = Field([], max_length=500)
    words: list[TableWordsInput] = Field([], max_length=500)
    rows: list[TableRowInput] = Field([], max_length=5_000)
    cells: list[TableCellInput] = Field([], max_length=_MANY)
    sha256: str | None = Field(
        None, max_length=64, description="The hash of the document that was looked at."
    )
    trial: bool = Field(False, description="Tell what it would do, and write nothing.")


class CellThere(Schema):
    """A cell that the case had already."""

    number: int
    column: int
    id: str


class TableTakenOver(Schema):
    """What was written of a table, or would be."""

    kind: Kind
    written: list[str] = Field(description="The ids of the rows, in the order of the table.")
    there: list[CellThere] = Field(description="What was there already, and stays as it is.")


class ProposalQuery(Input):
    """As what the table is proposed to be taken over; left out: as what it seems to be."""

    kind: Kind | None = None


@router.get(
    "/cases/{case}/documents/{source}/tables",
    response=Page[PrintedTable],
    summary=_("The tables that a document prints, cell by cell as they are read"),
    operation_id="listTables",
)
def list_tables(
    request: HttpRequest, case: CaseName, source: SourceId, query: Query[PageQuery]
) -> Any:
    found = known_case(case)
    documents = evidence.readable(found, reader(request))
    added = documents.document(source)
    if added is None:
        raise not_found(source)
    unless_known(request, found.pk, found.state, get_language(), *documents.mark)
    value = queries.value(found)
    return page_of(request, query, [_printed(one) for one in tables(documents, value, added)])


@router.get(
    "/cases/{case}/documents/{source}/tables/{number}",
    response=ProposedTable,
    auth=account,
    summary=_("A table that a document prints, with what it is proposed to be taken over as"),
    operation_id="getTable",
)
def get_table(
    request: HttpRequest,
    case: CaseName,
    source: SourceId,
    number: TableNumber,
    query: Query[ProposalQuery],
) -> Any:
    found = known_case(case)
    known = may(owner(request), "compass.take_over", case=found)
    table = printed(found, source, number, query.kind) if known else None
    if table is None:
        raise not_found(number)
    plan = table.plan.as_dict()
    return {
        **_proposed(table.proposal),
        "sha256": table.document.sha256,
        "proposal": {
            **plan,
            "table": row(plan["table"]),
            "rows": [row(one) for one in plan["rows"]],
            "cells": [row(one) for one in plan["cells"]],
            "words": [{"cell": cell, "effort": said} for cell, said in plan["words"].items()],
        },
    }


@router.post(
    "/cases/{case}/documents/{source}/tables/{number}/_takeover",
    response=TableTakenOver,
    auth=account,
    summary=_("Take a table over, as figures or as decisions: all of its cells or none"),
    operation_id="takeTableOver",
)
def take_table_over(
    request: HttpRequest,
    case: CaseName,
    source: SourceId,
    number: TableNumber,
    body: TakingOverInput,
) -> Any:
    found = known_case(case)

    def act() -> actions.TakenOver:
        return actions.take_over(
            found, source, number, _plan(body), sha256=body.sha256, actor=owner(request)
        )

    try:
        done = tried(found, act).given if body.trial else act()
    except NotTakenOver as error:
        raise _untaken(error) from None
    except ValidationError as error:
        raise _misplaced(body, error) from None
    return {
        "kind": body.kind,
        "written": [one.change.key for one in done.written],
        "there": [{"number": one.number, "column": one.column, "id": id} for one, id in done.there],
    }


@router.post(
    "/cases/{case}/decisions/_undo",
    response={204: None},
    auth=account,
    summary=_("Undo that printed decisions were taken over: of all of them or of none"),
    operation_id="undoTakingOver",
    tags=["decisions"],
)
def undo_taking_over(request: HttpRequest, case: CaseName, body: UndoInput) -> Any:
    seen: dict[str, int | None] = {one.id: one.version for one in body.items}
    actions.undo_taking_over(known_case(case), seen, actor=owner(request))
    return Status(204, None)


def _plan(body: TakingOverInput) -> Plan:
    def said(one: Input, *keys: str) -> dict[str, Any]:
        return {name: value for name, value in columns(one).items() if name not in keys}

    return Plan(
        body.kind,
        columns(body.table),
        {one.number: said(one, "number") for one in body.rows},
        {one.column: said(one, "column") for one in body.columns},
        {(one.number, one.column): said(one, "number", "column") for one in body.cells},
        {one.cell: one.effort for one in body.words},
    )


def _untaken(error: NotTakenOver) -> Problem:
    """What is wrong with which cells, those of one row with the same fault together."""
    faults = dict.fromkeys(
        (f"{error.cells[place][0]}/{error.cells[place][1]}", problem.field or "", told(problem),
         problem.code)
        for place, problem in error.problems
    )  # fmt: skip
    return Problem(
        "invalid",
        _("Nothing of the table was taken over."),
        errors=[
            Fault(
                "body",
                "/cells",
                f"{cell}, {field}: {detail}" if field else f"{cell}: {detail}",
                code,
            )
            for cell, field, detail, code in faults
        ],
    )


def _misplaced(body: TakingOverInput, error: ValidationError) -> Problem:
    """What was sent that the table has no place for."""
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    places = {
        **{f"rows/{one.number}": f"/rows/{n}" for n, one in enumerate(body.rows)},
        **{f"columns/{one.column}": f"/columns/{n}" for n, one in enumerate(body.columns)},
        **{f"cells/{one.number}/{one.column}": f"/cells/{n}" for n, one in enumerate(body.cells)},
    }
    faults = []
    for where, messages in told.items():
        at = next((to for known, to in places.items() if f"{where}/".startswith(f"{known}/")), "")
        field = at or ("/table" if where.startswith("table/") else "")
        name = where.rpartition("/")[2]
        faults += [
            Fault("body", field, f"{name}: {one}" if "/" in where else one) for one in messages
        ]
    return Problem("invalid", _("Nothing of the table was taken over."), errors=faults)


def _proposed(proposal: Proposal) -> dict[str, Any]:
    """A table with the doubts that taking it over gives rise to."""
    made = _printed(proposal.grid)
    made["columns"] = [
        {**one, "doubts": _said(proposal.of_columns[one["column"]])} for one in made["columns"]
    ]
    made["rows"] = [
        {
            **one,
            "doubts": _said(proposal.of_rows[one["number"]]),
            "cells": [
                {**cell, "doubts": _said(proposal.of_cells[one["number"], cell["column"]])}
                for cell in one["cells"]
            ],
        }
        for one in made["rows"]
    ]
    return made


def _printed(grid: Grid) -> dict[str, Any]:
    return {
        "number": grid.number,
        "paragraphs": list(grid.numbers),
        "caption": grid.caption,
        "corner": grid.corner,
        "decimal": grid.decimal,
        "doubts": _said(grid.doubts),
        "columns": [
            {
                "column": one.index,
                "head": one.head,
                "year": one.year,
                "unit": one.unit,
                "notes": list(one.notes),
                "doubts": _said(one.doubts),
            }
            for one in grid.columns
        ],
        "rows": [
            {
                "number": line.number,
                "label": line.label,
                "unit": line.unit,
                "notes": list(line.notes),
                "doubts": _said(line.doubts),
                "cells": [
                    {
                        "column": cell.column,
                        "text": cell.text,
                        "value": cell.held.value,
                        "unit": cell.held.unit,
                        "state": cell.held.state,
                        "notes": list(cell.notes),
                        "doubts": _said(cell.doubts),
                    }
                    for cell in line.cells
                ],
            }
            for line in grid.lines
        ],
    }


def _said(doubts: Iterable[Doubt]) -> list[str]:
    return [say(one.wording) % dict(one.values) for one in doubts]
