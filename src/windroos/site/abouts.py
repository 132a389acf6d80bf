"""What each passage of a document is about, beside it; and only the passages about something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse

from windroos.apps.evidence.queries import Readable
from windroos.cases import Case
from windroos.link.marking import Judged
from windroos.site import mentions
from windroos.site.mentions import State, Told
from windroos.site.reading import Chip, Paragraph

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Document

# What is shown beside a passage, in this order; the others are in the API.
KINDS = ("region", "theme")


@dataclass(frozen=True)
class Option:
    """Something that passages of the document are about, and how many are."""

    key: str
    kind: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Beside:
    """What stands beside the passages of a document by their number, and how many of the proposals
    that people judged they accepted."""

    chips: Mapping[int, tuple[Chip, ...]]
    score: Judged


def beside(readable: Readable, case: Case, document: Document, language: str) -> Beside:
    """What stands beside each passage of a document, in the language of the reader; also what was
    said not to be."""
    called = mentions.names(case, mentions.gazetteer_of(readable.case), language)
    told = mentions.told(readable, document, KINDS, mentions.EVERY)
    return Beside(chips(case, told, called), mentions.score(told))


def within(
    beside: Mapping[int, Sequence[Chip]], states: Collection[State]
) -> dict[int, tuple[Chip, ...]]:
    """What stands beside each passage in some states."""
    return {
        number: tuple(chip for chip in here if chip.state in states)
        for number, here in beside.items()
    }


def chips(
    case: Case, told: Iterable[Told], names: Mapping[tuple[str, str], str]
) -> dict[int, tuple[Chip, ...]]:
    """What stands beside each passage, by its number.

    Home and what it lies in stand beside nearly all, and say nothing there unless a person does.
    """
    everywhere = _home(case)
    found = {}
    for one in told:
        about = [
            what
            for what in one.about
            if what.marking is not None or (what.kind, what.id) not in everywhere
        ]
        about.sort(key=lambda what: KINDS.index(what.kind))
        found[one.passage.number] = tuple(
            Chip(
                f"{what.kind}:{what.id}",
                names.get((what.kind, what.id), what.id),
                _url(case, what.kind, what.id),
                ", ".join(dict.fromkeys(one.passage.text[m.start : m.end] for m in what.mentions)),
                what.state,
            )
            for what in about
        )
    return found


def options(beside: Mapping[int, Sequence[Chip]], asked: str) -> list[Option]:
    """What can be asked for, by kind and name."""
    counted = Counter(chip.key for here in beside.values() for chip in here)
    labels = {chip.key: chip.label for here in beside.values() for chip in here}
    made = [
        Option(key, key.partition(":")[0], labels[key], count, key == asked)
        for key, count in counted.items()
    ]
    return sorted(made, key=lambda one: (KINDS.index(one.kind), one.label))


def told_beside(
    text: Iterable[Paragraph], beside: Mapping[int, tuple[Chip, ...]]
) -> list[Paragraph]:
    """The paragraphs with what stands beside them."""
    return [replace(one, about=beside.get(one.number, ())) for one in text]


def only(
    text: Sequence[Paragraph], beside: Mapping[int, Sequence[Chip]], asked: str
) -> list[Paragraph]:
    """The paragraphs about what is asked for, each section with its heading."""
    kept, heading = [], ""
    for paragraph in text:
        heading = paragraph.heading or heading
        if any(chip.key == asked for chip in beside.get(paragraph.number, ())):
            kept.append(replace(paragraph, heading=heading))
            heading = ""
    return kept


def _home(case: Case) -> set[tuple[str, str]]:
    region, found = case.home, set()
    while region is not None:
        found.add(("region", region.code))
        region = case.regions.get(region.parent or "")
    return found


def _url(case: Case, kind: str, id: str) -> str:
    """The page of a region that is weighed; the others have none."""
    known = case.regions.get(id) if kind == "region" else None
    if known is None or not known.weighed:
        return ""
    return reverse("compass:region", args=[case.name, id])
