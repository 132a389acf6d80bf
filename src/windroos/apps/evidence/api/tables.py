"""Sources, passages, judgements, statements and quantities, in the API."""

from collections.abc import Sequence
from typing import Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from windroos.apps.evidence import queries
from windroos.apps.evidence.queries import (
    JUDGEMENTS,
    LOCATORS,
    QUANTITIES,
    SOURCES,
    STATEMENTS,
)
from windroos.apps.regions.queries import Case
from windroos.apps.regions.resources import Resource, Row, RowQuery, RowSchema, serve
from windroos.cases import case as cases
from windroos.rest.pages import sort_field
from windroos.rest.routing import Router
from windroos.rest.schemas import Flag, Schema, Text

router = Router()

Confidence = Literal["low", "medium", "high"]
Effort = Literal["active", "reactive", "none"]
QuantityKind = Literal["baseline", "target", "expected", "actual", "amount"]
QuantityState = Literal["to-be-measured", "none"]
SourceKind = Literal["document", "dataset"]
PassageState = Literal["found", "moved", "broken", "absent"]


class Source(RowSchema):
    """A document or dataset that evidence comes from."""

    id: str = Field(examples=["001"])
    kind: SourceKind
    title: str
    publisher: str
    published: str = Field(description="YYYY, YYYY-MM or YYYY-MM-DD.", examples=["2024-06"])
    url: str | None
    licence: str | None
    language: str | None = Field(description="ISO 639-1.", examples=["nl"])
    note: Text | None


class SourceQuery(RowQuery):
    """Which sources are listed, and in which order."""

    id: list[str] | None = None
    kind: list[SourceKind] | None = None
    publisher: list[str] | None = None
    licence: list[str] | None = None
    language: list[str] | None = None
    sort: str | None = sort_field("id", "kind", "title", "publisher", "published", "language")


class FoundAt(Schema):
    """Where a passage stands in the document as it was added."""

    section: str
    paragraph: int


class Passage(RowSchema):
    """A place in a document, and what stands there when the document was added."""

    id: str = Field(examples=["001-thuringen-1-s2"])
    document: str = Field(description="The source it stands in.", examples=["001"])
    section: str | None
    paragraph: int = Field(description="Which paragraph of the section; the first is 1.")
    sentences: str | None = Field(
        description="Which sentences of the paragraph: “2” or “2-4”; null: all of it.",
        examples=["2"],
    )
    sha256: str = Field(description="SHA-256 of the normalised passage that should stand there.")
    label: Text
    state: PassageState = Field(
        description="Found at its place, moved elsewhere in the document, broken: no longer in it, "
        "or absent: the document was not added."
    )
    text: str | None = Field(description="The passage, when it was found or moved.")
    quote: str | None = Field(description="The sentences meant, of the passage.")
    found_at: FoundAt | None = Field(
        description="Where it stands now; not where it should when moved."
    )


class PassageQuery(RowQuery):
    """Which passages are listed, and in which order."""

    id: list[str] | None = None
    document: list[str] | None = None
    section: list[str] | None = None
    sort: str | None = sort_field("id", "document", "section", "paragraph")


class Said(RowSchema):
    """What someone says, with what it rests on."""

    confidence: Confidence
    said_by: str
    passage: str | None = Field(description="The passage it rests on; null: see `grounds`.")
    grounds: Text | None = Field(description="What it rests on, when that is not a passage.")
    judged: str | None = Field(
        description="When, where there is no passage: YYYY, YYYY-MM or YYYY-MM-DD."
    )
    reason: Text | None


class Judgement(Said):
    """What someone says of a region on a leaf of the framework."""

    id: str = Field(examples=["de-g-themes-judged-1"])
    region: str = Field(examples=["DEG"])
    criterion: str = Field(description="A leaf that is rated.", examples=["networks"])
    theme: str | None = Field(description="Null: it holds for all themes.", examples=["health"])
    role: str | None = Field(description="Null: it holds for all roles.", examples=["innovation"])
    rating: float = Field(description="A point of the scale of the leaf.", examples=[2])


class JudgementQuery(RowQuery):
    """Which judgements are listed, and in which order."""

    id: list[str] | None = None
    region: list[str] | None = None
    criterion: list[str] | None = None
    theme: list[str] | None = None
    role: list[str] | None = None
    confidence: list[Confidence] | None = None
    said_by: list[str] | None = None
    passage: list[str] | None = None
    sort: str | None = sort_field(
        "id", "region", "criterion", "theme", "role", "rating", "confidence", "saidBy", "judged"
    )


