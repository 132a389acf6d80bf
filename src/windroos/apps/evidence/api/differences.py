"""What differs between two editions of a source, in the API."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.evidence import queries
from windroos.apps.evidence.api.sources import (
    EditionNumber,
    SourceKey,
    edition_of,
    known,
    may_be_passed_on,
)
from windroos.rest.etags import unless_known
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Number, Schema, Whole
from windroos.sources.differing import Change

router = Router(tags=["open-sources"])


class EditionChange(Schema):
    """A row that differs between two editions."""

    way: Literal["changed", "gone", "added", "moved"] = Field(
        description="Moved: it stands elsewhere in the file, and says the same."
    )
    old: dict[str, Any] | None = Field(description="The row as it was; null: there was none.")
    new: dict[str, Any] | None = Field(description="The row as it is; null: there is none.")
    fields: list[str] = Field(description="What of it changed.", examples=[["value"]])


class EditionDifference(Schema):
    """What differs between two editions: how much, and the first rows of each kind."""

    edition: int = Field(description="The later edition.")
    against: int = Field(description="The earlier edition.")
    added: int
    gone: int
    changed: int
    moved: int
    same: int = Field(description="How many rows are as they were.")
    changes: list[EditionChange]


class DifferenceQuery(Schema):
    """With which other edition it is compared, and how much is told."""

    against: Number | None = None
    most: Whole = Field(100, ge=0, le=500)


@router.get(
    "/sources/{source}/editions/{id}/_compare",
    response=EditionDifference,
    summary=_("What differs from the edition before, or from another"),
    operation_id="compareEditions",
)
def compare(
    request: HttpRequest, source: SourceKey, id: EditionNumber, query: Query[DifferenceQuery]
) -> Any:
    one = known(source)
    new = edition_of(one, id)
    old = queries.edition_before(new) if query.against is None else edition_of(one, query.against)
    if old is None:
        raise not_found(id)
    may_be_passed_on(request, one)
    unless_known(request, old.sha256, new.sha256)
    found = queries.difference(old, new, query.most)
    return {
        "edition": new.pk,
        "against": old.pk,
        "added": found.added,
        "gone": found.gone,
        "changed": found.changed,
        "moved": found.moved,
        "same": found.same,
        "changes": [_told(change) for change in found.changes],
    }


def _told(one: Change) -> dict[str, Any]:
    return {"way": one.way, "old": one.old, "new": one.new, "fields": list(one.fields)}
