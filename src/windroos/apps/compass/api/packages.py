"""Packages of cases in the API: handed in, checked, looked at, loaded; and a case as a package."""

from typing import Any, ClassVar, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.accounts.permits import ACTIONS, Refused, may
from windroos.apps.compass import actions, queries
from windroos.apps.compass.api.handed_in import FileId, FileName, HandedIn, own_file, told
from windroos.apps.compass.files import handed_in
from windroos.apps.compass.files.packages import Foreseen, foreseen
from windroos.apps.compass.models import Upload
from windroos.apps.regions.faults import told as words
from windroos.apps.regions.resources import AsOfQuery, CaseName, known_case
from windroos.cases import archive
from windroos.cases.problems import PackageError
from windroos.cases.problems import Problem as CaseProblem
from windroos.rest import files
from windroos.rest.access import account
from windroos.rest.etags import unless_known, unless_tagged
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Fault, Problem
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema
from windroos.rest.writing import IfMatch, made, plain, tag_of, version_in

router = Router(tags=["packages"])

PACKAGE = files.Kind(files.ZIP, "zip", archive.MOST_BYTES)
_ACTION = "compass.keep_package"
Keep = Literal["people", "package"]
Change = Literal["added", "changed", "removed"]


class PackageProblem(Schema):
    """One thing that is wrong with a package."""

    code: str = Field(description="The kind of fault; does not change.")
    file: str = Field(examples=["judgements.csv"])
    row: int | None = Field(description="The line in the file; the header is line 1.")
    field: str | None
    detail: str


class PackageClash(Schema):
    """A row that people changed, and that the package gives otherwise."""

    table: str
    key: str
    people: dict[str, Any] | None = Field(description="The row as people left it; null: gone.")
    package: dict[str, Any] | None = Field(description="The row of the package; null: gone.")


class TableChanges(Schema):
    """How many rows of a table would change."""

    table: str
    added: int
    changed: int
    removed: int


class Package(HandedIn):
    """A package that you handed in, and what loading it would do. Nothing was loaded."""

    case: str | None = Field(description="The name of the case; null: it cannot be read.")
    title: str | None
    new: bool = Field(description="Whether it makes a new case.")
    may_load: bool = Field(description="Whether you may load it.")
    loadable: bool = Field(description="Whether it can be loaded as it stands.")
    loaded: bool = Field(description="Whether it is the package that was loaded last.")
    problems: list[PackageProblem] = Field(description="Everything that is wrong with it.")
    clashes: list[PackageClash] = Field(description="Where `keep` says which holds.")
    framework: bool = Field(description="Whether the framework would become another.")
    tables: list[TableChanges] = Field(description="Those of which rows would change.")


class PackageChange(Schema):
    """A row that loading a package would add, change or remove."""

    table: str
    key: str
    kind: Change
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Loaded(Schema):
    """What came of loading a package."""

    case: str
    changed: int = Field(description="How many rows are new or other.")
    removed: int = Field(description="How many rows went.")
    replaced: bool = Field(description="Whether the case was there already, with another content.")


class PackageQuery(PageQuery):
    """How your packages are listed."""

    sort: str | None = sort_field("name", "made")


class KeepQuery(Schema):
    """Which holds where package and people differ."""

    keep: Keep | None = None


class ChangeQuery(PageQuery):
    """Which changes of a package are listed."""

    no_filters: ClassVar[tuple[str, ...]] = ("keep",)

    keep: Keep | None = None
    table: list[str] | None = None
    kind: list[Change] | None = None
    sort: str | None = sort_field("table", "key", "kind")


class LoadInput(Input):
    """How to load a package that was looked at."""

    keep: Keep | None = Field(None, description="Which holds where package and people differ.")


@router.get(
    "/packages",
    response=Page[HandedIn],
    auth=account,
    summary=_("The packages that you handed in and that are still kept"),
    operation_id="listPackages",
)
def listed(request: HttpRequest, query: Query[PackageQuery]) -> Any:
    _administrator(request)
    kept = handed_in.uploads(None, owner(request))
    return page_of(request, query, [told(one) for one in kept])


@router.post(
    "/packages",
    takes=PACKAGE,
    response={201: Package},
    auth=account,
    summary=_("Hand in the package of a case, and see what is wrong with it or what it changes"),
    operation_id="addPackage",
)
def hand_in(
    request: HttpRequest,
    response: HttpResponse,
    name: FileName = "package.zip",
) -> Any:
    try:
        kept = actions.keep_package(name, files.sent(request), actor=owner(request))
    except PackageError as error:
        faults = [Fault("body", "/", words(one), one.code) for one in error.problems]
        detail = " ".join(str(one.detail) for one in faults)
        raise Problem("invalid", detail, errors=faults) from error
    made(request, response, kept.token)
    answer, tag = _look(request, kept, foreseen(kept, None))
    response["ETag"] = tag
    return Status(201, answer)


