"""A table of a case as a resource of the API: its rows in pages, one row, and its history.

Every table reads alike: the same filters, sorting, `asOf` and entity tags. The entity tag of a row
begins with the number of its version, by which a write tells what it changes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import Query
from ninja.params.models import Path
from pydantic import Field
from pydantic.alias_generators import to_camel

from windroos.apps.accounts.api.own import reader
from windroos.apps.regions import journal, queries
from windroos.apps.regions.models import Case, Version
from windroos.apps.regions.permits import Reader, roles_on
from windroos.apps.regions.tables import Kept
from windroos.cases.fields import ID
from windroos.cases.package import CASE_NAME
from windroos.cases.tables import TABLES
from windroos.rest.etags import tag, unless_known, unless_tagged
from windroos.rest.pages import Page, PageQuery, order, page, page_of
from windroos.rest.problems import Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Day, Number, Schema, bounded, row

CaseName = Annotated[
    str, Field(examples=["noord_brabant"]), Path(..., pattern=f"^{CASE_NAME}$", max_length=ID)
]
RowId = Annotated[str, Path(..., max_length=ID)]
RowNumber = Annotated[Number, Path(...)]
Row = dict[str, Any]


class RowSchema(Schema):
    """A row of a case."""

    version: int = Field(
        description="The number of this version of the row: the ETag of the row begins with it.",
        examples=[412],
    )


class AsOfQuery(Schema):
    """The query of what can be had as it stood on a day."""

    as_of: Day | None = Field(None, json_schema_extra={"format": "date"})

    @property
    def day(self) -> date | None:
        """The day in the past that is asked for; None: now."""
        day = bounded(self.as_of)
        return None if day is None or day >= timezone.localdate() else day


class RowQuery(AsOfQuery, PageQuery):
    """The query of every table of a case."""


class RowVersion(Schema):
    """A row as it stood for a while."""

    version: int = Field(examples=[412])
    since: datetime | None = Field(description="Since when; null: since the case was first loaded.")
    until: datetime | None = Field(description="Until when; null: it still stands.")
    by_package: bool = Field(description="Whether it came with a package, and not from a person.")
    by: str | None = Field(description="Who wrote it; null for who does not work on the case.")
    row: dict[str, Any] | None = Field(description="The row; null: there was none from then on.")


def known_case(name: str) -> Case:
    """The case of this name; raises a `Problem` when there is none."""
    case = queries.case(name)
    if case is None:
        raise not_found(name)
    return case


def own_case(request: HttpRequest, name: str) -> Case:
    """The case of this name, for what is internal to it; to others there is nothing there."""
    case = known_case(name)
    if not roles_on(reader(request), case):
        raise Problem("not-found", _("There is nothing at this address, or nothing for you."))
    return case


@dataclass(frozen=True)
class Resource:
    """How a table is served.

    `also` completes rows with what is not in the table, as far as who asks may know it, and
    `depends` tells what that changes with.
    """

    kept: Kept
    one: str
    schema: type[RowSchema]
    query: type[RowQuery]
    summaries: tuple[str | Promise, str | Promise, str | Promise]
    also: Callable[[Case, Reader, Sequence[Row]], None] | None = None
    depends: Callable[[Case, Reader], object] | None = None

    @property
    def table(self) -> str:
        return self.kept.table

    @property
    def key(self) -> str:
        """The column that names a row."""
        return next(c for c in self.kept.columns if self.kept.path(c) == self.kept.key)

    def parts(self, case: Case, user: Reader) -> list[object]:
        """What the rows change with, apart from the state of the case."""
        return [self.depends(case, user)] if self.depends else []

    def completed(self, case: Case, user: Reader, rows: Sequence[Row]) -> list[Row]:
        """The rows as they are answered, each with its version unless it has one."""
        made = [row(one) for one in rows]
        bare = [one[self.key] for one in made if "version" not in one]
        numbers = dict(
            Version.objects.filter(
                case=case, table=self.table, key__in=bare, ended=None
            ).values_list("key", "pk")
        )
        for one in made:
            one.setdefault("version", numbers.get(one[self.key]))
        if self.also is not None:
            self.also(case, user, made)
        return made


def serve(router: Router, resource: Resource) -> None:
    """Add the operations that read a table."""
    table, tags = resource.table, [resource.table]
    path = f"/cases/{{case}}/{table}"
    item = f"{path}/{{{resource.key}}}"
    listed, single, older = resource.summaries
    id_type = Annotated[str, Path(..., alias=resource.key, max_length=ID)]

    @router.get(
        path,
        response=Page[resource.schema],
        summary=listed,
        operation_id=f"list{_pascal(table)}",
        tags=tags,
    )
    def many(request: HttpRequest, case: CaseName, query: Query[resource.query]) -> Any:  # type: ignore[valid-type]
        found = known_case(case)
        user = reader(request)
        unless_known(request, found.pk, found.state, *resource.parts(found, user))
        if query.day is not None:
            answer = page_of(request, query, _former(found, resource, query.day))
        else:
            total, rows = _now(found, resource.kept, query)
            answer = page(request, query, total, rows)
        answer["items"] = resource.completed(found, user, answer["items"])
        return answer

    @router.get(
        item,
        response=resource.schema,
        summary=single,
        operation_id=f"get{_pascal(resource.one)}",
        tags=tags,
    )
    def one(request: HttpRequest, case: CaseName, id: id_type) -> Any:  # type: ignore[valid-type]
        found = known_case(case)
        user = reader(request)
        answer = stands(found, resource, id, user)
        unless_tagged(request, row_tag(answer["version"], *resource.parts(found, user)))
        return answer

    @router.get(
        f"{item}/versions",
        response=Page[RowVersion],
        summary=older,
        operation_id=f"list{_pascal(resource.one)}Versions",
        tags=tags,
    )
    def versions(request: HttpRequest, case: CaseName, id: id_type, query: Query[PageQuery]) -> Any:  # type: ignore[valid-type]
        found = known_case(case)
        insider = bool(roles_on(reader(request), found))
        unless_known(request, found.pk, found.state, insider)
        known = history(found, table, id, insider=insider)
        if not known:
            raise not_found(id)
        return page(request, query, len(known), known[query.start : query.stop])


def stands(case: Case, resource: Resource, id: str, user: Reader = None) -> Row:
    """A row as it stands, as it is answered; raises a `Problem` when there is none."""
    wanted = {resource.kept.key: id}
    rows = _values(resource.kept.model._default_manager.filter(case=case, **wanted), resource.kept)
    if not rows:
        raise not_found(id)
    return resource.completed(case, user, rows)[0]


def row_tag(version: int, *parts: object) -> str:
    """The entity tag of a row: it begins with the number of its version."""
    return tag(*parts, prefix=f"v{version}") if parts else f'"v{version}"'


def history(case: Case, table: str, key: str, *, insider: bool) -> list[Row]:
    """Every version of a row, the newest first; `insider` may know by whom."""
    known = journal.versions(case, table, key)
    began = {one.pk: one.since for one in known}
    return [
        {
            "version": one.pk,
            "since": one.since,
            "until": began.get(one.ended) if one.ended else None,
            "by_package": one.by_package,
            "by": one.actor.name if insider and one.actor else None,
            "row": None if one.row is None else _shown(one.row),
        }
        for one in known
    ]


def _shown(kept: Mapping[str, Any]) -> Row:
    """A row of the journal by the names of the API."""
    return {to_camel(name): value for name, value in row(kept).items()}


def _now(case: Case, kept: Kept, query: RowQuery) -> tuple[int, list[Row]]:
    """How many rows of a table the query asks for, and those of its page."""
    found = kept.model._default_manager.filter(case=case)
    for name, values in query.filters().items():
        found = found.filter(_one_of(kept, name, values))
    by = [
        F(kept.path(one.field)).desc(nulls_last=True)
        if one.down
        else F(kept.path(one.field)).asc(nulls_last=True)
        for one in order(getattr(query, "sort", None))
    ]
    total = found.count()
    return total, _values(found.order_by(*by, kept.key)[query.start : query.stop], kept)


def _one_of(kept: Kept, column: str, values: Sequence[Any]) -> Q:
    path = kept.path(column)
    given = [value for value in values if value is not None]
    wanted = Q(**{f"{path}__isnull": True}) if None in values else Q()
    if column not in _several(kept.table):
        return wanted | Q(**{f"{path}__in": given}) if given else wanted
    for value in given:  # ids with spaces between
        wanted |= Q(**{path: value}) | Q(**{f"{path}__startswith": f"{value} "})
        wanted |= Q(**{f"{path}__endswith": f" {value}"}) | Q(**{f"{path}__contains": f" {value} "})
    return wanted


def _several(table: str) -> set[str]:
    """The columns of a table that hold several ids."""
    return {one.field for one in TABLES[table].references if one.several}


def _values(found: QuerySet[Any], kept: Kept) -> list[Row]:
    paths = [kept.path(column) for column in kept.columns]
    return [dict(zip(kept.columns, one, strict=True)) for one in found.values_list(*paths)]


def former(case: Case, table: str, day: date) -> dict[str, Row]:
    """The rows of a table by key as they stood at the end of a day, each with its version."""
    state = journal.state(case, day)
    found = Version.objects.filter(
        Q(ended=None) | Q(ended__gt=state),
        case=case,
        table=table,
        pk__lte=state,
        row__isnull=False,
    )
    rows = found.order_by("key").values_list("key", "pk", "row")
    return {key: dict(kept, version=pk) for key, pk, kept in rows}


def _former(case: Case, resource: Resource, day: date) -> list[Row]:
    """The same as they are filtered and answered."""
    rows = [row(one) for one in former(case, resource.table, day).values()]
    for one in rows:
        for name in _several(resource.table):
            one[name] = (one[name] or "").split()
    return rows


def _pascal(name: str) -> str:
    return name[:1].upper() + name[1:]
