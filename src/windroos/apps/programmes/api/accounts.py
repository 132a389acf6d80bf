"""Programmes and what they account for, in the API: the track record, one account, a comparison."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.programmes.api.schemas import (
    DueFigure,
    ProgrammeAccount,
    ProgrammeComparison,
    ProgrammeStanding,
    ProgrammeTotal,
)
from windroos.apps.programmes.queries import accounts
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import AsOfQuery, CaseName, Row, RowId, known_case
from windroos.cases.facts import Account, TrackRecord
from windroos.cases.facts.plain import (
    account_told,
    added_told,
    changed_told,
    due_told,
    standing_told,
)
from windroos.measure.results import Period, PeriodError
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Day, Flag, bounded

router = Router(tags=["programmes"])


class ProgrammeQuery(AsOfQuery, PageQuery):
    """Which programmes are listed, and as known when."""

    id: list[str] | None = None
    kind: list[str] | None = None
    state: list[str] | None = None
    owner: list[str] | None = None
    theme: list[str] | None = None
    gaps: list[str] | None = None
    sort: str | None = sort_field("id", "kind", "state", "start", "end")


class TotalQuery(AsOfQuery, PageQuery):
    """As known when."""


class AccountQuery(AsOfQuery):
    """As known when, or as it was reported."""

    as_reported: str | None = Field(None, max_length=40, examples=["2019"])


class DueQuery(AsOfQuery, PageQuery):
    """Which due figures are listed; the longest due stands first."""

    indicator: list[str] | None = None
    part: list[str] | None = None
    period: list[str] | None = None
    overdue: Flag | None = None
    sort: str | None = sort_field("indicator", "part", "period", "day")


class ComparisonQuery(AsOfQuery):
    """Between which days."""

    then: Day = Field(json_schema_extra={"format": "date"}, examples=["2024-09-01"])


@router.get(
    "/cases/{case}/programmes",
    response=Page[ProgrammeStanding],
    summary=_("The programmes with their money and what is not said of them: the track record"),
    operation_id="listProgrammes",
)
def programmes(request: HttpRequest, case: CaseName, query: Query[ProgrammeQuery]) -> Any:
    found = _record(request, case, query)
    return page_of(request, query, [standing_told(one) for one in found.standings])


@router.get(
    "/cases/{case}/programme-totals",
    response=Page[ProgrammeTotal],
    summary=_("What the money of all programmes comes to, as far as it is known"),
    operation_id="listProgrammeTotals",
)
def totals(request: HttpRequest, case: CaseName, query: Query[TotalQuery]) -> Any:
    found = _record(request, case, query)
    return page_of(request, query, [added_told(one) for one in found.totals])


@router.get(
    "/cases/{case}/programmes/{id}",
    response=ProgrammeAccount,
    summary=_("One programme: its goals, parts, money, indicators and reports"),
    operation_id="getProgramme",
)
def programme(request: HttpRequest, case: CaseName, id: RowId, query: Query[AccountQuery]) -> Any:
    found = _account(request, known_case(case), id, query)
    if query.as_reported is not None:
        try:
            reported = found.as_reported(Period.of(query.as_reported))
        except PeriodError as error:
            fault = Fault("query", "asReported", str(error))
            raise Problem("invalid", fault.detail, errors=[fault]) from error
        if reported is None:
            detail = gettext("The report on %(period)s was never locked.")
            raise Problem("not-found", detail % {"period": query.as_reported})
        found = reported
    return _in_words(account_told(found))


@router.get(
    "/cases/{case}/programmes/{id}/due-figures",
    response=Page[DueFigure],
    summary=_("The figures of a programme that are not there of periods that are over"),
    operation_id="listProgrammeDueFigures",
)
def due_figures(request: HttpRequest, case: CaseName, id: RowId, query: Query[DueQuery]) -> Any:
    found = _account(request, known_case(case), id, query)
    return page_of(request, query, [due_told(one) for one in found.due])


@router.get(
    "/cases/{case}/programmes/{id}/comparison",
    response=ProgrammeComparison,
    summary=_("What became of the figures and amounts of a programme between two days"),
    operation_id="compareProgramme",
)
def comparison(
    request: HttpRequest, case: CaseName, id: RowId, query: Query[ComparisonQuery]
) -> Any:
    found = _account(request, known_case(case), id, query)
    then = bounded(query.then) or query.then
    return changed_told(found.compare(accounts.evening(then), found.at), found)


def seen_on(query: AsOfQuery) -> tuple[date, datetime | None]:
    """The day from which is looked, and the moment until which all is known (None is now)."""
    if query.day is None:
        return timezone.localdate(), None
    return query.day, accounts.evening(query.day)


def _account(request: HttpRequest, case: Case, id: str, query: AsOfQuery) -> Account:
    today, at = seen_on(query)
    unless_known(request, case.pk, *accounts.mark(case), today)
    found = accounts.account(case, id, today=today, at=at)
    if found is None:
        raise not_found(id)
    return found


def _record(request: HttpRequest, name: str, query: AsOfQuery) -> TrackRecord:
    case = known_case(name)
    today, at = seen_on(query)
    unless_known(request, case.pk, *accounts.mark(case), today)
    return accounts.track_record(case, today=today, at=at)


def _in_words(value: Any) -> Any:
    """The same with each reason as a sentence in the language of the reader."""
    if isinstance(value, dict):
        return {
            name: _said(one) if name == "reasons" else _in_words(one) for name, one in value.items()
        }
    return [_in_words(one) for one in value] if isinstance(value, list) else value


def _said(reasons: Iterable[Row]) -> list[Row]:
    told = []
    for one in reasons:
        wording = one["wording"]
        told.append({"code": one["code"], "text": gettext(wording) % one["values"]})
    return told
