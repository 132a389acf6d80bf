"""The register in the API: for each kind of record a list, one record, its history, and writes.

One implementation for all kinds: what differs between them is told by the tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field
from pydantic.alias_generators import to_camel

from windroos.apps.accounts.api.own import owner, reader
from windroos.apps.network import actions
from windroos.apps.network.api.register_schemas import inputs, model, pascal, schema
from windroos.apps.network.models import RecordVersion
from windroos.apps.network.queries import listing, records
from windroos.apps.network.telling import LABELS
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.faults import told as sentence
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import CaseName, RowId, known_case, row_tag
from windroos.cases.fields import Table
from windroos.cases.register import KINDS, TABLES, Kind
from windroos.cases.register.organisation_tables import CATEGORIES
from windroos.rest.access import account
from windroos.rest.etags import unless_known, unless_tagged
from windroos.rest.pages import Page, PageQuery, page, sort_field
from windroos.rest.pages import order as sorted_by
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import TEXT, Input, Schema, row
from windroos.rest.writing import IfMatch, columns, made, plain, pointer, stale, version_in

router = Router(tags=["register"])

# Columns of the main tables by which lists are filtered, beside those with few values.
_FILTERS = (
    *("id", "country", "region", "place", "organisation", "other", "parent", "operator"),
    *("site", "document", "area", "theme", "other_region", "passage", "programme", "owner"),
)
_SORTS = (
    *("id", "kind", "country", "region", "place", "document", "year", "condition", "state"),
    *("programme", "position", "start", "end"),
)
_DEGREES = r"-?[0-9]{1,3}(\.[0-9]{1,10})?"


class RegisterVersion(Schema):
    """A record as it stood for a while."""

    version: int = Field(examples=[3])
    since: datetime
    until: datetime | None = Field(description="Until when; null: it still stands.")
    origin: Literal["package", "person", "proposal", "table", "source"] = Field(
        description="How it came in."
    )
    by: str | None = Field(description="Who wrote it; null for who does not work on the case.")
    reason: str | None = Field(description="Why; null for who does not work on the case.")
    record: dict[str, Any] | None = Field(
        description="The record as it was; null: it was taken out."
    )


class RemovalInput(Input):
    """Why a record is taken out."""

    reason: str = Field(min_length=1, max_length=TEXT)


class RegisterQuery(PageQuery):
    """What every list of the register can be asked."""

    no_filters: ClassVar[tuple[str, ...]] = ("q", "bbox", "sort")

    def asked(self) -> listing.Asked:
        """The query as the database is asked."""
        box = getattr(self, "bbox", None)
        west, south, east, north = map(float, box.split(",")) if box else (0, 0, 0, 0)
        by = [f"{'-' * one.down}{one.field}" for one in sorted_by(getattr(self, "sort", None))]
        return listing.Asked(
            equal=self.filters(),
            words=getattr(self, "q", None) or "",
            box=(west, south, east, north) if box else None,
            by=by,
        )


@dataclass(frozen=True)
class Resource:
    """A kind of record as it is served."""

    kind: Kind
    schema: type[Schema]
    query: type[RegisterQuery]

    @property
    def path(self) -> str:
        return f"/cases/{{case}}/register/{self.kind.table.replace('_', '-')}"

    def told(self, versions: Sequence[RecordVersion]) -> list[dict[str, Any]]:
        """Records as they are answered; of each the version that holds."""
        made = []
        for version in versions:
            record = _record(self.kind, version.content or {})
            made.append(record | {"version": version.number})
        if self.kind.name == "organisation":
            for one in made:
                official = (name["name"] for name in one["names"] if name["kind"] == "official")
                one["name"] = next(official, one["id"])
        return made

    def stands(self, case: Case, id: str) -> RecordVersion:
        """The version of a record that holds; raises a `Problem` when there is none."""
        found = records.record(case, self.kind.name, id)
        if found is None:
            raise not_found(id)
        return found

    def keep(
        self,
        request: HttpRequest,
        response: HttpResponse,
        case: Case,
        body: Input,
        seen: int,
        id: str,
    ) -> dict[str, Any]:
        """Writes a record, on the version that was seen (0: there was none), and answers it."""
        content = {"id": id, **columns(body)}
        reason = content.pop("reason", None) or ""
        try:
            written = actions.save_record(
                case, self.kind.name, content, version=seen, reason=reason, actor=owner(request)
            )
        except actions.Broken as error:
            raise _faults(self.kind, error) from error
        except Conflict as error:
            raise self.clash(error, id, seen) from error
        now = written or self.stands(case, id)
        response["ETag"] = row_tag(now.number)
        return self.told([now])[0]

    def clash(self, error: Conflict, id: str, seen: int) -> Problem:
        if not seen:
            detail = _("There is a record with this id already: choose another id.")
            return Problem("conflict", detail, errors=[Fault("body", "/id", detail)])
        if not error.theirs:
            return not_found(id)
        theirs = RecordVersion(content=error.theirs, number=error.version)
        return stale(plain(self.schema, self.told([theirs])[0]), ETag=row_tag(error.version))


def _query(kind: Kind) -> type[RegisterQuery]:
    """What the list of a kind can be filtered and sorted by, told by its table."""
    table = TABLES[kind.table]
    fields: dict[str, Any] = {}
    for column in table.columns:
        values = _values(table, column)
        if values or (column in _FILTERS and not column.endswith(("_nl", "_en"))):
            one = Literal[tuple(values)] if values else str
            fields[column] = (list[one] | None, None)
    sorts = [name for name in _SORTS if name in table.columns]
    if kind.name == "organisation":
        fields["area"] = (list[str] | None, None)
        fields["category"] = (list[Literal[tuple(CATEGORIES)]] | None, None)
    if kind.name == "organisation" or {"name", "label_nl"} & set(table.columns):
        fields["q"] = (str | None, Field(None, min_length=1, max_length=200))
    if kind.name in ("organisation", "site"):
        sorts.insert(1, "name")
    if "latitude" in table.columns:
        fields["bbox"] = (str | None, Field(None, pattern=f"^{_DEGREES}(,{_DEGREES}){{3}}$"))
    fields["sort"] = (str | None, sort_field(*map(to_camel, sorts)))
    return model(f"Register{pascal(kind)}Query", RegisterQuery, "Which are listed.", fields)


def _values(table: Table, column: str) -> Sequence[str]:
    return table.field(column).get("constraints", {}).get("enum", ())


def _record(kind: Kind, content: Mapping[str, Any]) -> dict[str, Any]:
    """A content with its texts in two languages brought together, in the parts too."""
    made = row({name: content.get(name) for name in TABLES[kind.table].columns})
    for part in kind.parts:
        own = [name for name in TABLES[part.table].columns if name != part.owner]
        made[part.table] = [
            row({name: one.get(name) for name in own}) for one in content.get(part.table) or ()
        ]
    return made


def _faults(kind: Kind, error: actions.Broken) -> Problem:
    """What is wrong with a record, by where it stands in the body."""
    tables = {TABLES[part.table].path: part for part in kind.parts}
    faults = []
    for _number, problem in error.problems:
        part, place = tables.get(problem.file), ""
        if part is not None:
            place = f"/{to_camel(part.table)}"
            if problem.row is not None:  # rows are counted from one, JSON counts from nought
                place += f"/{problem.row - 1}"
        # A key of several fields is told by the last of them.
        column = (problem.field or "").rpartition(", ")[2]
        faults.append(
            Fault("body", place + pointer(column) or "/", sentence(problem), problem.code)
        )
    detail = " ".join(f"{one.field.lstrip('/')}: {one.detail}" for one in faults)
    return Problem("invalid", detail, errors=faults)


def _summary(wording: Promise, kind: Kind) -> Any:
    return format_lazy("{}: {}", wording, LABELS[kind.name])


def serve(kind: Kind) -> None:
    """Add the operations on a kind of record."""
    added, whole = inputs(kind)
    resource = Resource(kind, schema(kind), _query(kind))
    listed, item = resource.path, f"{resource.path}/{{id}}"
    name = f"Register{pascal(kind)}"

    @router.get(
        listed,
        response=Page[resource.schema],
        summary=_summary(_("List of the register"), kind),
        operation_id=f"list{name}" + "s" * (not kind.name.endswith("labour")),
    )
    def many(request: HttpRequest, case: CaseName, query: Query[resource.query]) -> Any:  # type: ignore[valid-type]
        at = known_case(case)
        unless_known(request, at.pk, listing.mark(at))
        found = listing.found(at, kind.name, query.asked())
        slugs = found.values_list("slug", flat=True)[query.start : query.stop]
        versions = listing.versions_of(at, kind.name, slugs)
        return page(request, query, found.count(), resource.told(versions))

    @router.get(
        item,
        response=resource.schema,
        summary=_summary(_("One record of the register"), kind),
        operation_id=f"get{name}",
    )
    def one(request: HttpRequest, case: CaseName, id: RowId) -> Any:
        version = resource.stands(known_case(case), id)
        unless_tagged(request, row_tag(version.number))
        return resource.told([version])[0]

    @router.get(
        f"{item}/versions",
        response=Page[RegisterVersion],
        summary=_summary(_("A record of the register as it stood before"), kind),
        operation_id=f"list{name}Versions",
    )
    def versions(request: HttpRequest, case: CaseName, id: RowId, query: Query[PageQuery]) -> Any:
        at = known_case(case)
        insider = bool(roles_on(reader(request), at))
        unless_known(request, at.pk, listing.mark(at), insider)
        known = _history(kind, records.versions(at, kind.name, id), insider=insider)
        if not known:
            raise not_found(id)
        return page(request, query, len(known), known[query.start : query.stop])

    @router.post(
        listed,
        response={201: resource.schema},
        auth=account,
        summary=_summary(_("Add a record to the register"), kind),
        operation_id=f"add{name}",
    )
    def add(request: HttpRequest, response: HttpResponse, case: CaseName, body: added) -> Any:  # type: ignore[valid-type]
        answer = resource.keep(request, response, known_case(case), body, 0, body.id)
        made(request, response, body.id)
        return Status(201, answer)

    @router.put(
        item,
        response=resource.schema,
        auth=account,
        summary=_summary(_("Replace a record of the register"), kind),
        operation_id=f"replace{name}",
    )
    def replace(
        request: HttpRequest,
        response: HttpResponse,
        case: CaseName,
        id: RowId,
        body: whole,  # type: ignore[valid-type]
        if_match: IfMatch = None,
    ) -> Any:
        at = known_case(case)
        resource.stands(at, id)
        return resource.keep(request, response, at, body, version_in(if_match), id)

    @router.post(
        f"{item}/_remove",
        response={204: None},
        auth=account,
        summary=_summary(_("Take a record out of the register, with the reason"), kind),
        operation_id=f"remove{name}",
    )
    def remove(
        request: HttpRequest,
        case: CaseName,
        id: RowId,
        body: RemovalInput,
        if_match: IfMatch = None,
    ) -> Any:
        at = known_case(case)
        resource.stands(at, id)
        seen = version_in(if_match)
        try:
            actions.remove_record(
                at, kind.name, id, version=seen, reason=body.reason, actor=owner(request)
            )
        except Conflict as error:
            raise resource.clash(error, id, seen) from error
        except ValidationError as error:  # something else refers to it
            raise Problem("conflict", " ".join(error.messages)) from error
        return Status(204, None)


def _history(
    kind: Kind, versions: Sequence[RecordVersion], *, insider: bool
) -> list[dict[str, Any]]:
    """Every version of a record, the newest first; `insider` may know by whom and why."""
    until = [None, *(one.at for one in versions)]
    return [
        {
            "version": one.number,
            "since": one.at,
            "until": ended,
            "origin": one.origin,
            "by": one.actor.name if insider and one.actor else None,
            "reason": one.reason if insider else None,
            "record": None if one.content is None else _camel(_record(kind, one.content)),
        }
        for one, ended in zip(versions, until, strict=False)
    ]


def _camel(value: Any) -> Any:
    if isinstance(value, dict):
        return {to_camel(name): _camel(one) for name, one in value.items()}
    return [_camel(one) for one in value] if isinstance(value, list) else value


for _kind in KINDS.values():
    serve(_kind)
