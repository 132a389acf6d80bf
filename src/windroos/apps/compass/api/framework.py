"""The framework of a case in the API: whole, and part by part."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import Query
from ninja.params.models import Path
from pydantic import AliasPath, Field

from windroos.apps.accounts.api.own import reader
from windroos.apps.compass import queries
from windroos.apps.regions import journal
from windroos.apps.regions.permits import roles_on
from windroos.apps.regions.resources import (
    CaseName,
    RowQuery,
    RowVersion,
    history,
    known_case,
)
from windroos.cases import framework as kept
from windroos.cases.doubts import Doubts
from windroos.cases.fields import NAME
from windroos.rest.etags import unless_known
from windroos.rest.pages import Page, PageQuery, page, value_of
from windroos.rest.problems import not_found
from windroos.rest.routing import Router
from windroos.rest.schemas import Schema, Text

router = Router()

PartId = Annotated[str, Path(..., max_length=NAME)]


class Thresholds(Schema):
    """From which score on a region earns an effort."""

    active: float = Field(examples=[0.6])
    reactive: float = Field(examples=[0.4])


class Role(Schema):
    """For whom the compass advises, and who carries it out."""

    id: str = Field(examples=["innovation"])
    label: Text
    body: Text
    thresholds: Thresholds


class ScalePoint(Schema):
    """One point of a rating scale and what it means."""

    value: float = Field(examples=[2])
    meaning: Text
    says: Literal["exactly", "at-least", "at-most", "nothing"] = Field(
        description="Whether who rates so leaves open that there is more, or less."
    )


class Scale(Schema):
    """An ordinal rating scale; its points rise."""

    id: str = Field(examples=["networks"])
    points: list[ScalePoint]


class RatingLeaf(Schema):
    """A leaf that people rate on a scale."""

    scale: str
    inherit: bool = Field(description="Whether a parent region's judgements count.")
    across_themes: Literal["best", "mean"] = Field(description="What counts without a theme.")


class ScaleLink(Schema):
    """Figures of one scoreboard that are converted onto the scale of another."""

    from_: str = Field(alias="from", description="The indicator whose figures are converted.")
    onto: str = Field(description="The indicator onto whose scale.")
    coverage: float = Field(description="The probability that the range holds the value.")
    years: Literal["all", "latest"] = Field(
        description="By which years that both have the line is drawn."
    )


class FigureLeaf(Schema):
    """A leaf that is measured by figures."""

    indicators: list[str]
    zero_at: float = Field(
        validation_alias=AliasPath("goalposts", 0), description="The figure that earns 0."
    )
    one_at: float = Field(
        validation_alias=AliasPath("goalposts", 1), description="The figure that earns 1."
    )
    combine: Literal["first", "sum"]
    transform: str | None
    inherit: bool = Field(description="Whether a parent region's figures count.")
    rebase: dict[str, float] = Field(description="By indicator, the value that stands for 100.")
    common_scale: ScaleLink | None
    error_coverage: float | None


class Criterion(Schema):
    """A node of the tree: an aspect, a component, or a leaf that is rated or measured."""

    id: str = Field(examples=["networks"])
    parent: str | None = Field(description="Null: the root.")
    level: str
    label: Text
    question: Text | None
    passage: str | None = Field(description="The passage that names it.")
    weights: dict[str, float] = Field(description="By role, among its siblings.")
    aggregate: str = Field(
        description="How what is under it comes together: arithmetic, geometric, harmonic, power "
        "(generalised mean) or owa (ordered weighted mean)."
    )
    exponent: float | None = Field(description="Of power and owa; null for the others.")
    rating: RatingLeaf | None
    figure: FigureLeaf | None
    ask: Text | None = Field(description="Whom to ask; null: whom its parent says.")
    ask_passage: str | None = Field(description="The passage that says so.")


class Precondition(Schema):
    """A gate: for which roles and themes it must hold."""

    id: str
    number: str
    label: Text
    roles: list[str]
    themes: list[str] = Field(description="None: all themes.")
    inherit: bool = Field(description="Whether a parent region's findings count.")
    passage: str | None
    ask: Text | None = Field(description="Whom to ask.")
    ask_passage: str | None = Field(description="The passage that says so.")


class Indicator(Schema):
    """What a figure measures, and in which unit."""

    id: str
    label: Text
    unit: Text


class Rule(Schema):
    """Which years of a series count."""

    kind: Literal["latest", "year", "mean"]
    years: int = Field(description="The year, or of how many years the mean is.")
    least: int = Field(description="How many of those are enough.")


class Place(Schema):
    """The dimension of the observations in which the region of a figure stands."""

    dimension: str = Field(examples=["importer"])
    codes: str = Field(description="In which codes.", examples=["world-bank"])
    of: str = Field(description="Only the observations of this region count.", examples=["NL"])


class Parts(Schema):
    """What regions are weighted by when a figure is made of theirs."""

    source: str
    observed: str
    year: int


class Renumbered(Schema):
    """From which version of NUTS to which figures go."""

    from_: str = Field(alias="from")
    to: str
    weight: str


class Series(Schema):
    """Which observations the figures of an indicator come from, when they are there."""

    id: str = Field(description="The indicator.", examples=["wgi-voice"])
    source: str = Field(description="The dataset with its options.", examples=["wgi"])
    observed: str = Field(description="The indicator there.", examples=["va/estimate"])
    unit: str = Field(description="Observations in another unit are left out.")
    rule: Rule
    dimensions: dict[str, str] = Field(description="What else an observation has to be.")
    place: Place | None
    without: list[str] = Field(description="The regions that are left out.")
    kind: Literal["rate", "total"] | None
    parts: Parts | None
    nuts: Renumbered | None
    anchors: bool = Field(description="Whether scoreboards are laid beside each other by it.")
    max_age: int | None = Field(description="How many years old a figure may be.")
    note: Text | None


class Choice(Schema):
    """Something the documents do not give and the case proposes, with its reason."""

    id: str
    subject: str
    about: list[str]
    what: Text
    why: Text


class Vocabulary(Schema):
    """By which words a theme, a challenge or a region is recognised in documents."""

    id: str
    subject: Literal["theme", "challenge", "region"] = Field(
        description="What it is that these words are of."
    )
    of: str = Field(description="The id of that; of a region its code.", examples=["health"])
    concepts: list[str] = Field(
        description="Of the program: their words are its words too.", examples=[["health"]]
    )
    words: dict[str, list[str]] = Field(
        description="Its own, by language; a ~ where they go on.",
        examples=[{"nl": ["zorgtechnologie~"]}],
    )
    without: list[str] = Field(description="Words that look like one of these and are not.")


class MethodChoice(Schema):
    """One way of putting parts together that the case could have chosen."""

    label: Text
    probability: float = Field(description="How likely it is, against the others.", examples=[2])
    aggregate: str | None = Field(description="In the place of that of every node; null: its own.")
    exponent: float | None
    thresholds: float = Field(
        validation_alias="shift", description="Added to both thresholds.", examples=[-0.05]
    )


class Limits(Schema):
    """Within which limits the case could as well have chosen otherwise."""

    weights: dict[str, Any] = Field(
        description="The space of weights, as `framework.toml` has it.",
        examples=[{"method": "tree-weights", "default": {"method": "whole-simplex"}}],
    )
    ratings: dict[str, float] = Field(
        description="By confidence, how many steps of its scale a rating may lie off.",
        examples=[{"high": 0.5, "medium": 0.5, "low": 1}],
    )
    unknown: Literal["uniform", "observed"] = Field(
        description="What is unknown may be anything, or is as in the other regions."
    )
    methods: list[MethodChoice]
    samples: int = Field(examples=[10_000])
    seed: int = Field(examples=[1])


class Tensions(Schema):
    """From where on two sources are in tension."""

    steps: float | None = Field(
        description="Steps of the scale between two judgements; null: none is reported.",
        examples=[2],
    )
    distance: float | None = Field(
        description="From a judgement to the range of a figure, on the scale from 0 to 1; null: "
        "none is reported.",
        examples=[0.33],
    )
    years: int = Field(
        description="Within how many years something is of the same time.", examples=[4]
    )


class Framework(Schema):
    """One version of a compass."""

    id: str = Field(examples=["afwegingskompas"])
    version: str = Field(examples=["2024.1"])
    label: Text
    summary: Text
    theme_criterion: str | None
    roles: list[Role]
    scales: list[Scale]
    criteria: list[Criterion]
    preconditions: list[Precondition]
    indicators: list[Indicator]
    series: list[Series]
    choices: list[Choice]
    vocabularies: list[Vocabulary]
    robustness: Limits
    tensions: Tensions


class FrameworkQuery(RowQuery):
    """Of which day the framework is."""


@router.get(
    "/cases/{case}/framework",
    response=Framework,
    summary=_("The framework: all that is weighed, on which scale and with which weight"),
    operation_id="getFramework",
    tags=["framework"],
)
def framework(request: HttpRequest, case: CaseName, query: Query[FrameworkQuery]) -> Any:
    found = known_case(case)
    unless_known(request, found.pk, found.state)
    value = queries.value(found, query.day).framework
    parts: dict[str, Any] = {name: of(value) for name, of in _PARTS.items()}
    parts["robustness"] = _limits(value.doubts)
    names = [name for name in Framework.model_fields if name not in parts]
    return {name: getattr(value, name) for name in names} | parts


@router.get(
    "/cases/{case}/framework/versions",
    response=Page[RowVersion],
    summary=_("The framework as it stood before, version by version"),
    operation_id="listFrameworkVersions",
    tags=["framework"],
)
def versions(request: HttpRequest, case: CaseName, query: Query[PageQuery]) -> Any:
    found = known_case(case)
    insider = bool(roles_on(reader(request), found))
    unless_known(request, found.pk, found.state, insider)
    rows = history(found, journal.FRAMEWORK, journal.FRAMEWORK, insider=insider)
    return page(request, query, len(rows), rows[query.start : query.stop])


def _serve(
    name: str, one: str, schema: type[Schema], many: str | Promise, single: str | Promise
) -> None:
    """Add the operations that read a part of the framework."""

    @router.get(
        f"/cases/{{case}}/{name}",
        response=Page[schema],
        summary=many,
        operation_id=f"list{name.capitalize()}",
        tags=["framework"],
    )
    def listed(request: HttpRequest, case: CaseName, query: Query[RowQuery]) -> Any:
        found = known_case(case)
        unless_known(request, found.pk, found.state)
        parts = _PARTS[name](queries.value(found, query.day).framework)
        return page(request, query, len(parts), parts[query.start : query.stop])

    @router.get(
        f"/cases/{{case}}/{name}/{{id}}",
        response=schema,
        summary=single,
        operation_id=f"get{one.capitalize()}",
        tags=["framework"],
    )
    def got(request: HttpRequest, case: CaseName, id: PartId) -> Any:
        found = known_case(case)
        unless_known(request, found.pk, found.state)
        for part in _PARTS[name](queries.value(found).framework):
            if value_of(part, "id") == id:
                return part
        raise not_found(id)


_serve("roles", "role", Role, _("The roles the compass advises"), _("One role"))
_serve("scales", "scale", Scale, _("The scales that people rate on"), _("One scale"))
_serve(
    "criteria",
    "criterion",
    Criterion,
    _("The tree of aspects, components and leaves"),
    _("One node of the tree"),
)
_serve("preconditions", "precondition", Precondition, _("The preconditions"), _("One precondition"))
_serve("indicators", "indicator", Indicator, _("What figures measure"), _("One indicator"))
_serve(
    "series",
    "series",
    Series,
    _("Which observations the figures of the indicators come from"),
    _("One series"),
)
_serve(
    "choices",
    "choice",
    Choice,
    _("What the case chose where the documents are silent, and why"),
    _("One choice"),
)
_serve(
    "vocabularies",
    "vocabulary",
    Vocabulary,
    _("By which words themes, challenges and regions are recognised in documents"),
    _("The words of one theme, challenge or region"),
)


def _limits(doubts: Doubts) -> dict[str, Any]:
    kept = {field.name: getattr(doubts, field.name) for field in fields(doubts)}
    return kept | {"weights": doubts.weights.as_dict()}


def _criteria(framework: kept.Framework) -> list[dict[str, Any]]:
    """The nodes of the tree, with their weight for each role."""
    return [
        {name: getattr(one, name) for name in Criterion.model_fields}
        | {"weights": {role.id: one.weight(role.id) for role in framework.roles}}
        for one in framework.criteria
    ]


_PARTS: dict[str, Callable[[kept.Framework], Sequence[Any]]] = {
    "roles": lambda framework: framework.roles,
    "scales": lambda framework: list(framework.scales.values()),
    "criteria": _criteria,
    "preconditions": lambda framework: framework.preconditions,
    "indicators": lambda framework: list(framework.indicators.values()),
    "series": lambda framework: [
        {name: getattr(one, name) for name in Series.model_fields}
        | {"dimensions": dict(one.dimensions)}
        for one in framework.series.values()
    ],
    "choices": lambda framework: framework.choices,
    "vocabularies": lambda framework: [
        {name: getattr(one, name) for name in ("id", "subject", "of", "concepts", "without")}
        | {"words": {language: list(words) for language, words in one.words.items()}}
        for one in framework.terms.values()
    ],
}
