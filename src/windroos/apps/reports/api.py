"""Reports in the API: which can be made, making one, its files, and checking it."""

from datetime import date, datetime
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.compass import queries as compass
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, Row, RowNumber, known_case, own_case
from windroos.apps.reports import actions, outputs, queries, words
from windroos.apps.reports.queries import Report as Kept
from windroos.cases.fields import ID, TEXT
from windroos.cases.reports import Again
from windroos.rest.access import account
from windroos.rest.etags import tag, unless_known, unless_tagged
from windroos.rest.files import Kind, answer
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Day, Input, Schema, Text
from windroos.rest.writing import made

router = Router(tags=["reports"])
routers = (router,)

Language = Literal["nl", "en"]
ReportStatus = Literal["internal", "released", "withdrawn"]


class ReportChoice(Schema):
    """A value that an option can have in this case."""

    value: str
    label: Text


class ReportOption(Schema):
    """What can be asked of a kind of report."""

    id: str = Field(examples=["theme"])
    type: Literal["region", "role", "theme", "programme", "number", "flag"]
    label: Text
    required: bool
    default: str | int | bool | None = Field(description="What holds when it is left out.")
    choices: list[ReportChoice] = Field(description="Empty for a number and a flag.")


class ReportKind(Schema):
    """A kind of report that can be made."""

    id: str = Field(examples=["focus-regions"])
    title: Text
    about: Text
    options: list[ReportOption]


class Report(Schema):
    """A report that was made, in both languages; what it says never changes."""

    id: int
    kind: str
    title: Text
    options: dict[str, str | int | bool] = Field(description="What was asked, by option.")
    as_of: date = Field(description="The day of which it shows the case.")
    known_at: datetime = Field(description="What was known at this moment is in it.")
    status: ReportStatus
    made: datetime
    made_by: str | None = Field(description="Null for who does not work on the case.")
    released: datetime | None
    withdrawn: datetime | None
    reason: str | None = Field(description="Why it was withdrawn.")
    program: str = Field(description="The version of the program that made it.")
    sha256: Text = Field(description="SHA-256 of what it says in each language.")


class ReportTold(Report):
    """A report with what it was made from."""

    inputs: dict[str, str] = Field(description="By name the SHA-256 of all it was made from.")
    newer: int | None = Field(description="The number of a later one of the same.")


class ReportDifference(Schema):
    """Something that a report says otherwise when it is made again."""

    section: str = Field(description="The heading it stands under; empty: before the first.")
    part: str = Field(description="The table, figure, footnote or source it is of.")
    row: str
    column: str
    was: str | None = Field(description="Null: there was nothing.")
    now: str | None = Field(description="Null: there is nothing.")


class ReportComparison(Schema):
    """A report beside what the program makes of something now."""

    same: bool
    faults: list[str] = Field(description="Why it cannot be made any more.")
    differences: list[ReportDifference]
    reasons: list[str] = Field(description="What of its inputs is another now.")


class ReportCheck(Schema):
    """Whether a report can be made again, and whether it would say the same today."""

    then: ReportComparison = Field(description="Made again of what was known then.")
    today: ReportComparison = Field(description="Made again of what is known now.")


class ReportInput(Input):
    """A report to make."""

    kind: str = Field(max_length=ID, examples=["focus-regions"])
    options: dict[str, str | int | bool] = Field({}, max_length=20)
    as_of: Day | None = Field(None, description="The case as of this day; left out: as it is now.")


class WithdrawInput(Input):
    """Why others may not read a report any more."""

    reason: str = Field(min_length=1, max_length=TEXT)


class ReportQuery(PageQuery):
    """Which reports are listed; the last one stands first."""

    kind: list[str] | None = None
    status: list[ReportStatus] | None = None
    sort: str | None = sort_field("id", "kind", "made", "as_of")


class FileQuery(Schema):
    """In which language a file is written; left out: that of the request."""

    language: Language | None = None


@router.get(
    "/cases/{case}/report-kinds",
    response=Page[ReportKind],
    summary=_("Which reports can be made, and what can be asked of them"),
    operation_id="listReportKinds",
)
def kinds(request: HttpRequest, case: CaseName, query: Query[PageQuery]) -> Any:
    at = known_case(case)
    value, given = compass.value(at), queries.choices_of(at)
    rows = [
        {
            "id": kind.id,
            "title": kind.title,
            "about": kind.about,
            "options": [
                {
                    "id": option.id,
                    "type": option.type,
                    "default": option.default,
                    "label": option.label,
                    "required": option.required,
                    "choices": [
                        {"value": id, "label": label} for id, label in option.choices(value, given)
                    ],
                }
                for option in kind.options
            ],
        }
        for kind in queries.kinds().values()
    ]
    return page_of(request, query, rows)


@router.get(
    "/cases/{case}/reports",
    response=Page[Report],
    summary=_("The reports that were made"),
    operation_id="listReports",
)
def reports(request: HttpRequest, case: CaseName, query: Query[ReportQuery]) -> Any:
    at = known_case(case)
    insider = _insider(request, at)
    rows = [_told(one, insider=insider) for one in queries.visible(at, reader(request))]
    return page_of(request, query, rows)


