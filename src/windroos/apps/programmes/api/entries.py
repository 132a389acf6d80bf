"""Facts and amounts of a programme in the API: all that was recorded, and recording more.

They are only ever added: what corrects one is a later one, with its reason.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, ClassVar, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import BaseModel, Field

from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.programmes import actions
from windroos.apps.programmes.actions import Given
from windroos.apps.programmes.api.accounts import seen_on
from windroos.apps.programmes.api.schemas import (
    Approximate,
    EntryStatus,
    FactRole,
    FunderKind,
    MoneyRole,
)
from windroos.apps.programmes.queries import accounts, entries
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.faults import Invalid
from windroos.apps.regions.faults import told as sentence
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import AsOfQuery, CaseName, Row, RowId, known_case
from windroos.cases.facts.plain import row_told
from windroos.cases.fields import ID, NAME, TEXT
from windroos.rest.access import account
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page, sort_field
from windroos.rest.pages import order as sorted_by
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Input, Schema, Text, TextInput, row
from windroos.rest.writing import columns, plain, pointer, stale

router = Router(tags=["programmes"])
# How many are recorded in one request.
MOST = 1000


class ProgrammeEntry(Schema):
    """Something that was recorded of a programme; it never changes."""

    id: str
    part: str | None = Field(description="Null: that of the indicator, or the whole programme.")
    period: str = Field(examples=["2019"])
    status: EntryStatus
    recorded: datetime
    said_by: str | None
    reason: str | None = Field(description="Why it takes the place of what stood there.")
    corrects: str | None = Field(description="The entry that it takes the place of.")
    passage: str | None
    cell: str | None = Field(description="Where in the passage it stands.")
    note: Text | None
    by: str | None = Field(description="Who wrote it; null for who does not work on the case.")


class ProgrammeFact(ProgrammeEntry):
    """A figure of an indicator as somebody reported it, or why there is none yet."""

    indicator: str
    role: FactRole
    dimensions: str | None
    value: float | None
    numerator: float | None
    denominator: float | None
    low: float | None
    high: float | None
    method: str | None


class ProgrammeAmount(ProgrammeEntry):
    """An amount of a programme as somebody reported it."""

    programme: str
    role: MoneyRole
    funder: str | None = Field(description="The id of an organisation of the register.")
    funder_name: Text | None
    funder_kind: FunderKind | None
    amount: float | None
    approximate: Approximate | None
    currency: str = Field(examples=["EUR"])


class EntryInput(Input):
    """What is recorded of a cell; what is left out is empty."""

    part: str | None = Field(None, max_length=ID)
    period: str = Field(min_length=4, max_length=40, examples=["2019"])
    status: EntryStatus = "final"
    said_by: str | None = Field(None, max_length=NAME)
    reason: str | None = Field(None, max_length=TEXT, description="Needed for a correction.")
    passage: str | None = Field(None, max_length=ID)
    cell: str | None = Field(None, max_length=NAME)
    note: TextInput | None = None
    seen: str | None = Field(
        None,
        max_length=ID,
        description="The id of the entry that held when you looked, empty for none. When another"
        " holds by now, nothing is recorded.",
    )


class FactInput(EntryInput):
    """A figure to record."""

    indicator: str = Field(max_length=ID, examples=["companies"])
    role: FactRole
    dimensions: str | None = Field(None, max_length=NAME, examples=["sector=medtech"])
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    method: str | None = Field(None, max_length=TEXT)


class AmountInput(EntryInput):
    """An amount to record."""

    role: Literal["budget", "committed", "spent", "raised", "needed"]
    funder: str | None = Field(None, max_length=ID)
    funder_name: TextInput | None = None
    funder_kind: FunderKind | None = None
    amount: float | None = None
    approximate: Approximate | None = None
    currency: str = Field(pattern="^[A-Z]{3}$", examples=["EUR"])


class FactsInput(Input):
    """Figures to record together: all of them, or none when something is wrong."""

    facts: list[FactInput] = Field(min_length=1, max_length=MOST)


class AmountsInput(Input):
    """Amounts to record together: all of them, or none when something is wrong."""

    amounts: list[AmountInput] = Field(min_length=1, max_length=MOST)


class EntryWithdrawal(Input):
    """Why an entry holds no longer."""

    reason: str = Field(min_length=1, max_length=TEXT)


class RecordedFacts(Schema):
    """The figures that were added; what says the same as holds already is not."""

    facts: list[ProgrammeFact]


class RecordedAmounts(Schema):
    """The amounts that were added; what says the same as holds already is not."""

    amounts: list[ProgrammeAmount]


class EntryQuery(AsOfQuery, PageQuery):
    """Which entries are listed, in the order in which they were recorded."""

    no_filters: ClassVar[tuple[str, ...]] = ("holding",)

    holding: Flag | None = None
    id: list[str] | None = None
    part: list[str] | None = None
    period: list[str] | None = None
    status: list[EntryStatus] | None = None
    corrects: list[str] | None = None
    passage: list[str] | None = None
    sort: str | None = sort_field("period", "recorded")


class FactQuery(EntryQuery):
    """Which figures are listed."""

    indicator: list[str] | None = None
    role: list[FactRole] | None = None
    dimensions: list[str] | None = None


class AmountQuery(EntryQuery):
    """Which amounts are listed."""

    role: list[MoneyRole] | None = None
    funder: list[str] | None = None
    funder_kind: list[FunderKind | Literal[""]] | None = None
    currency: list[str] | None = None


@router.get(
    "/cases/{case}/programmes/{id}/facts",
    response=Page[ProgrammeFact],
    summary=_("The figures of a programme as they were recorded"),
    operation_id="listProgrammeFacts",
)
def facts(request: HttpRequest, case: CaseName, id: RowId, query: Query[FactQuery]) -> Any:
    return _listed(request, known_case(case), "facts", id, query)


@router.get(
    "/cases/{case}/programmes/{id}/amounts",
    response=Page[ProgrammeAmount],
    summary=_("The money of a programme as it was recorded"),
    operation_id="listProgrammeAmounts",
)
def amounts(request: HttpRequest, case: CaseName, id: RowId, query: Query[AmountQuery]) -> Any:
    return _listed(request, known_case(case), "amounts", id, query)


@router.post(
    "/cases/{case}/programmes/{id}/facts",
    response=RecordedFacts,
    auth=account,
    summary=_("Record figures of a programme, all of them or none"),
    operation_id="recordProgrammeFacts",
)
def record_facts(request: HttpRequest, case: CaseName, id: RowId, body: FactsInput) -> Any:
    at = _known(case, id)
    return _recorded(request, at, "facts", id, ProgrammeFact, actions.record_facts, body.facts)


@router.post(
    "/cases/{case}/programmes/{id}/amounts",
    response=RecordedAmounts,
    auth=account,
    summary=_("Record money of a programme, all of it or nothing"),
    operation_id="recordProgrammeAmounts",
)
def record_amounts(request: HttpRequest, case: CaseName, id: RowId, body: AmountsInput) -> Any:
    at = _known(case, id)
    act = actions.record_amounts
    return _recorded(request, at, "amounts", id, ProgrammeAmount, act, body.amounts)


@router.post(
    "/cases/{case}/programmes/{id}/facts/{entry}/_withdraw",
    response=ProgrammeFact,
    auth=account,
    summary=_("Withdraw a figure, with the reason; it stays in the history"),
    operation_id="withdrawProgrammeFact",
)
def withdraw_fact(
    request: HttpRequest, case: CaseName, id: RowId, entry: RowId, body: EntryWithdrawal
) -> Any:
    at = _known(case, id)
    return _withdrawn(request, at, "facts", (id, entry), actions.withdraw_fact, body)


@router.post(
    "/cases/{case}/programmes/{id}/amounts/{entry}/_withdraw",
    response=ProgrammeAmount,
    auth=account,
    summary=_("Withdraw an amount, with the reason; it stays in the history"),
    operation_id="withdrawProgrammeAmount",
)
def withdraw_amount(
    request: HttpRequest, case: CaseName, id: RowId, entry: RowId, body: EntryWithdrawal
) -> Any:
    at = _known(case, id)
    return _withdrawn(request, at, "amounts", (id, entry), actions.withdraw_amount, body)


def _known(name: str, programme: str) -> Case:
    """The case, when it has that programme; raises a `Problem` otherwise."""
    case = known_case(name)
    if not accounts.contents(case, "programme", None, [programme]):
        raise not_found(programme)
    return case


def _listed(request: HttpRequest, case: Case, table: str, programme: str, query: EntryQuery) -> Row:
    _known(case.name, programme)
    insider = bool(roles_on(reader(request), case))
    unless_known(request, case.pk, *accounts.mark(case), insider)
    found = entries.entries(
        case,
        table,
        programme,
        at=seen_on(query)[1],
        holding=bool(query.holding),
        among=query.filters(),
    )
    by = [f"{'-' * one.down}{one.field}" for one in sorted_by(query.sort)]
    if by:
        found = found.order_by(*("start" if one == "period" else one for one in by), "pk")
    shown = found[query.start : query.stop]
    return page(
        request, query, found.count(), [_told(table, one, insider=insider) for one in shown]
    )


def _recorded(
    request: HttpRequest,
    case: Case,
    table: str,
    programme: str,
    schema: type[Schema],
    act: Callable[..., Sequence[Any]],
    sent: Sequence[EntryInput],
) -> Row:
    given = [Given(_columns(one), one.seen) for one in sent]
    try:
        made = act(case, programme, given, actor=owner(request))
    except Invalid as error:
        faults = [
            Fault(
                "body",
                f"/{table}/{number}{pointer(_field(problem.field))}",
                sentence(problem),
                problem.code,
            )
            for number, problem in error.problems
        ]
        raise Problem(
            "invalid", " ".join(str(one.detail) for one in faults), errors=faults
        ) from error
    except Conflict as error:
        there = {"by": None, **_shaped(error.theirs)} if error.theirs["id"] else None
        raise stale(plain(schema, there) if there else {}) from error
    return {table: [_told(table, one, insider=True) for one in made]}


def _withdrawn(
    request: HttpRequest,
    case: Case,
    table: str,
    which: tuple[str, str],
    act: Callable[..., Sequence[Any]],
    body: EntryWithdrawal,
) -> Row:
    programme, id = which
    if entries.entry(case, table, programme, id) is None:
        raise not_found(id)
    try:
        [made] = act(case, programme, id, reason=body.reason, actor=owner(request))
    except Conflict as error:
        detail = _("It does not hold any more: a later entry took its place.")
        raise Problem("conflict", str(detail)) from error
    return _told(table, made, insider=True)


def _columns(one: BaseModel) -> Row:
    """What was sent, by the columns of its table."""
    found = columns(one)
    found.pop("seen", None)
    return {name.replace("funder_name_", "funder_"): value for name, value in found.items()}


def _field(column: str | None) -> str:
    """The column as the body names it."""
    last = (column or "").rpartition(", ")[2]
    return last.replace("funder_", "funder_name_") if last in ("funder_nl", "funder_en") else last


def _told(table: str, one: Any, *, insider: bool) -> Row:
    """An entry as it is answered; `insider` may know by whom."""
    by = one.actor.name if insider and one.actor else None
    return {**_shaped(accounts.row_of(table, one)), "by": by}


def _shaped(values: Row) -> Row:
    """A row of a table as it is answered: its texts in two languages brought together."""
    names = {"funder_nl": "funder_name_nl", "funder_en": "funder_name_en"}
    return row({names.get(name, name): value for name, value in row_told(values).items()})
