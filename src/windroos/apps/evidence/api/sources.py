"""The open sources in the API: what each is, what it said, and its figures."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from ninja.params.models import Path
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.evidence import actions, faults, models, queries
from windroos.apps.evidence.models import KEY
from windroos.rest.access import account
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page, page_of, sort_field
from windroos.rest.problems import Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import TEXT, Flag, Input, Number, Schema, Text
from windroos.sources.shape import Gives

router = Router(tags=["open-sources"])

SourceKey = Annotated[str, Field(examples=["wgi"]), Path(..., max_length=KEY)]
EditionNumber = Annotated[Number, Path(...)]


class Licence(Schema):
    """Under which terms what a source says may be used."""

    name: str = Field(examples=["CC BY 4.0"])
    url: str
    attribution: str = Field(description="How the publisher wants to be named.")
    redistribute: bool = Field(description="Whether what was read may be passed on to anyone.")


class Edition(Schema):
    """What a source said from a moment on: a snapshot that never changes."""

    id: int
    source: str = Field(description="The key of the source.", examples=["wgi"])
    table: str = Field(description="The kind of rows.", examples=["observations"])
    sha256: str = Field(description="The hash of its content; the same content has the same.")
    rows: int
    taken: datetime = Field(description="From when it is what the source says.")
    address: str | None = Field(description="Where the file was had; null: it was handed in.")
    fetched: datetime | None = Field(description="When the file was had from there.")
    file_sha256: str | None = Field(description="The hash of the file, or of those of its files.")
    warnings: list[str] = Field(description="What was odd in the files.")


class DependentCase(Schema):
    """A case that reads from a source."""

    case: str = Field(examples=["noord_brabant"])
    title: str
    indicators: list[str] = Field(description="The indicators of the case that rest on it.")


class OpenSource(Schema):
    """An open source of figures, boundaries or codes, and how it stands."""

    source: str = Field(
        description="Its key: the dataset, with the options that are not its own behind a “?”.",
        examples=["wgi"],
    )
    title: Text
    publisher: str | None
    homepage: str | None
    gives: str | None = Field(description="The kind of rows.", examples=["observations"])
    options: dict[str, str] = Field(description="What may be asked of it, and what is.")
    fetchable: bool = Field(description="Whether the publisher can be asked; else load its file.")
    licence: Licence | None
    edition: Edition | None = Field(description="What it says now; null: nothing was brought in.")
    checked: datetime | None = Field(description="When its publisher was last asked with success.")
    last_result: str | None = Field(
        description="What came of the import that was asked last.", examples=["done"]
    )
    dependents: list[DependentCase] = Field(description="What rests on it.")


class OpenSourceQuery(PageQuery):
    """Which sources are listed, and in which order."""

    publisher: list[str] | None = None
    gives: list[Gives] | None = None
    fetchable: Flag | None = None
    sort: str | None = sort_field("source", "publisher", "gives", "checked")


class EditionQuery(PageQuery):
    """How the editions of a source are listed; the current one stands first."""


class HoldInput(Input):
    """Why an earlier edition is to hold again."""

    reason: str = Field(min_length=1, max_length=TEXT)


@router.get(
    "/sources",
    response=Page[OpenSource],
    summary=_("The open sources, and how they stand"),
    operation_id="listOpenSources",
)
def sources(request: HttpRequest, query: Query[OpenSourceQuery]) -> Any:
    return page_of(request, query, [_told(one) for one in queries.standings()])


@router.get(
    "/sources/{source}",
    response=OpenSource,
    summary=_("One open source"),
    operation_id="getOpenSource",
)
def source(request: HttpRequest, source: SourceKey) -> Any:  # noqa: ARG001 (ninja passes it)
    return _told(known(source))


@router.get(
    "/sources/{source}/editions",
    response=Page[Edition],
    summary=_("What a source said, from when on"),
    operation_id="listEditions",
)
def editions(request: HttpRequest, source: SourceKey, query: Query[EditionQuery]) -> Any:
    found = queries.editions(known(source).key)
    rows = [told_edition(one) for one in found[query.start : query.stop]]
    return page(request, query, found.count(), rows)


@router.get(
    "/sources/{source}/editions/{id}",
    response=Edition,
    summary=_("One edition of a source"),
    operation_id="getEdition",
)
def edition(request: HttpRequest, source: SourceKey, id: EditionNumber) -> Any:
    unless_known(request, id)
    return told_edition(edition_of(known(source), id))


@router.post(
    "/sources/{source}/editions/{id}/_hold",
    response=Edition,
    auth=account,
    summary=_("Let an earlier edition of a source hold again, as a new one"),
    operation_id="holdEdition",
)
def hold(request: HttpRequest, source: SourceKey, id: EditionNumber, body: HoldInput) -> Any:
    held = edition_of(known(source), id)
    return told_edition(actions.hold_again(held, reason=body.reason, actor=owner(request)))


def known(key: str) -> queries.Standing:
    """The source of this key; raises a `Problem` when there is none."""
    found = queries.standing(key)
    if found is None:
        raise not_found(key)
    return found


def edition_of(one: queries.Standing, id: int | None) -> models.Edition:
    """An edition of a source, or its current one; raises a `Problem` when there is none."""
    found = one.edition if id is None else queries.edition(one.key, id)
    if found is None:
        raise not_found(one.key if id is None else id)
    return found


def may_be_passed_on(request: HttpRequest, one: queries.Standing) -> None:
    """Raises a `Problem` for a visitor where the licence lets no figures be passed on."""
    free = one.dataset is not None and one.dataset.redistribute
    if not free and not request.user.is_authenticated:
        detail = _("The licence of this source does not let its figures be passed on: %(where)s")
        where = one.dataset.homepage if one.dataset else one.key
        raise Problem("refused", detail % {"where": where})


def told_edition(one: models.Edition) -> dict[str, Any]:
    return {
        "id": one.pk,
        "source": one.source,
        "table": one.table,
        "sha256": one.sha256,
        "rows": one.rows,
        "taken": one.taken,
        "address": one.address or None,
        "fetched": one.fetched,
        "file_sha256": one.file_sha256 or None,
        "warnings": faults.in_words(one.warnings),
    }


def _told(one: queries.Standing) -> dict[str, Any]:
    dataset = one.dataset
    title = (
        {"nl": dataset.title_nl, "en": dataset.title_en} if dataset else {"nl": None, "en": None}
    )
    return {
        "source": one.key,
        "title": title,
        "publisher": dataset.publisher if dataset else None,
        "homepage": dataset.homepage if dataset else None,
        "gives": dataset.gives if dataset else one.edition and one.edition.table,
        "options": dict(one.asked.options) if one.asked else {},
        "fetchable": bool(dataset and dataset.hosts),
        "licence": dataset.licence if dataset else None,
        "edition": told_edition(one.edition) if one.edition else None,
        "checked": one.checked,
        "last_result": one.last and one.last.outcome,
        "dependents": [
            {"case": of.case, "title": of.title, "indicators": list(of.indicators)}
            for of in one.dependents
        ],
    }
