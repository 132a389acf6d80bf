"""The audit trail, for who may read of it, in the API."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.accounts import queries
from windroos.apps.accounts.api.own import owner
from windroos.apps.accounts.models import Event as StoredEvent
from windroos.rest.access import account
from windroos.rest.pages import Page, PageQuery, page
from windroos.rest.routing import Router
from windroos.rest.schemas import Day, Number, Schema, bounded

router = Router(tags=["events"])


class Event(Schema):
    """One thing that was done."""

    id: int
    at: datetime
    verb: str = Field(examples=["judgement-added"])
    sentence: str = Field(description="What was done, in the language of the reader.")
    actor: str | None = Field(description="Who did it; null: the program itself.")
    case: str | None = Field(description="The case it is about.")
    subject_type: str
    subject_id: str
    subject: str = Field(description="What it was called then.")
    before: dict[str, Any]
    after: dict[str, Any]
    via: str | None = Field(description="Where it was done.", examples=["api"])


class EventQuery(PageQuery):
    """Which events are listed; the newest stands first."""

    case: str | None = Field(None, max_length=100)
    person: Number | None = None
    verb: str | None = Field(None, max_length=60)
    subject: str | None = Field(None, max_length=200)
    since: Day | None = Field(None, json_schema_extra={"format": "date"})
    until: Day | None = Field(None, json_schema_extra={"format": "date"})


@router.get(
    "/events",
    response=Page[Event],
    auth=account,
    summary=_("What was done, as far as you may know of it"),
    operation_id="listEvents",
)
def events(request: HttpRequest, query: Query[EventQuery]) -> Any:
    asked = queries.Asked(
        person=query.person,
        verb=query.verb or "",
        subject=query.subject or "",
        since=bounded(query.since),
        until=bounded(query.until),
    )
    found = queries.trail(owner(request), asked)
    if query.case is not None:
        found = found.filter(case=query.case)
    rows = [_told(one) for one in found[query.start : query.stop]]
    return page(request, query, found.count(), rows)


def _told(one: StoredEvent) -> dict[str, Any]:
    return {
        "id": one.pk,
        "at": one.at,
        "verb": one.verb,
        "sentence": one.sentence,
        "actor": one.actor.name if one.actor else None,
        "case": one.case,
        "subject_type": one.subject_type,
        "subject_id": one.subject_id,
        "subject": one.subject_label,
        "before": one.data.get("before", {}),
        "after": one.data.get("after", {}),
        "via": one.via,
    }
