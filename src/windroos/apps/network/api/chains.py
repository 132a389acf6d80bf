"""What is reckoned of a value chain, in the API: what is held, what hangs on one, who completes it.

The chain itself is a record of the register: see `register.py`.
"""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field, field_validator

from windroos.apps.network.queries import chains as found
from windroos.apps.network.queries.chains import ChainError, Kept, Seen
from windroos.apps.regions.resources import CaseName, RowId, known_case
from windroos.cases.fields import REGION
from windroos.measure import Bounds, compare_chains
from windroos.rest.etags import unless_known
from windroos.rest.problems import Problem, not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema, Text

router = Router(tags=["register"])

State = Literal["held", "perhaps", "missing", "open"]
Reached = Literal["yes", "unknown", "no"]
Strength = Literal["strong", "present", "emerging"]
Code = Annotated[str, Field(pattern=f"^({REGION})$", max_length=40, examples=["NL41"])]
MOST_COMPARED = 6


class Share(Schema):
    """The least and the most that a share can be; 0 and 1: nothing is known of it."""

    low: float
    high: float


class SeenLink(Schema):
    """A link as it is seen from a region. Holders are organisations of the register by id; where
    only a region or country is known, it is the holder."""

    id: str = Field(examples=["photonics-inp"])
    label: Text
    state: State = Field(description="Open: nobody is known to hold it anywhere.")
    reached: Reached = Field(description="Whether all it needs is there too.")
    inside: list[str]
    perhaps: list[str] = Field(description="Of whom it is not known whether they are within.")
    outside: list[str]
    strength: Strength | None = Field(description="The strongest within.")
    outside_share: Share


class ChainGap(Schema):
    """A link that is not held there, and the links that it alone would stop."""

    id: str
    state: State
    stops: list[str]
    opens: list[str] = Field(description="What would be reached, as things are, with it.")


class SinglePoint(Schema):
    """Without whom the chain does not come to its end."""

    kind: Literal["holder", "region", "country"]
    id: str
    loses: list[str] = Field(description="The links that it alone holds.")
    stops: list[str] = Field(description="The links after those.")


class Completion(Schema):
    """Who together would hold what is not held: all smallest sets, none with one to spare."""

    sets: list[list[str]]
    unfillable: list[str] = Field(description="The links that nobody is known to hold.")
    all_given: bool = Field(description="False: there are more sets than these.")


class SeenChain(Schema):
    """A value chain as it is seen from regions and countries on a day."""

    id: str = Field(examples=["photonics"])
    scope: list[str] = Field(description="Empty: from everywhere.")
    day: str = Field(examples=["2026-11-21"])
    reached: Reached = Field(description="Whether the chain comes to its end.")
    outside_share: Share = Field(description="How far it depends on what lies elsewhere.")
    links: list[SeenLink]
    gaps: list[ChainGap]
    supposed: list[str] = Field(
        description="The links that nobody is known for: single points are reckoned as if someone"
        " held these."
    )
    single_points: list[SinglePoint]
    regions: Completion
    holders: Completion


class ScopeQuery(Schema):
    """From where the chain is seen."""

    scope: list[Code] = Field(
        [], max_length=50, description="Codes of regions or countries; none: from everywhere."
    )


class ComparedLink(Schema):
    """A link from each of the regions, in the order asked."""

    id: str
    label: Text
    states: list[State]
    holders: list[list[str]]


class Addition(Schema):
    """The links that one region holds and another does not."""

    region: str
    to: str
    links: list[str]


class ComparedChain(Schema):
    """A value chain from several regions, link by link."""

    id: str
    regions: list[str]
    links: list[ComparedLink]
    outside_shares: list[Share]
    adds: list[Addition]


