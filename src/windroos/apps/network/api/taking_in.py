"""Organisations that open sources know, and taking them into the register, in the API."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from windroos.apps.accounts.api.own import owner
from windroos.apps.network import actions
from windroos.apps.network.actions import Decision
from windroos.apps.network.queries import candidates
from windroos.apps.network.queries.candidates import Offered
from windroos.apps.regions.resources import CaseName, own_case
from windroos.cases.fields import ID, NAME
from windroos.cases.register.source_records import Filter
from windroos.rest.access import account
from windroos.rest.pages import Page, PageQuery, page_of
from windroos.rest.problems import Fault, Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Input, Schema, Whole

router = Router(tags=["register"])

State = Literal["open", "changed", "done", "refused"]
Outcome = Literal["is", "new", "refused", "again", "accept", "keep"]
Field_ = Literal["name", "place", "region", "country", "website", "status"]
MOST = 10_000


class MatchReason(Schema):
    """A rule that speaks for or against, and the words it is about."""

    rule: str = Field(examples=["place-agrees"])
    words: list[str]


class MatchProposal(Schema):
    """An organisation of the register that the record may be."""

    id: str
    name: str
    score: float = Field(description="How alike, from 0 to 1; 1 where a number is the same.")
    reasons: list[MatchReason]


class SourceChange(Schema):
    """What the source says otherwise than when its record was taken in."""

    field: Field_
    before: str | None
    now: str | None
    here: str | None = Field(description="What stands in the register.")


class Candidate(Schema):
    """An organisation of a source, with what it is proposed to be."""

    id: str = Field(examples=["https://ror.org/02c2kyt77"])
    name: str
    other_names: list[str]
    kind: str = Field(description="The kind it would get as a new organisation.")
    types: list[str] = Field(description="The types that the source gives it.")
    country: str | None
    region: str | None
    place: str | None
    projects: int | None = Field(description="Null: the source counts no projects.")
    status: str
    state: State
    standing: Literal["certain", "likely", "doubtful", "new"]
    organisation: str | None = Field(description="The organisation it was taken in as.")
    proposals: list[MatchProposal]
    changes: list[SourceChange]
    sha256: str = Field(description="The snapshot it stands in; send it along with a decision.")


class CandidateQuery(PageQuery):
    """Which organisations of a source are listed."""

    no_filters = (*("source", "country", "region", "place", "type", "words", "least_projects"),)

    source: str = Field(max_length=500, examples=["ror"])
    country: str = Field("", max_length=2)
    region: str = Field("", max_length=5)
    place: str = Field("", max_length=NAME)
    type: str = Field("", max_length=NAME)
    words: str = Field("", max_length=NAME)
    least_projects: Whole = Field(0, ge=0, le=100_000)
    state: list[State] | None = None
    standing: list[Literal["certain", "likely", "doubtful", "new"]] | None = None


class RecordDecisionInput(Input):
    """What is decided on one record."""

    record: str = Field(min_length=1, max_length=ID)
    outcome: Outcome
    organisation: str = Field("", max_length=ID, description="With “is”: which one it is.")
    fields: list[Field_] = Field(
        default_factory=list, description="With “accept”: which changes; none stands for all."
    )


class TakeInInput(Input):
    """What is decided on records of a source."""

    source: str = Field(min_length=1, max_length=500, examples=["ror"])
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="The snapshot you looked at.")
    decisions: list[RecordDecisionInput] = Field(min_length=1, max_length=MOST)


class TakenInRecords(Schema):
    """What came of it."""

    made: list[str] = Field(description="The organisations that were added.")
    changed: list[str] = Field(description="The organisations that changed.")
    refused: int = Field(description="How many records are noted as not wanted.")


@router.get(
    "/cases/{case}/register/candidates",
    response=Page[Candidate],
    auth=account,
    summary=_("Organisations of an open source, with what each may be in the register"),
    operation_id="listRegisterCandidates",
)
def register_candidates(request: HttpRequest, case: CaseName, query: Query[CandidateQuery]) -> Any:
    at = own_case(request, case)
    edition = candidates.sources().get(query.source)
    if edition is None:
        raise not_found(query.source)
    wanted = Filter(
        query.country.upper(),
        query.region.upper(),
        query.place,
        query.type,
        query.words,
        query.least_projects,
    )
    offer = candidates.offer(at, edition, wanted)
    if offer.too_many:
        detail = _("These are too many to compare at once: ask for a country, a region or words.")
        raise Problem("invalid", detail, errors=[Fault("query", "country", detail)])
    told = [_told(one, offer.names, edition.sha256) for one in offer.rows]
    return page_of(request, query, told)


@router.post(
    "/cases/{case}/register/candidates/_decide",
    response=TakenInRecords,
    auth=account,
    summary=_("Take organisations of an open source into the register, as you decide"),
    operation_id="takeInRegisterCandidates",
)
def take_in_candidates(request: HttpRequest, case: CaseName, body: TakeInInput) -> Any:
    at = own_case(request, case)
    edition = candidates.sources().get(body.source)
    if edition is None:
        raise not_found(body.source)
    if edition.sha256 != body.sha256:
        detail = _("The source has a newer edition than the one you looked at. Look again.")
        raise Problem("stale", detail)
    decisions = [
        Decision(one.record, one.outcome, one.organisation, tuple(one.fields))
        for one in body.decisions
    ]
    done = actions.take_in(at, edition, decisions, actor=owner(request))
    return {"made": done.made, "changed": done.changed, "refused": done.refused}


def _told(one: Offered, names: Any, sha256: str) -> dict[str, Any]:
    record = one.record
    return {
        "id": record.id,
        "name": record.name,
        "other_names": [name for name, _kind, _lang in record.names[1:]],
        "kind": record.kind,
        "types": record.types,
        "country": record.country,
        "region": record.region,
        "place": record.place,
        "projects": record.projects,
        "status": record.status,
        "state": one.state,
        "standing": one.match.standing,
        "organisation": one.organisation or None,
        "proposals": [
            {
                "id": proposal.id,
                "name": names.get(proposal.id, proposal.id),
                "score": proposal.score,
                "reasons": [{"rule": r, "words": w} for r, w in proposal.reasons],
            }
            for proposal in one.match.proposals
        ],
        "changes": [
            {"field": c.field, "before": c.before, "now": c.now, "here": c.here}
            for c in one.changes
        ],
        "sha256": sha256,
    }
