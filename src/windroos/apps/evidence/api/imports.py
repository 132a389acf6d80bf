"""Imports of open sources in the API: asked for, followed, cancelled, tried again."""

from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Status
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.accounts.permits import may
from windroos.apps.accounts.queries import colleagues_of
from windroos.apps.evidence import actions, faults, models, queries
from windroos.apps.evidence.importing import runner
from windroos.apps.evidence.models import KEY
from windroos.apps.regions.resources import RowNumber
from windroos.rest.access import account
from windroos.rest.pages import Page, PageQuery, page_of, sort_field
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema
from windroos.rest.writing import made
from windroos.sources.asked import asked, named
from windroos.sources.shape import SourceError

router = Router(tags=["imports"])

ImportStatus = Literal[
    "waiting", "running", "broken-off", "done", "unchanged", "cancelled", "failed"
]


class Import(Schema):
    """A source that someone asked to be brought in, and how far it is."""

    id: int
    source: str = Field(description="The key of the source.", examples=["wgi"])
    status: ImportStatus
    files: list[str] = Field(description="The files that were handed in; none: fetched.")
    made: datetime = Field(description="When it was asked for.")
    made_by: str | None = Field(
        description="Who asked for it, of colleagues; null: the operator, or someone else."
    )
    step: Literal["fetch", "read", "keep"] | None
    done: int = Field(description="How many bytes came in.")
    total: int | None = Field(description="How many bytes there are, where that is known.")
    tries: int = Field(description="How often it was tried.")
    again: datetime | None = Field(description="When it is tried again; null: it is not.")
    started: datetime | None
    ended: datetime | None
    cancelled_by: str | None
    edition: int | None = Field(description="The edition of the source that came of it.")
    faults: list[str] = Field(description="Why it failed, each with what to do.")


class ImportInput(Input):
    """A source to bring in from its publisher."""

    source: str = Field(min_length=1, max_length=KEY, examples=["wgi"])
    options: dict[str, str] = Field(
        default_factory=dict,
        max_length=20,
        description="What is asked of it where the key does not say so.",
        examples=[{}],
    )
    anew: bool = Field(False, description="Read it also when the publisher has nothing new.")


class ImportQuery(PageQuery):
    """Which imports are listed; the one that was asked last stands first."""

    source: list[str] | None = None
    status: list[ImportStatus] | None = None
    sort: str | None = sort_field("id", "source", "status", "made", "ended")


@router.get(
    "/imports",
    response=Page[Import],
    auth=account,
    summary=_("What was asked to be brought in, and how far it is"),
    operation_id="listImports",
)
def imports(request: HttpRequest, query: Query[ImportQuery]) -> Any:
    names = _names(request)
    return page_of(request, query, [_told(one, names=names) for one in queries.imports()])


@router.get(
    "/imports/{id}",
    response=Import,
    auth=account,
    summary=_("One import, with how far it is"),
    operation_id="getImport",
)
def get(request: HttpRequest, id: RowNumber) -> Any:
    one = _import(id)
    if one.status in (one.Status.WAITING, one.Status.RUNNING):
        runner.wake()  # what was asked before a restart, or lost its process, is taken up
        one.refresh_from_db()
    return _told(one, names=_names(request))


@router.post(
    "/imports",
    response={200: Import, 201: Import},
    auth=account,
    summary=_("Ask for a source to be brought in; where that is under way already, that"),
    operation_id="askImport",
)
def ask(request: HttpRequest, response: HttpResponse, body: ImportInput) -> Any:
    before = queries.imports().first()
    try:
        of = named(body.source)
        wanted = asked(of.dataset.id, {**of.options, **body.options})
    except SourceError as error:
        told = faults.in_words(faults.written(error.problems))
        raise Problem(
            "invalid", " ".join(told), errors=[Fault("body", "/source", one) for one in told]
        ) from error
    one = actions.ask_import(wanted, anew=body.anew, actor=owner(request))
    # Who works on it reads it only once it is written.
    transaction.on_commit(runner.wake)
    made(request, response, one.pk)
    new = before is None or one.pk > before.pk
    return Status(201 if new else 200, _told(one, names=_names(request)))


@router.post(
    "/imports/{id}/_cancel",
    response=Import,
    auth=account,
    summary=_("Stop an import; one that ended stays as it is"),
    operation_id="cancelImport",
)
def cancel(request: HttpRequest, id: RowNumber) -> Any:
    actions.cancel_import(_import(id), actor=owner(request))
    return _told(_import(id), names=_names(request))


@router.post(
    "/imports/{id}/_retry",
    response=Import,
    auth=account,
    summary=_("Try an import again, now"),
    operation_id="retryImport",
)
def retry(request: HttpRequest, id: RowNumber) -> Any:
    one = actions.retry_import(_import(id), actor=owner(request))
    transaction.on_commit(runner.wake)
    return _told(one, names=_names(request))


def _import(id: int) -> models.Import:
    found = queries.import_(id)
    if found is None:
        raise not_found(id)
    return found


def _names(request: HttpRequest) -> frozenset[int]:
    """Whose names the reader sees, by key: those of colleagues, for who works on sources too."""
    reader = owner(request)
    return colleagues_of(reader) if may(reader, "evidence.ask_import") else frozenset()


def _told(one: models.Import, *, names: frozenset[int]) -> dict[str, Any]:
    return {
        "id": one.pk,
        "source": one.source,
        "status": one.outcome,
        "files": one.files,
        "made": one.asked,
        "made_by": one.asked_by.name if one.asked_by and one.asked_by.pk in names else None,
        "step": one.step or None,
        "done": one.done,
        "total": one.total,
        "tries": one.tries,
        "again": one.again,
        "started": one.started,
        "ended": one.ended,
        "cancelled_by": (
            one.cancelled_by.name if one.cancelled_by and one.cancelled_by.pk in names else None
        ),
        "edition": one.edition.pk if one.edition else None,
        "faults": faults.in_words(one.faults),
    }
