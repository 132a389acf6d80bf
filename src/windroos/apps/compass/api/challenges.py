"""Which challenges are shared, and with whom, in the API."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from ninja.params.models import Path
from pydantic import Field

from windroos.apps.compass import queries
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions.resources import AsOfQuery, CaseName, RowQuery, known_case
from windroos.cases.challenges import Peer, Shared
from windroos.cases.fields import ID
from windroos.cases.framework import Framework
from windroos.cases.histories import History
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, page_of, sort_field
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema, Text

router = Router(tags=["challenges"])

ChallengeId = Annotated[str, Field(examples=["sustainable-economy"]), Path(..., max_length=ID)]
Reason = Literal["figures", "home", "year"]
Direction = Literal["higher", "lower"]
Time = Literal["ahead", "before", "level", "passed", "not-reached", "unknown"]
Ground = Literal["result", "experience"]


class Measure(Schema):
    """What a challenge is measured by, and where the figures come from."""

    indicator: str = Field(examples=["co2-productivity"])
    label: Text
    unit: Text
    end: Direction = Field(description="Which end is heavy (of a burden) or better (of a result).")
    course: Literal["growing", "shrinking"] | None = Field(
        description="Which way a burden goes over the years; null for a result."
    )
    dataset: str | None = Field(description="The key of the dataset it is read from.")
    snapshot: str | None = Field(description="Null: the figures of the case itself, or none.")
    counts_from: date | None = Field(description="The day from which on that snapshot counts.")
    own: bool = Field(description="Whether the figures are those of the case itself.")


class Challenge(Schema):
    """A challenge of a case, and with how many it is shared."""

    id: str = Field(examples=["sustainable-economy"])
    label: Text
    question: Text
    node: str | None = Field(description="The part of the compass it belongs to.")
    passage: str | None = Field(description="The passage that names it.")
    burden: Measure
    result: Measure | None
    unknown_because: Reason | None = Field(
        description="Why it is not compared: no figures of the burden, none of home, or no year in "
        "common. Null: it is."
    )
    result_unknown_because: Reason | None = Field(
        description="Why the result is not compared, in the same words. Null: it is, there is none "
        "to compare, or nothing is."
    )
    absent: list[str] = Field(
        description="The datasets to bring in to have figures: the `source` of `POST imports`."
    )
    unread: list[str] = Field(
        description="The indicators whose dataset was brought in, and has nothing under what the "
        "framework reads of it."
    )
    year: int | None = Field(description="Of which year the figures are.")
    same: list[str] = Field(description="Whose burden is the same: codes.")
    learn: list[str] = Field(description="From whom home could learn: codes.")
    teach: list[str] = Field(description="Who could learn from home: codes.")


class ChallengeFigure(Schema):
    """A figure with its place in the dataset."""

    value: float
    standard_error: float | None
    year: int
    cell: str
    parts: list[str] = Field(description="The regions it was put together from, if any.")


class ChallengePeer(Schema):
    """A region beside home on one challenge; distances are in spreads."""

    code: str = Field(description="Whose figures these are.", examples=["DE"])
    name: Text
    stands_for: list[str] = Field(description="The regions of the case they speak of: codes.")
    lies_in: str | None = Field(
        description="The region of the case that a region outside it is a part of: a code."
    )
    burden: ChallengeFigure | None
    result: ChallengeFigure | None
    same: Literal["same", "different", "doubtful", "unknown", "home"]
    distance: float | None = Field(description="How much heavier than at home.")
    trend: Literal["alike", "faster", "slower", "unknown", "home"]
    slope: float | None = Field(description="How much the burden changes a year, in its unit.")
    ahead: Time = Field(description="Whether it came to where home is now before.")
    ahead_years: float | None = Field(description="How long ago; of `before` the least it can be.")
    behind: Time = Field(description="Whether home came to where it is now before.")
    behind_years: float | None
    outcome: Literal["better", "worse", "alike", "unknown", "home"]
    result_distance: float | None = Field(description="How much better than at home.")
    learn: list[Ground] = Field(description="On which grounds home could learn from it.")
    teach: list[Ground] = Field(description="On which grounds it could learn from home.")


class Rules(Schema):
    """What counts as the same, as clear and as ahead."""

    band: float = Field(description="Spreads within which a burden is the same.")
    clear: float = Field(description="Spreads from which on a result differs clearly.")
    experience: float = Field(description="Years ahead from which on there is experience.")
    trend: int = Field(description="Years over which a trend is taken.")
    coverage: float = Field(description="Share of the regions with a figure in the year compared.")
    least: int = Field(description="Figures without which no spread is taken.")
    confidence: float = Field(description="Probability of the range of a standard error.")


class ChallengeCompared(Challenge):
    """A challenge of a case with every region beside home."""

    result_year: int | None = Field(description="Null: the burden is compared alone.")
    band: list[float] | None = Field(
        description="From which to which burden it is the same as home's.", examples=[[8.4, 11.8]]
    )
    rules: Rules
    home: ChallengePeer | None
    peers: list[ChallengePeer] = Field(description="The regions of the case, the heaviest first.")
    others: list[ChallengePeer] = Field(
        description="Regions outside the case that the source covers at the level of home."
    )


class ChallengeQuery(RowQuery):
    """Which challenges are listed, and in which order."""

    id: list[str] | None = None
    node: list[str] | None = None
    unknown_because: list[Reason | Literal[""]] | None = None
    sort: str | None = sort_field("id", "node", "unknownBecause", "year")


@router.get(
    "/cases/{case}/challenges",
    response=Page[Challenge],
    summary=_("The challenges of a case, and with whom each is shared"),
    operation_id="listChallenges",
)
def challenges(request: HttpRequest, case: CaseName, query: Query[ChallengeQuery]) -> Any:
    found = known_case(case)
    unless_known(request, found.pk, found.state, evidence.named_by())
    framework = queries.value(found, query.day).framework
    rows = [_challenge(framework, one) for one in queries.challenges(found, query.day)]
    return page_of(request, query, rows)


@router.get(
    "/cases/{case}/challenges/{id}",
    response=ChallengeCompared,
    summary=_("One challenge: who has the same, who is ahead, who could learn from whom"),
    operation_id="getChallenge",
)
def challenge(
    request: HttpRequest, case: CaseName, id: ChallengeId, query: Query[AsOfQuery]
) -> Any:
    found = known_case(case)
    unless_known(request, found.pk, found.state, evidence.named_by())
    framework = queries.value(found, query.day).framework
    for one in queries.challenges(found, query.day):
        if one.challenge.id == id:
            return _challenge(framework, one) | {
                "result_year": one.result_year,
                "band": list(one.band) if one.band else None,
                "rules": one.rules,
                "home": _peer(one.home) if one.home else None,
                "peers": [_peer(peer) for peer in one.peers],
                "others": [_peer(peer) for peer in one.others],
            }
    raise not_found(id)


def _challenge(framework: Framework, shared: Shared) -> dict[str, Any]:
    told = shared.challenge
    burden = _measure(framework, shared.burden, told.burden.heavier, told.burden.course)
    result = None
    if shared.result is not None and told.result is not None:
        result = _measure(framework, shared.result, told.result.better, None)
    return {
        "id": told.id,
        "label": told.label,
        "question": told.question,
        "node": told.node,
        "passage": told.passage,
        "burden": burden,
        "result": result,
        "unknown_because": shared.reason,
        "result_unknown_because": shared.result_reason,
        "absent": list(shared.absent),
        "unread": [one.indicator for one in shared.unread],
        "year": shared.year,
        "same": [peer.code for peer in shared.with_same()],
        "learn": [peer.code for peer in shared.teachers()],
        "teach": [peer.code for peer in shared.learners()],
    }


def _measure(
    framework: Framework, history: History, end: str, course: str | None
) -> Mapping[str, Any]:
    indicator = framework.indicators[history.indicator]
    origin = history.origin()
    return {
        "indicator": history.indicator,
        "label": indicator.label,
        "unit": indicator.unit,
        "end": end,
        "course": course,
        "dataset": origin["dataset"],
        "snapshot": origin["snapshot"],
        "counts_from": origin["since"],
        "own": origin["own"],
    }


def _peer(peer: Peer) -> dict[str, Any]:
    own = {name: getattr(peer, name) for name in ChallengePeer.model_fields}
    return own | {
        "stands_for": [region.code for region in peer.stands_for],
        "lies_in": peer.lies_in.code if peer.lies_in else None,
    }
