"""Words of a document and the passages of a case: from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from windroos import cases
from windroos.apps.compass.actions.placing import Place
from windroos.apps.evidence import queries as evidence
from windroos.apps.regions.queries import Case
from windroos.cases.case import Locator
from windroos.cases.resting import resting
from windroos.sources.documents import sentences
from windroos.sources.documents.selectors import Found, Positions, Selector, span, spanned

if TYPE_CHECKING:
    from windroos.apps.evidence.models import Document, Passage

# A number longer than this is none of a document.
_DIGITS = 9


@dataclass(frozen=True)
class Selected:
    """Words of a document that someone chose, to draw something from."""

    place: Place
    passage: Passage
    parts: Sequence[tuple[str, bool]]
    title: str
    language: str

    @property
    def words(self) -> str:
        return " ".join(text for text, meant in self.parts if meant)

    @property
    def at(self) -> str:
        """The words as they stand in an address; see `selected`."""
        return ":".join(
            [self.place.document, str(self.place.number), *filter(None, [self.place.sentences])]
        )


@dataclass(frozen=True)
class Annotation:
    """A passage of the case where it stands in the document as it was added, and the rows that rest
    on it, by table and id."""

    locator: Locator
    selector: Selector
    page: int | None
    bodies: Sequence[tuple[str, str]]


def selected(case: Case, value: cases.Case, at: str) -> Selected | None:
    """The words that an address means: `001:57:2-3` is the second and third sentence of the
    57th passage of document 001. None where there are no such words.

    For who works on the case, who reads every document of it."""
    document, _colon, rest = at.partition(":")
    number, _colon, meant = rest.partition(":")
    if not number.isdecimal() or len(number) > _DIGITS:
        return None
    passage = evidence.everything(case).passage(document, int(number))
    if passage is None:
        return None
    split = sentences(passage.text)
    chosen = span(meant, len(split)) if meant else (1, len(split))
    if chosen is None:
        return None
    first, last = chosen
    source = value.sources.get(document)
    whole = (first, last) == (1, len(split))
    place = Place(document, int(number), None if whole else spanned(first, last))
    return Selected(
        place,
        passage,
        [(text, first <= n <= last) for n, text in enumerate(split, start=1)],
        source.title if source else passage.document.title,
        (source and source.language) or "",
    )


def place_of_quote(
    documents: evidence.Readable, document: str, exact: str, prefix: str = "", suffix: str = ""
) -> Found | None:
    """Where these words stand in the text of a document that the reader may read; None where they
    do not."""
    added = documents.document(document)
    if added is None:
        return None
    return positions(documents, added).quoted(exact, prefix, suffix)


def positions(documents: evidence.Readable, document: Document) -> Positions:
    """The text of a document, with the way back to its passages."""
    return Positions([one.text for one in documents.passages(document)])


def annotated(
    documents: evidence.Readable, value: cases.Case, document: Document
) -> list[Annotation]:
    """Every passage of the case that is found in a document, in reading order."""
    own = [one for one in value.locators.values() if one.document == document.source]
    text = positions(documents, document)
    found = [one for one in documents.resolve(own).values() if one.passage is not None]
    made = [
        Annotation(
            one.locator,
            text.selector(one.passage.number, one.locator.sentences),
            one.passage.page,
            [(row.table, row.key) for row in resting(value, [one.locator.id])],
        )
        for one in found
        if one.passage is not None
    ]
    return sorted(made, key=lambda one: (one.selector.start, one.selector.end))