class CompareQuery(Schema):
    """Which regions are compared."""

    regions: list[Code] = Field(
        min_length=2,
        max_length=MOST_COMPARED,
        examples=[["NL213", "NL414"]],
        json_schema_extra={"uniqueItems": True},
    )

    @field_validator("regions")
    @classmethod
    def apart(cls, codes: list[str]) -> list[str]:
        """Raises ValueError for a region that stands there twice."""
        if len(set(codes)) < len(codes):
            raise ValueError("a region stands there twice")
        return codes


@router.get(
    "/cases/{case}/register/chains/{id}/analysis",
    response=SeenChain,
    summary=_("What is held of a value chain, what hangs on one, and who could complete it"),
    operation_id="analyseChain",
)
def analysis(request: HttpRequest, case: CaseName, id: RowId, query: Query[ScopeQuery]) -> Any:
    kept = _kept(request, case, id)
    seen = _seen(kept, query.scope)
    labels = _labels(kept)
    return {
        "id": kept.slug,
        "scope": sorted(seen.scope.codes),
        "day": seen.day.isoformat(),
        "reached": seen.now.reached,
        "outside_share": _share(seen.now.outside_share),
        "links": [
            {
                **{name: getattr(one, name) for name in ("id", "state", "reached", "strength")},
                **{name: list(getattr(one, name)) for name in ("inside", "perhaps", "outside")},
                "label": labels[one.id],
                "outside_share": _share(one.outside_share),
            }
            for one in seen.now.links
        ],
        "gaps": [
            {"id": one.id, "state": one.state, "stops": list(one.stops), "opens": list(one.opens)}
            for one in seen.now.gaps
        ],
        "supposed": list(seen.open),
        "single_points": [
            {"kind": one.kind, "id": one.id, "loses": list(one.loses), "stops": list(one.stops)}
            for one in seen.supposing.single_points
        ],
        "regions": _completion(seen.by_region),
        "holders": _completion(seen.by_holder),
    }


@router.get(
    "/cases/{case}/register/chains/{id}/comparison",
    response=ComparedChain,
    summary=_("A value chain from several regions beside each other"),
    operation_id="compareChain",
)
def comparison(request: HttpRequest, case: CaseName, id: RowId, query: Query[CompareQuery]) -> Any:
    kept = _kept(request, case, id)
    views = {code: _seen(kept, [code]) for code in query.regions}
    labels = _labels(kept)
    compared = compare_chains({code: seen.now for code, seen in views.items()})
    links = {code: seen.now.by_id for code, seen in views.items()}
    pairs = [(one, other) for one in views for other in views if one != other]
    return {
        "id": kept.slug,
        "regions": list(views),
        "links": [
            {
                "id": row.link,
                "label": labels[row.link],
                "states": [one[row.link].state for one in links.values()],
                "holders": [list(one[row.link].inside) for one in links.values()],
            }
            for row in compared.rows
        ],
        "outside_shares": [_share(seen.now.outside_share) for seen in views.values()],
        "adds": [
            {"region": one, "to": other, "links": list(added)}
            for one, other in pairs
            if (added := compared.adds(one, other))
        ],
    }


def _kept(request: HttpRequest, case: str, id: str) -> Kept:
    at = known_case(case)
    kept = found.chain(at, id)
    if kept is None:
        raise not_found(id)
    unless_known(request, at.pk, kept.slug, kept.version, timezone.localdate())
    return kept


def _seen(kept: Kept, codes: list[str]) -> Seen:
    try:
        return found.see(kept, codes, timezone.localdate())
    except ChainError as error:
        raise Problem("conflict", str(error)) from error


def _labels(kept: Kept) -> dict[str, dict[str, str]]:
    return {
        row["id"]: {"nl": row["label_nl"], "en": row["label_en"]}
        for row in kept.content["chain_links"]
    }


def _share(bounds: Bounds) -> dict[str, float]:
    return {"low": bounds.low, "high": bounds.high}


def _completion(made: Any) -> dict[str, Any]:
    return {
        "sets": [list(one) for one in made.sets],
        "unfillable": list(made.unfillable),
        "all_given": made.all_given,
    }