@router.get(
    "/packages/{id}",
    response=Package,
    auth=account,
    summary=_("What is wrong with a package that you handed in, or what loading it would change"),
    operation_id="getPackage",
)
def package(request: HttpRequest, id: FileId, query: Query[KeepQuery]) -> Any:
    kept = _own(request, id)
    answer, tag = _look(request, kept, foreseen(kept, query.keep))
    unless_tagged(request, tag)
    return answer


@router.get(
    "/packages/{id}/changes",
    response=Page[PackageChange],
    auth=account,
    summary=_("Every row that loading a package would change"),
    operation_id="listPackageChanges",
)
def changes(request: HttpRequest, id: FileId, query: Query[ChangeQuery]) -> Any:
    return page_of(request, query, foreseen(_own(request, id), query.keep).changes)


@router.post(
    "/packages/{id}/_load",
    response=Loaded,
    auth=account,
    summary=_("Load a package that you handed in: all of it or nothing"),
    operation_id="loadPackage",
)
def load(request: HttpRequest, id: FileId, body: LoadInput, if_match: IfMatch = None) -> Any:
    kept = _own(request, id)
    seen = version_in(if_match)
    plan = foreseen(kept, body.keep)
    if plan.package is None or plan.problems:
        raise _not_loaded(request, kept, plan, _("Nothing was loaded: mend the package first."))
    try:
        loaded = actions.load_case(plan.package, keep=body.keep, seen=seen, actor=owner(request))
    except actions.CaseChanged as error:
        raise _not_loaded(request, kept, plan, str(error), "stale") from error
    except actions.LoadConflict as error:
        detail = _("Nothing was loaded: people changed the same. Say with “keep” which holds.")
        raise _not_loaded(request, kept, plan, detail) from error
    actions.drop_package(kept, actor=owner(request))
    answer = {name: getattr(loaded, name) for name in ("changed", "removed", "replaced")}
    return {"case": loaded.case.name, **answer}


@router.delete(
    "/packages/{id}",
    response={204: None},
    auth=account,
    summary=_("Throw a package away that you handed in; nothing of it is loaded"),
    operation_id="dropPackage",
)
def drop(request: HttpRequest, id: FileId) -> Any:
    actions.drop_package(_own(request, id), actor=owner(request))
    return Status(204, None)


@router.get(
    "/cases/{case}/_export",
    gives=PACKAGE,
    summary=_("A case as a package, as it stands or stood"),
    operation_id="exportCase",
    tags=["cases"],
)
def export(request: HttpRequest, case: CaseName, query: Query[AsOfQuery]) -> Any:
    found = known_case(case)
    state = queries.state(found, query.day)
    unless_known(request, found.pk, state)
    value = queries.value(found, query.day)
    name = f"{found.name}-{query.day.isoformat()}" if query.day else found.name
    return files.answer(archive.packed(value.package.files()), PACKAGE, name)


def _administrator(request: HttpRequest) -> None:
    if not may(owner(request), _ACTION):
        raise Refused(ACTIONS[_ACTION])


def _own(request: HttpRequest, id: str) -> Upload:
    _administrator(request)
    return own_file(request, None, id)


def _look(request: HttpRequest, upload: Upload, plan: Foreseen) -> tuple[dict[str, Any], str]:
    """What loading a package would do, and the entity tag of that."""
    there = plan.package
    names = ("added", "changed", "removed")
    answer = {
        **told(upload),
        "case": there.name if there else None,
        "title": there.title if there else None,
        "new": there is not None and plan.case is None,
        "may_load": there is not None and may(owner(request), "compass.load_case", package=there),
        "loadable": plan.loadable,
        "loaded": plan.loaded,
        "problems": [_problem(one) for one in plan.problems],
        "clashes": [
            {"table": one.table, "key": one.key, "people": one.people, "package": one.package}
            for one in plan.clashes
        ],
        "framework": plan.framework,
        "tables": [
            {"table": table, **{name: count[name] for name in names}}
            for table, count in plan.counts.items()
        ],
    }
    return answer, tag_of(Package, answer, prefix=f"v{plan.state}")


def _problem(one: CaseProblem) -> dict[str, Any]:
    place = {"file": one.file, "row": one.row, "field": one.field}
    return {"code": one.code, **place, "detail": words(one)}


def _not_loaded(
    request: HttpRequest,
    upload: Upload,
    plan: Foreseen,
    detail: str | Promise,
    kind: str = "conflict",
) -> Problem:
    """Why nothing was loaded, with what the package would do now."""
    answer, tag = _look(request, upload, plan)
    return Problem(kind, detail, headers={"ETag": tag}, current=plain(Package, answer))