class Statement(RowSchema):
    """What a passage says about the effort for a region in a role."""

    id: str
    region: str = Field(examples=["DEG"])
    role: str = Field(examples=["innovation"])
    effort: Effort
    theme: str | None = Field(description="Null: it holds for all themes.")
    period_start: int = Field(examples=[2023])
    period_end: int = Field(examples=[2027])
    explicit: bool = Field(description="In so many words, or implied.")
    said_by: str
    passage: str


class StatementQuery(RowQuery):
    """Which statements are listed, and in which order."""

    id: list[str] | None = None
    region: list[str] | None = None
    role: list[str] | None = None
    effort: list[Effort] | None = None
    theme: list[str] | None = None
    explicit: Flag | None = None
    said_by: list[str] | None = None
    passage: list[str] | None = None
    sort: str | None = sort_field("id", "region", "role", "effort", "periodStart", "periodEnd")


class Quantity(RowSchema):
    """A figure that a document prints, of something that the compass does not measure."""

    id: str = Field(examples=["pivot-park-jobs-2018"])
    subject: str = Field(description="The series it belongs to.", examples=["pivot-park-jobs"])
    label: Text
    kind: QuantityKind
    region: str | None = Field(description="The region it is of; null: of none by itself.")
    indicator: str | None = Field(description="The indicator it can be laid beside; null: none.")
    year: int | None = Field(examples=[2018])
    value: float | None = Field(description="The figure; null: see `state`.", examples=[580])
    unit: str | None = Field(description="The unit; null: it is a count.", examples=["fte"])
    state: QuantityState | None = Field(
        description="Why there is no figure: it has yet to be measured, or there is none."
    )
    passage: str = Field(description="The row of the table, or the passage, that prints it.")
    cell: str = Field(description="The column of that row.", examples=["2018"])
    note: Text | None
    said_by: str


class QuantityQuery(RowQuery):
    """Which quantities are listed, and in which order."""

    id: list[str] | None = None
    subject: list[str] | None = None
    kind: list[QuantityKind] | None = None
    region: list[str] | None = None
    indicator: list[str] | None = None
    year: list[int] | None = None
    unit: list[str] | None = None
    state: list[QuantityState] | None = None
    said_by: list[str] | None = None
    passage: list[str] | None = None
    sort: str | None = sort_field("id", "subject", "kind", "region", "year", "value")


def _resolved(case: Case, user: queries.Reader, rows: Sequence[Row]) -> None:
    """Completes passages with what stands there in the documents that the reader may read."""
    found = queries.readable(case, user).resolve([_locator(one) for one in rows])
    for one in rows:
        resolved = found[one["id"]]
        one["state"] = resolved.state
        passage = resolved.passage
        one["text"] = passage.text if passage else None
        one["found_at"] = (
            {"section": passage.section, "paragraph": passage.paragraph} if passage else None
        )
        meant = [text for text, wanted in resolved.parts if wanted]
        one["quote"] = " ".join(meant) if meant else None


def _locator(one: Row) -> cases.Locator:
    return cases.Locator(
        id=one["id"],
        document=one["document"],
        section=one["section"] or "",
        paragraph=one["paragraph"],
        sentences=one["sentences"],
        sha256=one["sha256"],
        label=cases.Text(one["label"]["nl"], one["label"]["en"]),
    )


SOURCE = Resource(
    SOURCES,
    "source",
    Source,
    SourceQuery,
    (
        _("The documents and datasets that evidence comes from"),
        _("One source"),
        _("A source as it stood before, version by version"),
    ),
)
# Served by the compass, which writes them too: passages, statements and judgements.
PASSAGE = Resource(
    LOCATORS,
    "passage",
    Passage,
    PassageQuery,
    (
        _("The passages that something rests on, with their text where it was added"),
        _("One passage"),
        _("A passage as it stood before, version by version"),
    ),
    also=_resolved,
    depends=lambda case, user: queries.readable(case, user).mark,
)
STATEMENT = Resource(
    STATEMENTS,
    "statement",
    Statement,
    StatementQuery,
    (
        _("What passages say about the effort for regions"),
        _("One statement"),
        _("A statement as it stood before, version by version"),
    ),
)
QUANTITY = Resource(
    QUANTITIES,
    "quantity",
    Quantity,
    QuantityQuery,
    (
        _("The figures that documents print of what the compass does not measure"),
        _("One figure of a document"),
        _("A figure of a document as it stood before, version by version"),
    ),
)
JUDGEMENT = Resource(
    JUDGEMENTS,
    "judgement",
    Judgement,
    JudgementQuery,
    (
        _("The judgements of regions"),
        _("One judgement"),
        _("A judgement as it stood before, version by version"),
    ),
)
serve(router, SOURCE)
