"""The rows of a case as values: regions, sources, and what is said, measured and decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from windroos.cases.text import Text


@dataclass(frozen=True, slots=True)
class Region:
    """A country, NUTS region, subdivision or other region."""

    code: str
    parent: str | None
    name: Text
    kind: str
    continent: str
    latitude: float
    longitude: float
    weighed: bool
    home: bool


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    label: Text
    cross_cutting: bool
    passage: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A document or a dataset."""

    id: str
    kind: str
    title: str
    publisher: str
    published: str
    url: str | None
    licence: str | None
    language: str | None
    note: Text | None


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a document, with the hash of the passage that should stand there."""

    id: str
    document: str
    section: str
    paragraph: int
    sentences: str | None
    sha256: str
    label: Text


@dataclass(frozen=True, slots=True)
class Judgement:
    """What someone says of a region on a leaf of the framework."""

    id: str
    region: str
    criterion: str
    theme: str | None
    role: str | None
    rating: float
    confidence: str
    said_by: str
    passage: str | None
    grounds: Text | None
    judged: str | None
    reason: Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value, with the cell of the dataset it comes from.

    `snapshot` is the SHA-256 of the snapshot it was read from, None for a figure of the case
    itself; `parts` are the regions whose figures it was put together from.
    """

    region: str
    indicator: str
    year: int
    value: float
    standard_error: float | None
    unit: str
    source: str
    cell: str
    note: Text | None
    snapshot: str | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a passage says about the effort for a region in a role."""

    id: str
    region: str
    role: str
    effort: str
    theme: str | None
    period: tuple[int, int]
    explicit: bool
    said_by: str
    passage: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure that a document prints, of something that the compass does not measure.

    Those of one `subject` are a series. It has a `value`, or a `state` that says why there is none:
    yet to be measured, or none at all. Without a `unit` it is a count. `cell` is the column of the
    row in which it stands; `indicator` one of the framework that it can be laid beside.
    """

    id: str
    subject: str
    label: Text
    kind: str
    region: str | None
    indicator: str | None
    year: int | None
    value: float | None
    unit: str | None
    state: str | None
    passage: str
    cell: str
    note: Text | None
    said_by: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the authority decided for a region in a role and period."""

    id: str
    region: str
    role: str
    effort: str
    period: tuple[int, int]
    themes: tuple[str, ...]
    authority: str
    decided: str
    label: str | None
    footnote: Text | None
    motivation: Text | None
    conditions: Text | None
    advice: str | None
    departure: Text | None
    replaces: tuple[str, ...]
    passage: str | None

    def holds_for(self, theme: str | None) -> bool:
        """Whether it speaks of a theme; one on all themes speaks of each."""
        return not self.themes or theme in self.themes


@dataclass(frozen=True, slots=True)
class Finding:
    """What a passage says about a precondition for a region."""

    id: str
    region: str
    precondition: str
    outcome: str
    themes: tuple[str, ...]
    conditions: Text | None
    confidence: str
    said_by: str
    passage: str | None
    grounds: Text | None
    judged: str | None
    reason: Text


@dataclass(frozen=True, slots=True)
class Relation:
    """The kind of relation with a region, and at which levels there are contacts."""

    id: str
    region: str
    kind: str
    official: bool | None
    governing: bool | None
    passage: str
    note: Text | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A figure of an economy outside the case, used only to fit a common scale."""

    economy: str
    indicator: str
    year: int
    value: float


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was made of a contradiction, whose `id` it has.

    `sides` gives by the name of each side that was settled the print of what it said then; `holds`
    is the side that holds, None for none of them.
    """

    id: str
    kind: str
    sides: Mapping[str, str]
    holds: str | None
    reason: Text
    settled_by: str
    settled: str