@router.get(
    "/cases/{case}/reports/{id}",
    response=ReportTold,
    summary=_("One report: what was asked, and what it was made from"),
    operation_id="getReport",
)
def report(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    at = known_case(case)
    one, insider = _report(request, at, id), _insider(request, at)
    answer = _whole(request, one, insider=insider)
    unless_tagged(request, tag(answer))
    return answer


@router.post(
    "/cases/{case}/reports",
    response={201: ReportTold},
    auth=account,
    summary=_("Make a report of what is known now, or was on a day"),
    operation_id="makeReport",
)
def make(request: HttpRequest, response: HttpResponse, case: CaseName, body: ReportInput) -> Any:
    at, day = own_case(request, case), _past(body.as_of)
    try:
        one = actions.make_report(at, body.kind, body.options, day=day, actor=owner(request))
    except ValidationError as error:
        faults = [
            Fault("body", "/kind" if name == "kind" else f"/options/{name}", message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
        told = " ".join(str(fault.detail) for fault in faults)
        raise Problem("invalid", told, errors=faults) from error
    made(request, response, one.number)
    return Status(201, _whole(request, one, insider=True))


@router.get(
    "/cases/{case}/reports/{id}/_check",
    response=ReportCheck,
    summary=_("Whether a report can be made again, and would say the same today"),
    operation_id="checkReport",
)
def check(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    at = known_case(case)
    one = _readable(request, at, id)
    unless_known(request, at.pk, at.state, at.mark, one.number, timezone.localdate())
    return {
        "then": _compared(queries.made_again(one), at),
        "today": _compared(queries.made_now(one), at),
    }


@router.post(
    "/cases/{case}/reports/{id}/_release",
    response=ReportTold,
    auth=account,
    summary=_("Let everyone read a report"),
    operation_id="releaseReport",
)
def release(request: HttpRequest, case: CaseName, id: RowNumber) -> Any:
    at = own_case(request, case)
    _report(request, at, id)
    one = actions.release_report(at, id, actor=owner(request))
    return _whole(request, one, insider=True)


@router.post(
    "/cases/{case}/reports/{id}/_withdraw",
    response=ReportTold,
    auth=account,
    summary=_("Take a released report back; others then read why"),
    operation_id="withdrawReport",
)
def withdraw(request: HttpRequest, case: CaseName, id: RowNumber, body: WithdrawInput) -> Any:
    at = own_case(request, case)
    _report(request, at, id)
    one = actions.withdraw_report(at, id, reason=body.reason, actor=owner(request))
    return _whole(request, one, insider=True)


def _serve(form: str, kind: Kind, summary: str | Promise) -> None:
    """Add the operation that gives a report as a file of this form."""

    @router.get(
        f"/cases/{{case}}/reports/{{id}}/_{form}",
        gives=kind,
        summary=summary,
        operation_id=f"getReport{form.capitalize()}",
    )
    def written(
        request: HttpRequest, case: CaseName, id: RowNumber, query: Query[FileQuery]
    ) -> Any:
        one = _readable(request, known_case(case), id)
        language = query.language or ("en" if get_language() == "en" else "nl")
        unless_tagged(request, tag(*outputs.parts(one, form, language)))
        return answer(*outputs.content(one, form, language))


_serve("json", outputs.JSON, _("A report as data, to check it with the program"))
_serve("pdf", outputs.OUTPUTS["pdf"].kind, _("A report as PDF"))
_serve("docx", outputs.OUTPUTS["docx"].kind, _("A report for Word"))
_serve("xlsx", outputs.OUTPUTS["xlsx"].kind, _("The tables of a report for Excel"))
_serve("csv", outputs.OUTPUTS["csv"].kind, _("The tables of a report as CSV, in one zip file"))
_serve("html", outputs.OUTPUTS["html"].kind, _("A report as one HTML file"))


def _past(day: date | None) -> date | None:
    """The day, where it is one; raises a `Problem` for one to come."""
    if day is not None and day > timezone.localdate():
        raise ValidationError({"as_of": _("Choose a day that is not in the future.")})
    return day


def _insider(request: HttpRequest, case: Case) -> bool:
    return bool(roles_on(reader(request), case))


def _report(request: HttpRequest, case: Case, id: int) -> Kept:
    found = queries.find(case, id, reader(request))
    if found is None:
        raise not_found(id)
    return found


def _readable(request: HttpRequest, case: Case, id: int) -> Kept:
    """The report of that number, for who may read what it says."""
    one = _report(request, case, id)
    if not queries.may_read(one, reader(request)):
        raise Problem("not-found", _("This report was withdrawn."))
    return one


def _compared(again: Again, case: Case) -> Row:
    told = words.told(again, compass.value(case), get_language() or "nl")
    return {
        "same": told.same,
        "faults": list(told.faults),
        "differences": [one.as_dict() for one in told.differences],
        "reasons": list(told.reasons),
    }


def _whole(request: HttpRequest, one: Kept, *, insider: bool) -> Row:
    newer = queries.newer(one, reader(request))
    return _told(one, insider=insider) | {
        "inputs": one.inputs,
        "newer": newer.number if newer else None,
    }


def _told(one: Kept, *, insider: bool) -> Row:
    return {
        "id": one.number,
        "kind": one.kind,
        "title": {"nl": one.title_nl, "en": one.title_en},
        "options": one.options,
        "as_of": one.day,
        "known_at": one.as_of,
        "status": "withdrawn" if one.withdrawn else "released" if one.released else "internal",
        "made": one.made,
        "made_by": one.made_by.name if insider else None,
        "released": one.released,
        "withdrawn": one.withdrawn,
        "reason": one.reason or None,
        "program": one.program,
        "sha256": {"nl": one.sha256_nl, "en": one.sha256_en},
    }
