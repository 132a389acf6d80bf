"""A document as it is read: its passages with the sentences that are in use marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from windroos.apps.compass.presenting import words
from windroos.apps.evidence.queries import Resolved
from windroos.cases import Case
from windroos.site.leaning import place_url
from windroos.site.mentions import State
from windroos.site.uses import Use
from windroos.sources.documents import sentences

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Passage


@dataclass(frozen=True)
class Stretch:
    """Sentences of a passage, each with its number, that the same locators mean; `anchors` are
    those that begin here."""

    sentences: tuple[tuple[int, str], ...]
    meant: bool
    anchors: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(text for _number, text in self.sentences)


@dataclass(frozen=True)
class Note:
    """A locator beside its passage: whether the passage moved, what rests on it, and the address of
    the page that tells what leans on it."""

    id: str
    label: str
    moved: bool
    uses: Sequence[Use]
    leaning: str


@dataclass(frozen=True)
class Chip:
    """Something a passage is about, or was said not to be; `by` are the words that propose it, none
    for what a person added."""

    key: str
    label: str
    url: str
    by: str
    state: State = "open"


@dataclass(frozen=True)
class Paragraph:
    """A passage to read; `heading` is given where a new section begins, `page` where a page does.
    A table row whose cells are known has `cells`, and `anchors` for all of it; `table` is the
    number of the table that begins with it."""

    number: int
    paragraph: int
    kind: str
    page: int | None
    heading: str
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]
    cells: tuple[str, ...] = ()
    about: tuple[Chip, ...] = ()
    table: int | None = None
    sha256: str = ""

    @property
    def anchors(self) -> list[str]:
        return [anchor for stretch in self.stretches for anchor in stretch.anchors]


def parts(read: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Rows that follow each other as one table, anything else by itself."""
    table: list[Paragraph] = []
    for one in read:
        if table and (not one.cells or one.heading or one.page):
            yield table
            table = []
        if one.cells:
            table.append(one)
        else:
            yield [one]
    if table:
        yield table


def paragraphs(
    case: Case,
    passages: Iterable[Passage],
    resolved: Iterable[Resolved],
    uses: Mapping[str, Sequence[Use]],
    tables: Mapping[int, int] | None = None,
) -> list[Paragraph]:
    """The passages of a document in reading order, with what rests on them; `tables` are the
    numbers of its tables by the passage each begins with."""
    held: dict[int, list[Resolved]] = {}
    for one in resolved:
        if one.passage is not None:
            held.setdefault(one.passage.number, []).append(one)
    made, section, page = [], "", None
    for passage in passages:
        here = held.get(passage.number, [])
        made.append(
            Paragraph(
                number=passage.number,
                paragraph=passage.paragraph,
                kind=passage.kind,
                page=passage.page if passage.page != page else None,
                heading=passage.section if passage.section != section else "",
                stretches=tuple(_stretches(passage.text, here)),
                notes=tuple(
                    Note(
                        id=one.locator.id,
                        label=words(one.locator.label),
                        moved=one.state == "moved",
                        uses=uses.get(one.locator.id, ()),
                        leaning=place_url(case, one.locator.id),
                    )
                    for one in here
                ),
                cells=tuple(passage.cells),
                table=(tables or {}).get(passage.number),
                sha256=passage.sha256,
            )
        )
        section, page = passage.section, passage.page or page
    return made


def _stretches(text: str, here: Sequence[Resolved]) -> list[Stretch]:
    """A text cut where the set of locators that mean its sentences changes."""
    if not here:
        return [Stretch(tuple(enumerate(sentences(text), start=1)), False, ())]
    split = [one.parts for one in here]
    meant_by = [
        tuple(one.locator.id for one, parts in zip(here, split, strict=True) if parts[n][1])
        for n in range(len(split[0]))
    ]
    made: list[Stretch] = []
    begun: set[str] = set()
    for ids, same in groupby(enumerate(meant_by), key=lambda pair: pair[1]):
        numbers = [n for n, _ids in same]
        starting = tuple(id for id in ids if id not in begun)
        begun.update(ids)
        words = tuple((n + 1, split[0][n][0]) for n in numbers)
        made.append(Stretch(words, bool(ids), starting))
    # A locator that names a sentence the passage does not have still leads to its passage.
    lost = tuple(one.locator.id for one in here if one.locator.id not in begun)
    if lost:
        first = made[0]
        made[0] = Stretch(first.sentences, first.meant, (*lost, *first.anchors))
    return made
